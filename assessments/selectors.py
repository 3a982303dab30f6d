"""Reads for quiz screens. What a live attempt's page receives holds no correctness, weight or explanation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from assessments.enums import AttemptState
from assessments.kinds import ReviewedOption, kind_of
from assessments.models import Attempt, QuestionVersion, QuizActivity, Response
from assessments.models.attempts import GRACE
from courses.models import Enrolment


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question as the browser receives it during an attempt (DESIGN promise 4)."""

    position: int
    template: str
    stem: str
    options: list[dict[str, str]]
    answer: str
    sequence: int
    flagged: bool

    @property
    def answered(self) -> bool:
        """An answer is kept."""
        return self.answer != ""


@dataclass(frozen=True, slots=True)
class ReviewedQuestion:
    """A question after submission, with explanation and legal basis."""

    position: int
    template: str
    stem: str
    options: list[ReviewedOption]
    is_right: bool
    is_answered: bool
    explanation: str
    version: QuestionVersion


@dataclass(frozen=True, slots=True)
class QuizView:
    """The page before an attempt: rules, what was tried, what is left."""

    quiz: QuizActivity
    attempts: list[Attempt]
    running: Attempt | None
    attempts_left: int | None

    @property
    def may_start(self) -> bool:
        """An attempt may be started or continued."""
        return self.running is not None or self.attempts_left is None or self.attempts_left > 0

    @property
    def finished(self) -> list[Attempt]:
        """The marked attempts, the last one first."""
        return [attempt for attempt in reversed(self.attempts) if not attempt.is_open]

    @property
    def best(self) -> Attempt | None:
        """The attempt that counts: the highest score, the earliest of equals."""
        marked = [attempt for attempt in self.attempts if attempt.score is not None]
        return max(marked, key=lambda attempt: (attempt.score, -attempt.number), default=None)


def quiz_view(quiz: QuizActivity, enrolment: Enrolment) -> QuizView:
    """What the quiz page shows to a learner."""
    attempts = list(Attempt.objects.filter(enrolment=enrolment, quiz=quiz).order_by("number"))
    running = next((attempt for attempt in attempts if attempt.is_open and not attempt.is_overdue), None)
    allowed = quiz.attempts_allowed
    left = None if allowed is None else max(0, allowed - len(attempts))
    return QuizView(quiz, attempts, running, left)


def shown_questions(attempt: Attempt) -> list[ShownQuestion]:
    """The questions of a live attempt, in its order. Two queries."""
    responses = Response.objects.filter(attempt=attempt).select_related("version").order_by("position")
    return [_shown(response) for response in responses]


def _shown(response: Response) -> ShownQuestion:
    kind = kind_of(response.version.kind)
    return ShownQuestion(
        position=response.position,
        template=kind.attempt_template,
        stem=response.version.stem,
        options=kind.shown(response.version.content, response.layout),
        answer=response.answer,
        sequence=response.sequence,
        flagged=response.flagged,
    )


def answer_states(attempt: Attempt) -> list[dict[str, Any]]:
    """Per question: position, answered, flagged. For the summary before submission."""
    rows = Response.objects.filter(attempt=attempt).order_by("position").values("position", "answer", "flagged")
    return [{"position": row["position"], "answered": row["answer"] != "", "flagged": row["flagged"]} for row in rows]


def is_held_back(attempt: Attempt) -> bool:
    """Whether the review must wait: the same person is answering one of its questions in another attempt right now, of
    this quiz or of another that draws from the same drawer (DESIGN promise 4)."""
    live = Response.objects.filter(
        attempt__enrolment__person=attempt.enrolment.person_id,
        attempt__state=AttemptState.IN_PROGRESS,
        attempt__deadline__gte=timezone.now() - GRACE,
    )
    asked = Response.objects.filter(attempt=attempt).values("version__question")
    return live.filter(version__question__in=asked).exists()


def reviewed_questions(attempt: Attempt) -> list[ReviewedQuestion]:
    """A marked attempt, wrong answers first, then in the attempt's order."""
    responses = Response.objects.filter(attempt=attempt).select_related("version__basis__document")
    reviewed = [_reviewed(response) for response in responses]
    return sorted(reviewed, key=lambda question: (question.is_right, question.position))


def _reviewed(response: Response) -> ReviewedQuestion:
    version = response.version
    kind = kind_of(version.kind)
    return ReviewedQuestion(
        position=response.position,
        template=kind.review_template,
        stem=version.stem,
        options=kind.reviewed(version.content, response.layout, response.answer),
        is_right=response.fraction == 1,
        is_answered=response.answer != "",
        explanation=version.explanation,
        version=version,
    )
