"""Recording facts, and completing the course when the last required one arrives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from courses.enums import READABLE_STATES, EnrolmentState
from courses.errors import EnrolmentClosed, NotInThisCourse
from courses.events import CourseCompleted, course_completed
from courses.models import ActivityResult, Enrolment, LessonVisit
from courses.progress import progress_of
from people.models import User
from people.services import log


@dataclass(frozen=True, slots=True)
class Result:
    """What a try in an activity achieved. `source` names the try; score is 0–100 or None where there is none."""

    source: str
    completed: bool
    passed: bool
    score: Decimal | None
    at: datetime


def _locked(enrolment_id: int) -> Enrolment:
    return Enrolment.objects.select_for_update(of=("self",)).select_related("edition").get(pk=enrolment_id)


@transaction.atomic
def open_lesson(*, enrolment_id: int, lesson_id: int) -> None:
    """Record that a learner opened a lesson, so that "continue" comes back to it.

    Raises:
        EnrolmentClosed: the learner left the course.
        NotInThisCourse: the edition does not hold the lesson.
    """
    enrolment = Enrolment.objects.select_related("edition").get(pk=enrolment_id)
    _require_part(enrolment, lesson_id)
    now = timezone.now()
    # The enrolment first, as everybody does: two requests of one learner then queue instead of waiting in a circle.
    Enrolment.objects.filter(pk=enrolment_id).update(last_lesson_id=lesson_id, last_seen_at=now)
    LessonVisit.objects.get_or_create(enrolment=enrolment, lesson_id=lesson_id, defaults={"opened_at": now})


@transaction.atomic
def mark_lesson_read(*, enrolment_id: int, lesson_id: int, acting_user: User | None) -> Enrolment:
    """Record that a learner read a lesson to its end. The first time counts; saying it again changes nothing.

    Raises:
        EnrolmentClosed: the learner left the course.
        NotInThisCourse: the edition does not hold the lesson.
    """
    enrolment = _locked(enrolment_id)
    _require_part(enrolment, lesson_id)
    now = timezone.now()
    visit, _ = LessonVisit.objects.get_or_create(enrolment=enrolment, lesson_id=lesson_id, defaults={"opened_at": now})
    if visit.read_at is None:
        visit.read_at = now
        visit.save(update_fields=["read_at"])
    return settle(enrolment, at=visit.read_at, acting_user=acting_user)


@transaction.atomic
def record_result(*, enrolment_id: int, activity_id: int, result: Result, acting_user: User | None) -> Enrolment:
    """Record what a learner achieved in an activity, and complete the course when that was the last part.

    Repeating a result changes nothing. A worse result never replaces a better one: history keeps both. After the
    learner left the course, a result is kept in history but earns nothing.

    Raises:
        NotInThisCourse: the edition does not hold the activity.
    """
    enrolment = _locked(enrolment_id)
    if activity_id not in enrolment.edition.outline.activity_ids:
        raise NotInThisCourse
    ActivityResult.objects.get_or_create(
        enrolment=enrolment,
        activity_id=activity_id,
        source=result.source,
        defaults={"completed": result.completed, "passed": result.passed, "score": result.score, "at": result.at},
    )
    return settle(enrolment, at=result.at, acting_user=acting_user)


@transaction.atomic
def recompute(*, enrolment_id: int, dry_run: bool) -> tuple[int, int]:
    """Stored progress in percent, and what the recorded facts say; the facts win unless it is a dry run.

    Completion that was missed is made up for, as of the last fact (DESIGN promise 3).
    """
    enrolment = _locked(enrolment_id)
    stored = enrolment.progress
    if not dry_run:
        read = enrolment.visits.aggregate(at=Max("read_at"))["at"]
        achieved = enrolment.results.aggregate(at=Max("at"))["at"]
        last_fact = max(filter(None, [read, achieved]), default=timezone.now())
        settle(enrolment, at=last_fact, acting_user=None)
    return stored, progress_of(enrolment.edition.outline, enrolment.facts()).percent


def settle(enrolment: Enrolment, *, at: datetime, acting_user: User | None) -> Enrolment:
    """Bring stored progress in line with the recorded facts, and announce completion the moment it becomes true.

    The enrolment must be locked by the caller's transaction. A completed cycle stays completed.
    """
    if enrolment.state != EnrolmentState.ACTIVE:
        return enrolment
    progress = progress_of(enrolment.edition.outline, enrolment.facts())
    enrolment.progress = progress.percent
    if not progress.is_complete:
        enrolment.save(update_fields=["progress"])
        return enrolment
    enrolment.state, enrolment.completed_at = EnrolmentState.COMPLETED, at
    enrolment.save(update_fields=["progress", "state", "completed_at"])
    log(acting_user, "courses.complete", enrolment, course=enrolment.course_id)
    course_completed.send(
        sender=Enrolment,
        event=CourseCompleted(enrolment.person_id, enrolment.pk, enrolment.edition_id, at),
    )
    return enrolment


def _require_part(enrolment: Enrolment, lesson_id: int) -> None:
    if enrolment.state not in READABLE_STATES:
        raise EnrolmentClosed
    if enrolment.edition.outline.part_of_lesson(lesson_id) is None:
        raise NotInThisCourse
