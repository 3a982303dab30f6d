"""Ending an attempt: marking it on the server and telling the course."""

from __future__ import annotations

import logging
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils import timezone

from assessments.enums import AttemptState
from assessments.kinds import kind_of
from assessments.models import Attempt, Response
from assessments.models.attempts import GRACE
from courses.models import Enrolment
from courses.services import record_result
from courses.services.learning import Result
from people.models import User
from people.services import log

logger = logging.getLogger(__name__)


@transaction.atomic
def submit_attempt(*, attempt_id: int, acting_user: User) -> Attempt:
    """Submit and mark an attempt. Submitting again changes nothing and returns it as it was marked."""
    attempt = _locked(attempt_id)
    if not attempt.is_open:
        return attempt
    state = AttemptState.TIMED_OUT if attempt.is_overdue else AttemptState.SUBMITTED
    return finish(attempt, state=state, acting_user=acting_user)


def _locked(attempt_id: int) -> Attempt:
    """The attempt under lock. Everybody locks the enrolment before its attempts, so that nobody waits in a circle."""
    Enrolment.objects.select_for_update(of=("self",)).get(attempts=attempt_id)
    return Attempt.objects.select_for_update(of=("self",)).get(pk=attempt_id)


def finish(attempt: Attempt, *, state: AttemptState, acting_user: User | None) -> Attempt:
    """Mark an open attempt with the answers kept so far and record its result. The caller holds the lock.

    Score: the sum of the shares earned, over the number of questions, in percent to two places, half up. It is passed
    when the score is at least the pass mark the attempt began with.
    """
    responses = list(Response.objects.select_related("version").filter(attempt=attempt))
    for response in responses:
        version = response.version
        response.fraction = Decimal(str(kind_of(version.kind).fraction(version.content, response.answer)))
    Response.objects.bulk_update(responses, ["fraction"])
    earned = sum((response.fraction or Decimal(0) for response in responses), Decimal(0))
    attempt.score = (100 * earned / len(responses)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    attempt.passed = attempt.score >= attempt.pass_percent
    attempt.state = state
    # Time that was up ended the attempt at its deadline, not when somebody noticed.
    attempt.finished_at = min(timezone.now(), attempt.deadline)
    attempt.save(update_fields=["score", "passed", "state", "finished_at"])
    log(acting_user, "assessments.finish", attempt, state=state, score=str(attempt.score))
    record_result(
        enrolment_id=attempt.enrolment_id,
        activity_id=attempt.quiz_id,
        result=Result(
            source=f"attempt:{attempt.pk}",
            completed=True,
            passed=attempt.passed,
            score=attempt.score,
            at=attempt.finished_at,
        ),
        acting_user=acting_user,
    )
    return attempt


def close_overdue_attempts() -> int:
    """Close and mark each open attempt whose time and grace are over, in its own transaction. Returns how many."""
    overdue = Attempt.objects.filter(state=AttemptState.IN_PROGRESS, deadline__lt=timezone.now() - GRACE)
    ids = list(overdue.order_by("pk").values_list("pk", flat=True))
    return sum(_close_or_report(attempt_id) for attempt_id in ids)


def _close_or_report(attempt_id: int) -> bool:
    """One attempt that cannot be closed must not keep the others open."""
    try:
        return close_if_overdue(attempt_id)
    except Exception:  # whatever it is: the log says which attempt, and the next beat tries again
        logger.exception("attempt %s could not be closed", attempt_id)
        return False


@transaction.atomic
def close_if_overdue(attempt_id: int) -> bool:
    """Close and mark an open attempt whose time and grace are over. Returns whether it was one."""
    attempt = _locked(attempt_id)
    if not attempt.is_overdue:
        return False
    finish(attempt, state=AttemptState.TIMED_OUT, acting_user=None)
    return True
