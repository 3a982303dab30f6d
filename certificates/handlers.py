"""What certificates does when others announce. Three lines each; the rule is in the service."""

from __future__ import annotations

import logging

from certificates.errors import NoIssuer
from certificates.services import issue_certificate
from courses.events import CourseCompleted

logger = logging.getLogger(__name__)


def issue_on_course_completed(sender: type, event: CourseCompleted, **kwargs: object) -> None:
    """A completed course issues its certificate; a missing issuer must not undo what the learner achieved."""
    try:
        issue_certificate(enrolment_id=event.enrolment_id, acting_user=None)
    except NoIssuer:
        logger.warning("enrolment %s is complete, but nobody can issue its certificate yet", event.enrolment_id)
