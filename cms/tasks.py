"""What the beat does for content."""

from __future__ import annotations

from celery import shared_task
from django.core.management import call_command


@shared_task(name="cms.tasks.publish_scheduled_pages")
def publish_scheduled_pages() -> None:
    """Publish and expire pages whose scheduled time has come."""
    call_command("publish_scheduled", verbosity=0)
