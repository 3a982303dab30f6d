"""What can be done in courses. Each service is one transaction: check, change, audit, announce."""

from courses.services.editions import freeze_edition, outline_of
from courses.services.enrolling import enrol
from courses.services.learning import mark_lesson_read, open_lesson, recompute, record_result, settle

__all__ = [
    "enrol",
    "freeze_edition",
    "mark_lesson_read",
    "open_lesson",
    "outline_of",
    "recompute",
    "record_result",
    "settle",
]
