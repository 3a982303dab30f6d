"""Starting an attempt."""

from __future__ import annotations

import random
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from assessments.enums import AttemptState, QuestionStatus
from assessments.errors import NoAttemptsLeft, QuizNotReady
from assessments.kinds import kind_of
from assessments.models import Attempt, QuestionVersion, QuizActivity, Response
from assessments.services.finishing import close_if_overdue
from courses.enums import READABLE_STATES
from courses.errors import EnrolmentClosed, NotInThisCourse
from courses.models import Enrolment
from people.models import User
from people.services import log


def start_attempt(*, enrolment_id: int, quiz: QuizActivity, acting_user: User) -> Attempt:
    """Start an attempt, or return the one already open: a double click or a second tab never costs an attempt.

    Questions are drawn at random without repetition; their order and the order of their options are stored, so that a
    reload shows the same. An open attempt whose time is up is closed first, and stays
    closed even when no other may begin.

    Raises:
        EnrolmentClosed, NotInThisCourse: the learner may not do this quiz.
        NoAttemptsLeft: every allowed attempt is used.
        QuizNotReady: the bank holds fewer ready questions than the quiz draws.
    """
    open_ones = Attempt.objects.filter(enrolment=enrolment_id, quiz=quiz, state=AttemptState.IN_PROGRESS)
    for attempt_id in open_ones.values_list("pk", flat=True):
        close_if_overdue(attempt_id)
    return _start(enrolment_id, quiz, acting_user)


@transaction.atomic
def _start(enrolment_id: int, quiz: QuizActivity, acting_user: User) -> Attempt:
    # The enrolment row is the turnstile: attempts of one learner are counted and started one at a time.
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("edition").get(pk=enrolment_id)
    if enrolment.state not in READABLE_STATES:
        raise EnrolmentClosed
    if quiz.pk not in enrolment.edition.outline.activity_ids:
        raise NotInThisCourse
    attempts = list(Attempt.objects.filter(enrolment=enrolment, quiz=quiz).order_by("number"))
    running = next((attempt for attempt in attempts if attempt.is_open), None)
    if running is not None:
        return running
    if quiz.attempts_allowed is not None and len(attempts) >= quiz.attempts_allowed:
        raise NoAttemptsLeft
    return _create(enrolment, quiz, number=len(attempts) + 1, acting_user=acting_user)


def _create(enrolment: Enrolment, quiz: QuizActivity, *, number: int, acting_user: User) -> Attempt:
    now = timezone.now()
    rng = random.SystemRandom()
    versions = _draw(quiz, rng)
    attempt = Attempt.objects.create(
        enrolment=enrolment,
        quiz=quiz,
        number=number,
        started_at=now,
        deadline=now + timedelta(minutes=quiz.minutes),
        pass_percent=quiz.pass_percent,
    )
    Response.objects.bulk_create(
        Response(
            attempt=attempt,
            position=position,
            version=version,
            layout=kind_of(version.kind).layout(version.content, rng, shuffle=quiz.shuffle_options),
        )
        for position, version in enumerate(versions, start=1)
    )
    log(acting_user, "assessments.start", attempt, number=number)
    return attempt


def _draw(quiz: QuizActivity, rng: random.Random) -> list[QuestionVersion]:
    pool = list(
        QuestionVersion.objects.filter(
            pk__in=quiz.categories.filter(
                questions__status=QuestionStatus.READY, questions__current_version__isnull=False
            ).values("questions__current_version")
        ).values_list("pk", flat=True)
    )
    if len(pool) < quiz.question_count:
        raise QuizNotReady
    chosen = rng.sample(pool, quiz.question_count)
    versions = QuestionVersion.objects.in_bulk(chosen)
    return [versions[pk] for pk in chosen]
