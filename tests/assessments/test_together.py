"""Everything at once: double clicks, several tabs, and a submission that meets a last answer."""

from __future__ import annotations

from functools import partial

import pytest

from assessments.enums import AttemptState, SaveVerdict
from assessments.errors import AttemptClosed
from assessments.models import Attempt, QuizActivity
from assessments.services import close_overdue_attempts, save_answer, save_answers, start_attempt, submit_attempt
from courses.enums import EnrolmentState
from courses.models import ActivityResult, Enrolment
from people.models import AuditEntry, User
from tests.assessments.conftest import Clock, answer_to, answers_to, begin, now_in_database, responses_of
from tests.courses.together import together

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


def test_ten_starts_give_one_attempt(enrolment: Enrolment, quiz: QuizActivity) -> None:
    for number in range(1, ROUNDS + 1):
        started = together(
            10, lambda _: start_attempt(enrolment_id=enrolment.pk, quiz=quiz, acting_user=enrolment.person)
        )
        assert len(set(started)) == 1
        assert Attempt.objects.count() == number
        submit_attempt(attempt_id=started[0].pk, acting_user=enrolment.person)


def test_saving_while_it_is_submitted_never_loses_an_answer_reported_as_saved(
    enrolment: Enrolment, quiz: QuizActivity, learner: User
) -> None:
    """Four answers and two submissions at once. What was reported as saved is marked; what was not is not there."""
    for _ in range(ROUNDS):
        attempt = begin(enrolment, quiz)
        answers = [answer_to(response) for response in responses_of(attempt)]
        is_saved = together(6, partial(answer_or_submit, attempt, learner, answers))
        marked = now_in_database(attempt)
        for response, answer, was_saved in zip(responses_of(attempt), answers, is_saved, strict=False):
            expected = (answer, 1) if was_saved else ("", 0)
            assert (response.answer, response.fraction) == expected
        assert marked.score == 25 * sum(is_saved)
        assert marked.state == AttemptState.SUBMITTED
    assert ActivityResult.objects.count() == ROUNDS


def answer_or_submit(attempt: Attempt, learner: User, answers: list[str], number: int) -> bool:
    """The first ones answer a question each and say whether it was saved; the others submit."""
    if number >= len(answers):
        submit_attempt(attempt_id=attempt.pk, acting_user=learner)
        return False
    try:
        saved = save_answer(
            attempt_id=attempt.pk, position=number + 1, answer=answers[number], sequence=1, flagged=False
        )
    except AttemptClosed:
        return False
    return saved.verdict == SaveVerdict.SAVED


def test_a_form_while_it_is_submitted_is_kept_whole_or_not_at_all(
    enrolment: Enrolment, quiz: QuizActivity, learner: User
) -> None:
    for _ in range(ROUNDS):
        attempt = begin(enrolment, quiz)
        answers = answers_to(attempt, right=4)

        def act(number: int, attempt: Attempt = attempt, answers: dict[int, str] = answers) -> bool:
            if number:
                submit_attempt(attempt_id=attempt.pk, acting_user=learner)
                return False
            try:
                return save_answers(attempt_id=attempt.pk, answers=answers).answered == 4
            except AttemptClosed:
                return False

        is_saved = any(together(3, act))
        assert now_in_database(attempt).score == (100 if is_saved else 0)


def test_of_many_changes_the_latest_stays(attempt: Attempt) -> None:
    response = responses_of(attempt)[0]
    right, wrong = answer_to(response), answer_to(response, right=False)

    def change(number: int) -> SaveVerdict:
        sequence = number + 1
        answer = right if sequence == 8 else wrong
        saved = save_answer(attempt_id=attempt.pk, position=1, answer=answer, sequence=sequence, flagged=False)
        return saved.verdict

    verdicts = together(8, change)
    assert verdicts[-1] == SaveVerdict.SAVED, "nothing is newer than the eighth"
    assert next((each.answer, each.sequence) for each in responses_of(attempt)) == (right, 8)


def test_five_submissions_mark_once_and_complete_once(attempt: Attempt, learner: User) -> None:
    save_answers(attempt_id=attempt.pk, answers=answers_to(attempt, right=4))
    together(5, lambda _: submit_attempt(attempt_id=attempt.pk, acting_user=learner).pk)
    assert ActivityResult.objects.count() == 1
    assert AuditEntry.objects.filter(action="assessments.finish").count() == 1
    assert Enrolment.objects.get().state == EnrolmentState.COMPLETED


def test_time_that_is_up_closes_once_whoever_notices(
    enrolment: Enrolment, quiz: QuizActivity, attempt: Attempt, learner: User, clock: Clock
) -> None:
    """The beat on two machines, the learner opening the page, and the learner starting again."""
    clock.advance(minutes=11)

    def notice(number: int) -> None:
        if number < 2:
            close_overdue_attempts()
        elif number < 4:
            submit_attempt(attempt_id=attempt.pk, acting_user=learner)
        else:
            begin(enrolment, quiz)

    together(5, notice)
    assert now_in_database(attempt).state == AttemptState.TIMED_OUT
    assert ActivityResult.objects.count() == 1
    assert Attempt.objects.count() == 2
