"""Ending an attempt: marking, the result of the course, and time that is up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessments.enums import AttemptState
from assessments.models import Attempt, QuestionVersion, QuizActivity, Response, SingleChoiceQuestion
from assessments.selectors import quiz_view
from assessments.services import close_overdue_attempts, save_answers, submit_attempt
from courses.enums import EnrolmentState
from courses.models import ActivityResult, Enrolment
from people.models import AuditEntry, User
from tests.assessments.conftest import (
    Clock,
    MakeEnrolment,
    MakeQuiz,
    answers_to,
    begin,
    now_in_database,
    responses_of,
)


def answer_and_submit(attempt: Attempt, *, right: int) -> Attempt:
    """Answer every question, the first so many rightly, and submit."""
    save_answers(attempt_id=attempt.pk, answers=answers_to(attempt, right=right))
    return submit_attempt(attempt_id=attempt.pk, acting_user=attempt.enrolment.person)


@pytest.mark.parametrize(
    ("right", "score", "passed"), [(0, 0, False), (1, 25, False), (2, 50, True), (3, 75, True), (4, 100, True)]
)
def test_score_and_pass_mark_with_exactly_half_passing(attempt: Attempt, right: int, score: int, passed: bool) -> None:
    marked = answer_and_submit(attempt, right=right)
    assert (marked.state, marked.score, marked.passed) == (AttemptState.SUBMITTED, score, passed)
    assert [each.fraction for each in responses_of(attempt)] == [1] * right + [0] * (4 - right)


def test_what_is_not_answered_earns_nothing(attempt: Attempt, learner: User) -> None:
    marked = submit_attempt(attempt_id=attempt.pk, acting_user=learner)
    assert (marked.score, marked.passed) == (0, False)
    assert {each.fraction for each in responses_of(attempt)} == {Decimal(0)}


@pytest.mark.parametrize(
    ("total", "right", "score"),
    [(3, 1, "33.33"), (3, 2, "66.67"), (160, 1, "0.63"), (160, 3, "1.88"), (160, 5, "3.13"), (7, 7, "100.00")],
)
def test_score_is_rounded_half_up_to_two_places(
    attempt: Attempt, learner: User, total: int, right: int, score: str
) -> None:
    """One of 160 is 0.625: half up gives 0.63, where rounding to even would give 0.62."""
    resize(attempt, total)
    save_answers(attempt_id=attempt.pk, answers=answers_to(attempt, right=right))
    assert submit_attempt(attempt_id=attempt.pk, acting_user=learner).score == Decimal(score)


def resize(attempt: Attempt, total: int) -> None:
    """Give the attempt so many questions: further versions of one of them."""
    version = responses_of(attempt)[0].version
    Response.objects.filter(attempt=attempt).delete()
    versions = QuestionVersion.objects.bulk_create(
        QuestionVersion(
            question_id=version.question_id, number=100 + number, kind=version.kind, stem="?", content=version.content
        )
        for number in range(total)
    )
    keys = [option["key"] for option in version.content["options"]]
    Response.objects.bulk_create(
        Response(attempt=attempt, position=position, version=each, layout=keys)
        for position, each in enumerate(versions, start=1)
    )


def test_a_score_just_under_the_pass_mark_fails_although_it_rounds_to_it(
    make_quiz: MakeQuiz, make_enrolment: MakeEnrolment, bank: list[SingleChoiceQuestion]
) -> None:
    quiz = make_quiz(question_count=3, pass_percent=Decimal("66.68"))
    attempt = begin(make_enrolment(quiz), quiz)
    assert answer_and_submit(attempt, right=2).passed is False


def test_submitting_twice_changes_nothing(attempt: Attempt, learner: User, clock: Clock) -> None:
    first = answer_and_submit(attempt, right=2)
    clock.advance(minutes=3)
    second = submit_attempt(attempt_id=attempt.pk, acting_user=learner)
    assert (second.score, second.finished_at, second.state) == (first.score, first.finished_at, first.state)
    assert ActivityResult.objects.count() == 1
    assert AuditEntry.objects.filter(action="assessments.finish").count() == 1


def test_passing_completes_the_course_and_failing_does_not(enrolment: Enrolment, quiz: QuizActivity) -> None:
    answer_and_submit(begin(enrolment, quiz), right=1)
    assert Enrolment.objects.get().state == EnrolmentState.ACTIVE
    answer_and_submit(begin(enrolment, quiz), right=2)
    assert Enrolment.objects.get().state == EnrolmentState.COMPLETED
    results = ActivityResult.objects.order_by("pk").values_list("completed", "passed", "score")
    assert list(results) == [(True, False, 25), (True, True, 50)]


def test_the_best_attempt_counts_the_earliest_of_equals(enrolment: Enrolment, quiz: QuizActivity) -> None:
    for right in (1, 3, 3, 2):
        answer_and_submit(begin(enrolment, quiz), right=right)
    best = quiz_view(quiz, enrolment).best
    assert (best.number, best.score) == (2, 75)
    assert [attempt.number for attempt in quiz_view(quiz, enrolment).finished] == [4, 3, 2, 1]


def test_an_attempt_left_open_is_closed_when_time_is_up_with_its_answers(attempt: Attempt, clock: Clock) -> None:
    save_answers(attempt_id=attempt.pk, answers=answers_to(attempt, right=3))
    clock.now = attempt.deadline
    clock.advance(seconds=20)
    assert close_overdue_attempts() == 0, "somebody's last answer may still be on its way"
    clock.advance(hours=5)
    assert close_overdue_attempts() == 1
    closed = now_in_database(attempt)
    assert (closed.state, closed.score, closed.passed) == (AttemptState.TIMED_OUT, 75, True)
    assert closed.finished_at == attempt.deadline, "it ended at its deadline, not when somebody looked"
    assert Enrolment.objects.get().state == EnrolmentState.COMPLETED
    assert close_overdue_attempts() == 0


def test_submitting_after_the_time_counts_as_timed_out(attempt: Attempt, learner: User, clock: Clock) -> None:
    clock.now = attempt.deadline
    clock.advance(minutes=1)
    marked = submit_attempt(attempt_id=attempt.pk, acting_user=learner)
    assert (marked.state, marked.finished_at) == (AttemptState.TIMED_OUT, attempt.deadline)


def test_one_broken_attempt_does_not_keep_the_others_open(
    make_quiz: MakeQuiz,
    make_enrolment: MakeEnrolment,
    bank: list[SingleChoiceQuestion],
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    attempts = [begin(make_enrolment(quiz), quiz) for quiz in (make_quiz(), make_quiz(), make_quiz())]
    broken = responses_of(attempts[1])[0]
    broken.version = QuestionVersion.objects.create(
        question=bank[0], number=2, kind="unknown", stem="?", content={"options": []}
    )
    broken.save()
    clock.advance(minutes=11)
    assert close_overdue_attempts() == 2
    states = [now_in_database(attempt).state for attempt in attempts]
    assert states == [AttemptState.TIMED_OUT, AttemptState.IN_PROGRESS, AttemptState.TIMED_OUT]
    assert f"attempt {attempts[1].pk}" in caplog.text


def test_a_quiz_that_need_not_be_passed_is_done_by_doing_it(
    make_quiz: MakeQuiz, make_enrolment: MakeEnrolment, bank: list[SingleChoiceQuestion]
) -> None:
    quiz = make_quiz(needs_pass=False)
    marked = answer_and_submit(begin(make_enrolment(quiz), quiz), right=0)
    assert marked.passed is False
    assert Enrolment.objects.get().state == EnrolmentState.COMPLETED
