"""A question bank, a quiz in a course of one lesson, and somebody who takes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.enums import QuestionStatus
from assessments.models import (
    Attempt,
    QuestionCategory,
    QuizActivity,
    Response,
    SingleChoiceOption,
    SingleChoiceQuestion,
)
from assessments.services import record_version, start_attempt
from courses.models import Enrolment
from courses.services import enrol
from people.models import User
from tests.courses.conftest import MakeCourse, catalogue, home, learner, make_course, make_person

__all__ = ["catalogue", "home", "learner", "make_course", "make_person"]

MakeQuestion = Callable[..., SingleChoiceQuestion]
MakeQuiz = Callable[..., QuizActivity]
MakeEnrolment = Callable[..., Enrolment]
LETTERS = "ABCD"


class Clock:
    """The server's clock, standing still until a test moves it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def advance(self, **span: float) -> None:
        """Let time pass: `clock.advance(minutes=5)`."""
        self.now += timedelta(**span)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock the test moves."""
    standing = Clock(timezone.now())
    monkeypatch.setattr(timezone, "now", lambda: standing.now)
    return standing


@pytest.fixture
def category(db: None) -> QuestionCategory:
    return QuestionCategory.objects.create(name="Dân chủ ở cơ sở")


@pytest.fixture
def make_question(category: QuestionCategory) -> MakeQuestion:
    """A ready question with a version; `right` is the letter of its right option, `texts` what the options say."""

    def make(stem: str = "Câu hỏi?", right: str = "B", texts: list[str] | None = None, **fields: Any) -> Any:
        given: dict[str, Any] = {"category": category, "status": QuestionStatus.READY} | fields
        question = SingleChoiceQuestion(stem=stem, **given)
        question.options = [
            SingleChoiceOption(text=text, is_correct=LETTERS[place] == right, sort_order=place)
            for place, text in enumerate(texts or [f"{stem} Phương án {letter}" for letter in LETTERS])
        ]
        question.save()
        record_version(question)
        return question

    return make


@pytest.fixture
def bank(make_question: MakeQuestion) -> list[SingleChoiceQuestion]:
    """Six ready questions."""
    return [make_question(f"Câu số {number}?") for number in range(6)]


@pytest.fixture
def make_quiz(category: QuestionCategory) -> MakeQuiz:
    """A quiz over the category: four questions in ten minutes, as many attempts as one likes."""

    def make(**fields: Any) -> QuizActivity:
        rules: dict[str, Any] = {"title": "Bài cuối khóa", "question_count": 4, "minutes": 10, "attempts_allowed": None}
        quiz = QuizActivity.objects.create(**rules | fields)
        quiz.categories.add(category)
        return quiz

    return make


@pytest.fixture
def quiz(make_quiz: MakeQuiz, bank: list[SingleChoiceQuestion]) -> QuizActivity:
    """A quiz that can be taken."""
    return make_quiz()


@pytest.fixture
def make_enrolment(make_course: MakeCourse, learner: User) -> MakeEnrolment:
    """The learner in a new course of one lesson, which holds the quiz."""

    def make(quiz: QuizActivity, person: User | None = None) -> Enrolment:
        course = make_course(f"khoa-{quiz.pk}", bodies=[[("activity", quiz)]])
        return enrol(person=person or learner, course=course, acting_user=None)

    return make


@pytest.fixture
def enrolment(make_enrolment: MakeEnrolment, quiz: QuizActivity) -> Enrolment:
    return make_enrolment(quiz)


@pytest.fixture
def attempt(enrolment: Enrolment, quiz: QuizActivity) -> Attempt:
    """A running attempt of four questions."""
    return begin(enrolment, quiz)


def begin(enrolment: Enrolment, quiz: QuizActivity) -> Attempt:
    """Start an attempt, or go on with the running one."""
    return start_attempt(enrolment_id=enrolment.pk, quiz=quiz, acting_user=enrolment.person)


def responses_of(attempt: Attempt) -> list[Response]:
    """Its responses in order, as they are in the database."""
    return list(Response.objects.filter(attempt=attempt).select_related("version").order_by("position"))


def answer_to(response: Response, *, right: bool = True) -> str:
    """The key of the right option, or of a wrong one."""
    return next(option["key"] for option in response.version.content["options"] if option["correct"] == right)


def answers_to(attempt: Attempt, *, right: int) -> dict[int, str]:
    """Answers to every question, by position; the first so many are right."""
    return {each.position: answer_to(each, right=each.position <= right) for each in responses_of(attempt)}


def now_in_database(attempt: Attempt) -> Attempt:
    """The attempt as it is stored."""
    return Attempt.objects.get(pk=attempt.pk)


def url_of(name: str, attempt: Attempt) -> str:
    """The address of a screen of an attempt."""
    return reverse(f"assessments:{name}", args=[attempt.pk])
