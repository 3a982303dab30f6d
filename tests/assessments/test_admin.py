"""The question bank and quizzes in Wagtail's admin, as a trainer meets them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt, QuestionCategory, QuizActivity, SingleChoiceQuestion
from courses.models import Enrolment
from tests.assessments.conftest import MakeQuestion
from tests.courses.conftest import MakePerson, browser_of

OPTIONS = 3


@pytest.fixture
def trainer(make_person: MakePerson) -> Client:
    """The browser of somebody who may edit the bank, and no more."""
    models = ("singlechoicequestion", "quizactivity", "questioncategory")
    allowed = [f"{action}_{model}" for model in models for action in ("add", "change", "delete", "view")]
    person = make_person("giangvien")
    person.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", *allowed]))
    return browser_of(person)


def page_of(model: type[Model], action: str, *args: Any) -> str:
    """The address of an admin page of a model."""
    return reverse(model.snippet_viewset.get_url_name(action), args=args)


def form(category: QuestionCategory, *, right: tuple[int, ...] = (1,), **fields: Any) -> dict[str, Any]:
    """A filled form for a question with three new options; `right`: the numbers of those marked as right."""
    filled: dict[str, Any] = {
        "stem": "Ai quyết định?",
        "explanation": "Theo Điều 86.",
        "basis": "",
        "basis_note": "Điều 86",
        "category": category.pk,
        "difficulty": 1,
        "status": "ready",
        "options-TOTAL_FORMS": OPTIONS,
        "options-INITIAL_FORMS": 0,
        "options-MIN_NUM_FORMS": 2,
        "options-MAX_NUM_FORMS": 8,
    }
    for number in range(OPTIONS):
        filled |= {f"options-{number}-text": f"Phương án {number}", f"options-{number}-ORDER": number + 1}
        if number in right:
            filled[f"options-{number}-is_correct"] = "on"
    return filled | fields


def editing(question: SingleChoiceQuestion, **fields: Any) -> dict[str, Any]:
    """The form of a stored question, as its edit page sends it back."""
    options = list(question.options.all())
    right = tuple(number for number, option in enumerate(options) if option.is_correct)
    kept: dict[str, Any] = {
        "stem": question.stem,
        "explanation": question.explanation,
        "basis_note": question.basis_note,
        "options-TOTAL_FORMS": len(options),
        "options-INITIAL_FORMS": len(options),
    }
    for number, option in enumerate(options):
        kept |= {f"options-{number}-id": option.pk, f"options-{number}-text": option.text}
        kept[f"options-{number}-ORDER"] = number + 1
    return form(question.category, right=right) | kept | fields


def test_adding_a_question_records_its_first_version(trainer: Client, category: QuestionCategory) -> None:
    add = page_of(SingleChoiceQuestion, "add")
    assert trainer.get(add).status_code == 200
    assert trainer.post(add, form(category)).url == page_of(SingleChoiceQuestion, "list")
    version = SingleChoiceQuestion.objects.get().current_version
    assert (version.number, version.stem, version.basis_text) == (1, "Ai quyết định?", "Điều 86")
    assert [option["correct"] for option in version.content["options"]] == [False, True, False]


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"right": ()}, "đúng một phương án"),
        ({"right": (0, 2)}, "đúng một phương án"),
        ({"right": (1,), "options-1-DELETE": "on"}, "đúng một phương án"),
        ({"options-2-text": " phương án 0 "}, "Hai phương án giống nhau"),
        ({"options-0-DELETE": "on", "options-2-DELETE": "on"}, "2"),
    ],
)
def test_a_question_that_cannot_be_marked_is_refused_with_a_reason(
    trainer: Client, category: QuestionCategory, fields: dict[str, Any], complaint: str
) -> None:
    response = trainer.post(page_of(SingleChoiceQuestion, "add"), form(category, **fields))
    assert response.status_code == 200
    assert complaint in response.content.decode()
    assert not SingleChoiceQuestion.objects.exists()


def test_saving_a_change_records_the_next_version(trainer: Client, make_question: MakeQuestion) -> None:
    question = make_question()
    edit = page_of(SingleChoiceQuestion, "edit", question.pk)
    assert trainer.get(edit).status_code == 200
    changed = {"options-0-is_correct": "on", "options-1-is_correct": ""}
    assert trainer.post(edit, editing(question, **changed)).status_code == 302
    versions = question.versions.order_by("number")
    assert [[option["correct"] for option in version.content["options"]] for version in versions] == [
        [False, True, False, False],
        [True, False, False, False],
    ]
    assert SingleChoiceQuestion.objects.get().current_version == versions[1]


def test_saving_without_a_change_records_nothing(trainer: Client, make_question: MakeQuestion) -> None:
    question = make_question()
    trainer.post(page_of(SingleChoiceQuestion, "edit", question.pk), editing(question))
    assert question.versions.count() == 1


def test_an_edit_that_is_refused_leaves_the_question_as_it_was(trainer: Client, make_question: MakeQuestion) -> None:
    question = make_question()
    sent = editing(question, **{"stem": "Khác?", "options-1-is_correct": ""})
    assert trainer.post(page_of(SingleChoiceQuestion, "edit", question.pk), sent).status_code == 200
    assert SingleChoiceQuestion.objects.get().stem == question.stem
    assert question.versions.count() == 1


def test_a_question_with_versions_is_not_deleted(trainer: Client, attempt: Attempt) -> None:
    """Attempts must stay readable for ever; a question is retired instead."""
    question = SingleChoiceQuestion.objects.get(versions=attempt.responses.first().version)
    delete = page_of(SingleChoiceQuestion, "delete", question.pk)
    several = reverse("wagtail_bulk_action", args=["assessments", "singlechoicequestion", "delete"])
    for address in (delete, f"{several}?id={question.pk}"):
        assert trainer.get(address).url == page_of(SingleChoiceQuestion, "list")
        assert f"“{question}”" in trainer.post(address, follow=True).content.decode()
    assert SingleChoiceQuestion.objects.filter(pk=question.pk).exists()
    assert attempt.responses.count() == 4


def test_of_quizzes_and_categories_only_unused_ones_are_deleted(trainer: Client, attempt: Attempt) -> None:
    unused = QuestionCategory.objects.create(name="Trống")
    trainer.post(page_of(QuestionCategory, "delete", unused.pk))
    assert not QuestionCategory.objects.filter(pk=unused.pk).exists()
    used = attempt.quiz.categories.get()
    for kept in (attempt.quiz, used):
        address = page_of(type(kept), "delete", kept.pk)
        assert f"“{kept}”" in trainer.post(address, follow=True).content.decode()
        assert type(kept).objects.filter(pk=kept.pk).exists()


def test_a_quiz_a_course_asks_for_is_not_deleted(trainer: Client, enrolment: Enrolment, quiz: QuizActivity) -> None:
    assert "không xóa được" in trainer.post(page_of(QuizActivity, "delete", quiz.pk), follow=True).content.decode()
    assert QuizActivity.objects.filter(pk=quiz.pk).exists()


def test_the_list_of_questions_finds_without_marks(trainer: Client, make_question: MakeQuestion) -> None:
    make_question("Niêm yết bao lâu?")
    make_question("Ai bầu ra?")
    listing = page_of(SingleChoiceQuestion, "list")
    everything = trainer.get(listing).content.decode()
    assert "Niêm yết" in everything
    assert "Ai bầu" in everything
    found = trainer.get(listing, {"q": "niem yet"}).content.decode()
    assert "Niêm yết" in found
    assert "Ai bầu" not in found


def test_a_quiz_is_made_and_changed(trainer: Client, category: QuestionCategory) -> None:
    rules = {
        "title": "Bài cuối khóa",
        "instructions": "",
        "categories": [category.pk],
        "question_count": 20,
        "minutes": 30,
        "pass_percent": "50",
        "attempts_allowed": "",
        "shuffle_options": "on",
    }
    add = page_of(QuizActivity, "add")
    assert trainer.get(add).status_code == 200
    assert trainer.post(add, rules).status_code == 302
    quiz = QuizActivity.objects.get()
    assert (list(quiz.categories.all()), quiz.attempts_allowed, quiz.needs_pass) == ([category], None, False)
    edit = page_of(QuizActivity, "edit", quiz.pk)
    assert trainer.get(edit).status_code == 200
    refused = trainer.post(edit, rules | {"question_count": 201, "pass_percent": "101"})
    assert refused.status_code == 200
    assert trainer.post(edit, rules | {"minutes": 45}).status_code == 302
    assert QuizActivity.objects.get().minutes == 45


def test_who_may_not_edit_the_bank_is_kept_out(make_person: MakePerson, make_question: MakeQuestion) -> None:
    question = make_question()
    person = make_person("vanphong")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    browser = browser_of(person)
    for action, args in (("list", ()), ("add", ()), ("edit", (question.pk,))):
        assert browser.get(page_of(SingleChoiceQuestion, action, *args)).status_code == 302
    browser.post(page_of(SingleChoiceQuestion, "edit", question.pk), editing(question, stem="Khác?"))
    assert question.versions.count() == 1
