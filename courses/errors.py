"""What can go wrong in courses, in words a learner can act on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from people.errors import DomainError


class EnrolmentClosed(DomainError):
    """The cycle has ended; results are kept in history but earn nothing."""

    message = _("You have left this course, so nothing more can be recorded in it.")


class CourseNotOpen(DomainError):
    """The course is not published, or has no lesson yet."""

    message = _("This course is not open for enrolment yet.")


class NotInThisCourse(DomainError):
    """The lesson or activity is not part of the edition the learner is enrolled in."""

    message = _("This lesson is not part of your edition of the course.")
