"""What the beat does for certificates."""

from __future__ import annotations

from celery import shared_task

from certificates import services


@shared_task(name="certificates.tasks.issue_missing_certificates")
def issue_missing_certificates() -> None:
    """Heal a lost announcement."""
    services.issue_missing_certificates()
