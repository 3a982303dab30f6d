"""Joining a course."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from courses.enums import READABLE_STATES
from courses.errors import CourseNotOpen
from courses.models import Course, Enrolment
from courses.services.editions import freeze_edition
from people.models import User
from people.services import log


@transaction.atomic
def enrol(*, person: User, course: Course, acting_user: User | None, due_on: date | None = None) -> Enrolment:
    """Enrol a person in the current edition. Enrolling twice, or in two tabs at once, gives one enrolment; whoever left
    the course begins the next cycle.

    Raises:
        CourseNotOpen: the course is not published or has no lesson.
    """
    if not course.live:
        raise CourseNotOpen
    # Freezing locks the course, so a second enrolment at the same moment waits here and then finds the first.
    edition = freeze_edition(course)
    if edition is None:
        raise CourseNotOpen
    latest = Enrolment.objects.of(person).filter(course=course).order_by("-cycle").first()
    if latest is not None and latest.state in READABLE_STATES:
        return latest
    enrolment, created = Enrolment.objects.get_or_create(
        person=person,
        course=course,
        cycle=latest.cycle + 1 if latest else 1,
        defaults={"edition": edition, "due_on": due_on, "enrolled_at": timezone.now()},
    )
    if created:
        log(acting_user, "courses.enrol", enrolment, course=course.pk, edition=edition.number)
    return enrolment
