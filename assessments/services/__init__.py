"""What can be done with questions and attempts. Each service is one transaction."""

from assessments.services.answering import SavedAnswer, SavedForm, save_answer, save_answers
from assessments.services.finishing import close_overdue_attempts, submit_attempt
from assessments.services.starting import start_attempt
from assessments.services.versions import record_version

__all__ = [
    "SavedAnswer",
    "SavedForm",
    "close_overdue_attempts",
    "record_version",
    "save_answer",
    "save_answers",
    "start_attempt",
    "submit_attempt",
]
