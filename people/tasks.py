"""The hints a worker receives. The work and its rules are in `people.services`."""

from __future__ import annotations

from celery import shared_task

from people.services import privacy, sync_all_groups


@shared_task(name="people.tasks.count_profiles")
def count_profiles() -> None:
    """Warn the IT person in time."""
    privacy.count_profiles()


@shared_task(name="people.tasks.sync_role_groups")
def sync_role_groups() -> None:
    """Roles begin and end at midnight; so does what their groups may do."""
    sync_all_groups()
