"""Starting: what an attempt draws, and that starting twice is starting once."""

from __future__ import annotations

from collections import Counter

import pytest

from assessments import selectors
from assessments.enums import AttemptState, QuestionStatus
from assessments.errors import NoAttemptsLeft, QuizNotReady
from assessments.models import Attempt, QuestionCategory, QuizActivity, SingleChoiceQuestion
from assessments.services import save_answer, start_attempt, submit_attempt
from courses.enums import EnrolmentState
from courses.errors import EnrolmentClosed, NotInThisCourse
from courses.models import Enrolment
from people.models import AuditEntry
from tests.assessments.conftest import (
    Clock,
    MakeEnrolment,
    MakeQuestion,
    MakeQuiz,
    answer_to,
    begin,
    now_in_database,
    responses_of,
)


def test_starting_twice_gives_the_same_attempt(enrolment: Enrolment, quiz: QuizActivity) -> None:
    first, second = begin(enrolment, quiz), begin(enrolment, quiz)
    assert first == second
    assert Attempt.objects.count() == 1
    assert AuditEntry.objects.filter(action="assessments.start").count() == 1


def test_no_question_is_drawn_twice_and_only_ready_ones_of_the_categories(
    make_question: MakeQuestion, make_quiz: MakeQuiz, make_enrolment: MakeEnrolment
) -> None:
    ready = {make_question(f"Sẵn sàng {number}").current_version_id for number in range(5)}
    for status in (QuestionStatus.DRAFT, QuestionStatus.RETIRED):
        make_question(f"{status}", status=status)
    make_question("Ngăn khác", category=QuestionCategory.objects.create(name="Ngăn khác"))
    quiz = make_quiz(question_count=5)
    attempt = begin(make_enrolment(quiz), quiz)
    responses = responses_of(attempt)
    assert [response.position for response in responses] == [1, 2, 3, 4, 5]
    assert {response.version_id for response in responses} == ready


def test_a_question_in_two_categories_of_the_quiz_is_not_drawn_twice(
    make_question: MakeQuestion, make_quiz: MakeQuiz, make_enrolment: MakeEnrolment
) -> None:
    other = QuestionCategory.objects.create(name="Ngăn thứ hai")
    for number in range(2):
        make_question(f"Một {number}")
        make_question(f"Hai {number}", category=other)
    quiz = make_quiz(question_count=4)
    quiz.categories.add(other)
    attempt = begin(make_enrolment(quiz), quiz)
    assert len({response.version_id for response in responses_of(attempt)}) == 4


def test_attempts_draw_anew_from_the_whole_pool(enrolment: Enrolment, quiz: QuizActivity) -> None:
    """Four of six each time: thirty attempts that never meet one of them would be a miracle (2 × 10⁻¹⁴)."""
    seen: Counter[int] = Counter()
    orders = set()
    for _ in range(30):
        attempt = begin(enrolment, quiz)
        drawn = [response.version_id for response in responses_of(attempt)]
        seen.update(drawn)
        orders.add(tuple(drawn))
        submit_attempt(attempt_id=attempt.pk, acting_user=enrolment.person)
    assert len(seen) == 6
    assert len(orders) > 1


def test_order_of_questions_and_options_is_the_same_after_every_reload(attempt: Attempt) -> None:
    first = selectors.shown_questions(attempt)
    assert selectors.shown_questions(now_in_database(attempt)) == first


@pytest.mark.parametrize("shuffle", [True, False])
def test_options_are_shuffled_only_when_the_quiz_says_so(
    make_question: MakeQuestion, make_quiz: MakeQuiz, make_enrolment: MakeEnrolment, shuffle: bool
) -> None:
    for number in range(20):
        make_question(f"Câu {number}")
    quiz = make_quiz(question_count=20, shuffle_options=shuffle)
    attempt = begin(make_enrolment(quiz), quiz)
    as_written = [
        response.layout == [option["key"] for option in response.version.content["options"]]
        for response in responses_of(attempt)
    ]
    assert all(as_written) is not shuffle


def test_as_many_attempts_as_allowed_and_no_more(
    make_quiz: MakeQuiz, make_enrolment: MakeEnrolment, bank: list[SingleChoiceQuestion]
) -> None:
    quiz = make_quiz(attempts_allowed=2)
    enrolment = make_enrolment(quiz)
    for number in (1, 2):
        attempt = begin(enrolment, quiz)
        assert attempt.number == number
        submit_attempt(attempt_id=attempt.pk, acting_user=enrolment.person)
    with pytest.raises(NoAttemptsLeft):
        begin(enrolment, quiz)
    assert Attempt.objects.count() == 2


def test_a_pool_that_is_too_small_starts_nothing(
    make_quiz: MakeQuiz, make_enrolment: MakeEnrolment, bank: list[SingleChoiceQuestion]
) -> None:
    quiz = make_quiz(question_count=len(bank) + 1)
    enrolment = make_enrolment(quiz)
    with pytest.raises(QuizNotReady):
        begin(enrolment, quiz)
    assert not Attempt.objects.exists()
    assert not AuditEntry.objects.filter(action="assessments.start").exists()


def test_an_attempt_whose_time_is_up_is_closed_and_the_next_one_begins(
    enrolment: Enrolment, quiz: QuizActivity, attempt: Attempt, clock: Clock
) -> None:
    first = responses_of(attempt)[0]
    save_answer(attempt_id=attempt.pk, position=1, answer=answer_to(first), sequence=1, flagged=False)
    clock.advance(minutes=quiz.minutes, seconds=21)
    following = begin(enrolment, quiz)
    assert following.number == 2
    closed = now_in_database(attempt)
    assert (closed.state, closed.score) == (AttemptState.TIMED_OUT, 25)
    assert closed.finished_at == closed.deadline


def test_the_last_attempt_timing_out_leaves_none(
    make_quiz: MakeQuiz, make_enrolment: MakeEnrolment, bank: list[SingleChoiceQuestion], clock: Clock
) -> None:
    quiz = make_quiz(attempts_allowed=1)
    enrolment = make_enrolment(quiz)
    attempt = begin(enrolment, quiz)
    clock.advance(minutes=quiz.minutes, seconds=21)
    with pytest.raises(NoAttemptsLeft):
        begin(enrolment, quiz)
    assert selectors.quiz_view(quiz, enrolment).may_start is False
    assert now_in_database(attempt).state == AttemptState.TIMED_OUT


def test_a_quiz_of_another_course_is_refused(
    enrolment: Enrolment, make_quiz: MakeQuiz, bank: list[SingleChoiceQuestion]
) -> None:
    with pytest.raises(NotInThisCourse):
        begin(enrolment, make_quiz())


def test_who_left_the_course_starts_nothing(enrolment: Enrolment, quiz: QuizActivity) -> None:
    Enrolment.objects.update(state=EnrolmentState.WITHDRAWN)
    with pytest.raises(EnrolmentClosed):
        start_attempt(enrolment_id=enrolment.pk, quiz=quiz, acting_user=enrolment.person)


def test_pass_mark_and_deadline_are_those_of_the_start(
    enrolment: Enrolment, quiz: QuizActivity, attempt: Attempt
) -> None:
    QuizActivity.objects.update(pass_percent=100, minutes=1)
    again = begin(enrolment, QuizActivity.objects.get())
    assert (again.pk, again.pass_percent) == (attempt.pk, 50)
    assert (again.deadline - again.started_at).total_seconds() == 600
