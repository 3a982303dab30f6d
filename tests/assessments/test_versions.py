"""Versions: what an attempt began with stays as it was, whatever trainers do to the question."""

from __future__ import annotations

import random

import pytest

from assessments import selectors
from assessments.errors import KindTaken
from assessments.kinds import kind_of, register
from assessments.kinds.single_choice import SINGLE_CHOICE, SingleChoice
from assessments.models import Attempt, QuestionVersion, QuizActivity, SingleChoiceOption, SingleChoiceQuestion
from assessments.services import record_version, save_answers, submit_attempt
from courses.models import Enrolment
from people.models import User
from tests.assessments.conftest import MakeQuestion, answers_to, begin


def test_an_unchanged_question_makes_no_new_version(make_question: MakeQuestion) -> None:
    question = make_question()
    assert record_version(question) == question.versions.get()


@pytest.mark.parametrize("change", ["stem", "explanation", "basis_note", "option", "right"])
def test_every_change_makes_the_next_version(make_question: MakeQuestion, change: str) -> None:
    question = make_question()
    if change == "option":
        SingleChoiceOption.objects.filter(pk=question.options.first().pk).update(text="Khác")
    elif change == "right":
        SingleChoiceOption.objects.update(is_correct=False)
        SingleChoiceOption.objects.filter(pk=question.options.first().pk).update(is_correct=True)
    else:
        setattr(question, change, "Khác")
        question.save()
    version = record_version(SingleChoiceQuestion.objects.get())
    assert version.number == 2
    assert SingleChoiceQuestion.objects.get().current_version == version


def rewrite(question: SingleChoiceQuestion) -> None:
    """Change all of it, the right answer included."""
    question = SingleChoiceQuestion.objects.get(pk=question.pk)
    question.stem, question.explanation, question.basis_note = "Đã sửa?", "Đã sửa.", "Đã sửa"
    question.options = [SingleChoiceOption(text=f"Đã sửa {letter}", is_correct=letter == "D") for letter in "CD"]
    question.save()
    record_version(question)


def test_editing_questions_does_not_change_a_running_attempt(
    attempt: Attempt, bank: list[SingleChoiceQuestion], learner: User
) -> None:
    shown, answers = selectors.shown_questions(attempt), answers_to(attempt, right=4)
    for question in bank:
        rewrite(question)
    assert selectors.shown_questions(attempt) == shown
    save_answers(attempt_id=attempt.pk, answers=answers)
    assert submit_attempt(attempt_id=attempt.pk, acting_user=learner).score == 100


def test_editing_questions_does_not_change_a_marked_attempt(
    attempt: Attempt, bank: list[SingleChoiceQuestion], learner: User
) -> None:
    save_answers(attempt_id=attempt.pk, answers=answers_to(attempt, right=2))
    submit_attempt(attempt_id=attempt.pk, acting_user=learner)
    before = selectors.reviewed_questions(attempt)
    for question in bank:
        rewrite(question)
    assert selectors.reviewed_questions(attempt) == before


def test_the_next_attempt_draws_the_new_versions(
    enrolment: Enrolment, quiz: QuizActivity, bank: list[SingleChoiceQuestion]
) -> None:
    for question in bank:
        rewrite(question)
    assert {question.stem for question in selectors.shown_questions(begin(enrolment, quiz))} == {"Đã sửa?"}


def test_keys_tell_nothing_about_the_trainers_order(make_question: MakeQuestion) -> None:
    """A key depends on what the option says, not on where it stands or whether it is right."""
    one = make_question("Một", right="A", texts=["Đúng", "Sai", "Khác"])
    other = make_question("Hai", right="C", texts=["Khác", "Sai", "Đúng"])
    keys = [
        {option["text"]: option["key"] for option in question.current_version.content["options"]}
        for question in (one, other)
    ]
    assert keys[0] == keys[1]
    assert len(set(keys[0].values())) == 3


def test_every_option_may_stand_in_every_place() -> None:
    content = {"options": [{"key": key, "text": key, "correct": key == "a"} for key in "abcd"]}
    layouts = [SINGLE_CHOICE.layout(content, random.Random(seed), shuffle=True) for seed in range(200)]
    assert {(place, key) for layout in layouts for place, key in enumerate(layout)} == {
        (place, key) for place in range(4) for key in "abcd"
    }
    assert all(sorted(layout) == list("abcd") for layout in layouts)


def test_a_kind_is_registered_once() -> None:
    assert kind_of("single_choice") is SINGLE_CHOICE
    with pytest.raises(KindTaken):
        register(SingleChoice())


def test_versions_belong_to_their_question(make_question: MakeQuestion) -> None:
    first, second = make_question("Một"), make_question("Hai")
    assert [QuestionVersion.objects.get(question=question).number for question in (first, second)] == [1, 1]
