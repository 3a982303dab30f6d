"""Keeping answers: what is said to be saved is saved, and nothing else changes."""

from __future__ import annotations

import pytest

from assessments.enums import SaveVerdict
from assessments.errors import AttemptClosed, UnknownAnswer
from assessments.forms import answers_in, seen_in
from assessments.models import Attempt
from assessments.services import SavedAnswer, save_answer, save_answers, submit_attempt
from people.models import User
from tests.assessments.conftest import Clock, answer_to, answers_to, responses_of


def send(attempt: Attempt, answer: str, sequence: int, position: int = 1, *, flagged: bool = False) -> SavedAnswer:
    """Send one answer as the page does."""
    return save_answer(attempt_id=attempt.pk, position=position, answer=answer, sequence=sequence, flagged=flagged)


def kept(attempt: Attempt) -> list[tuple[str, int, bool]]:
    """What the database holds: answer, sequence, flag, in order."""
    return [(each.answer, each.sequence, each.flagged) for each in responses_of(attempt)]


def test_an_answer_is_kept_with_its_flag(attempt: Attempt, clock: Clock) -> None:
    right = answer_to(responses_of(attempt)[1])
    assert send(attempt, right, 1, position=2, flagged=True) == SavedAnswer(SaveVerdict.SAVED, right, 1, True)
    assert kept(attempt) == [("", 0, False), (right, 1, True), ("", 0, False), ("", 0, False)]
    assert responses_of(attempt)[1].saved_at == clock.now


def test_a_choice_can_be_changed_and_taken_back(attempt: Attempt) -> None:
    question = responses_of(attempt)[0]
    send(attempt, answer_to(question), 1)
    send(attempt, answer_to(question, right=False), 2)
    assert kept(attempt)[0][0] == answer_to(question, right=False)
    assert send(attempt, "", 3).verdict == SaveVerdict.SAVED
    assert kept(attempt)[0] == ("", 3, False)


@pytest.mark.parametrize("late", [2, 1, 0])
def test_a_late_answer_changes_nothing_and_is_told_what_is_kept(attempt: Attempt, late: int) -> None:
    question = responses_of(attempt)[0]
    newer, older = answer_to(question), answer_to(question, right=False)
    send(attempt, newer, 2, flagged=True)
    assert send(attempt, older, late) == SavedAnswer(SaveVerdict.STALE, newer, 2, True)
    assert kept(attempt)[0] == (newer, 2, True)


def test_the_same_request_twice_keeps_the_answer_once(attempt: Attempt) -> None:
    right = answer_to(responses_of(attempt)[0])
    send(attempt, right, 1)
    assert send(attempt, right, 1) == SavedAnswer(SaveVerdict.SAVED, right, 1, False)


def test_numbers_may_skip(attempt: Attempt) -> None:
    right = answer_to(responses_of(attempt)[0])
    assert send(attempt, right, 7).sequence == 7
    assert send(attempt, "", 8).verdict == SaveVerdict.SAVED


def test_an_answer_of_another_question_is_refused(attempt: Attempt) -> None:
    with pytest.raises(UnknownAnswer):
        send(attempt, answer_to(responses_of(attempt)[1]), 1, position=1)
    with pytest.raises(UnknownAnswer):
        send(attempt, "B", 1)
    assert kept(attempt) == [("", 0, False)] * 4


@pytest.mark.parametrize("position", [0, 5, 10**12])
def test_a_question_the_attempt_does_not_have_is_refused(attempt: Attempt, position: int) -> None:
    with pytest.raises(UnknownAnswer):
        send(attempt, "", 1, position=position)


def test_after_submission_nothing_is_kept(attempt: Attempt, learner: User) -> None:
    submit_attempt(attempt_id=attempt.pk, acting_user=learner)
    right = answer_to(responses_of(attempt)[0])
    with pytest.raises(AttemptClosed):
        send(attempt, right, 1)
    with pytest.raises(AttemptClosed):
        save_answers(attempt_id=attempt.pk, answers={1: right})
    assert kept(attempt) == [("", 0, False)] * 4


def test_the_servers_clock_decides_with_twenty_seconds_for_slow_networks(attempt: Attempt, clock: Clock) -> None:
    first, second = responses_of(attempt)[:2]
    clock.now = attempt.deadline
    clock.advance(seconds=20)
    assert send(attempt, answer_to(first), 1).verdict == SaveVerdict.SAVED
    clock.advance(seconds=0.001)
    with pytest.raises(AttemptClosed):
        send(attempt, answer_to(second), 1, position=2)
    with pytest.raises(AttemptClosed):
        save_answers(attempt_id=attempt.pk, answers={2: answer_to(second)})
    assert [each.answer for each in responses_of(attempt)] == [answer_to(first), "", "", ""]


def test_a_whole_form_is_kept(attempt: Attempt) -> None:
    answers = answers_to(attempt, right=2)
    del answers[3]
    assert save_answers(attempt_id=attempt.pk, answers=answers).answered == 3
    assert [each.answer for each in responses_of(attempt)] == [answers[1], answers[2], "", answers[4]]


def test_a_form_leaves_alone_what_it_does_not_name_or_change(attempt: Attempt) -> None:
    answers = answers_to(attempt, right=4)
    send(attempt, answers[1], 5, flagged=True)
    send(attempt, answers[2], 1, position=2)
    assert save_answers(attempt_id=attempt.pk, answers={1: answers[1], 9: "?"}).answered == 2
    assert kept(attempt)[:2] == [(answers[1], 5, True), (answers[2], 1, False)]


def test_a_form_and_a_late_single_answer(attempt: Attempt) -> None:
    """The form's change counts as one more: what the page sent before it comes too late."""
    question = responses_of(attempt)[0]
    save_answers(attempt_id=attempt.pk, answers={1: answer_to(question)})
    assert send(attempt, answer_to(question, right=False), 1).verdict == SaveVerdict.STALE


def test_a_wrong_field_does_not_cost_the_others(attempt: Attempt) -> None:
    answers = answers_to(attempt, right=4)
    saved = save_answers(attempt_id=attempt.pk, answers=answers | {4: "không có"})
    assert (saved.answered, saved.unknown) == (3, [4])
    assert [each.answer for each in responses_of(attempt)] == [answers[1], answers[2], answers[3], ""]


def test_an_old_form_does_not_overwrite_a_later_answer(attempt: Attempt) -> None:
    """Two tabs without scripts: both were opened when nothing was kept; the first one's answer comes first."""
    answers = answers_to(attempt, right=4)
    later = answer_to(responses_of(attempt)[0], right=False)
    as_opened = dict.fromkeys(range(1, 5), 0)
    save_answers(attempt_id=attempt.pk, answers={1: later}, seen=as_opened)
    saved = save_answers(attempt_id=attempt.pk, answers={1: answers[1], 2: answers[2]}, seen=as_opened)
    assert (saved.answered, saved.newer) == (2, [1])
    assert [each.answer for each in responses_of(attempt)] == [later, answers[2], "", ""]
    again = save_answers(attempt_id=attempt.pk, answers={1: answers[1]}, seen={1: 1})
    assert again.newer == []
    assert responses_of(attempt)[0].answer == answers[1]


def test_fields_of_a_form() -> None:
    sent = {"q1": "a", "q02": "x", "q3": "", "q": "x", "q-1": "x", "q١": "x", "quiz": "x", f"q{'9' * 5000}": "x"}
    assert answers_in(sent) == {1: "a", 3: ""}
    assert len(answers_in({"q1": "x" * 1000})[1]) == 200
    assert seen_in({"s1": "4", "s2": "-1", "s3": "x", "s4": "9" * 5000, "q5": "1"}) == {1: 4}
