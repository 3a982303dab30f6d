"""What courses announces. Each event is a fact in the past tense, sent inside the transaction that made it true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.dispatch import Signal


@dataclass(frozen=True, slots=True)
class CourseCompleted:
    """All required lessons of an edition are done. Sent once per enrolment cycle, by `services.settle`."""

    person_id: int
    enrolment_id: int
    edition_id: int
    completed_at: datetime


course_completed = Signal()
