"""The question bank, quizzes and attempts."""

from assessments.models.attempts import Attempt, Response
from assessments.models.bank import (
    Question,
    QuestionCategory,
    QuestionVersion,
    SingleChoiceOption,
    SingleChoiceQuestion,
)
from assessments.models.quizzes import QuizActivity

__all__ = [
    "Attempt",
    "Question",
    "QuestionCategory",
    "QuestionVersion",
    "QuizActivity",
    "Response",
    "SingleChoiceOption",
    "SingleChoiceQuestion",
]
