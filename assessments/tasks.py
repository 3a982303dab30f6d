"""What the beat does for quizzes."""

from __future__ import annotations

from celery import shared_task

from assessments import services


@shared_task(name="assessments.tasks.close_overdue_attempts")
def close_overdue_attempts() -> None:
    """Close the attempts of those who walked away."""
    services.close_overdue_attempts()
