"""The hints a worker receives. The work and its rules are in `jobs.services`."""

from __future__ import annotations

from celery import shared_task

from jobs import services


@shared_task(name="jobs.tasks.run_job")
def run_job(job_id: int) -> None:
    """Do one job."""
    services.run_job(job_id)


@shared_task(name="jobs.tasks.requeue_lost_jobs")
def requeue_lost_jobs() -> None:
    """Find jobs whose hint or worker was lost."""
    services.requeue_lost_jobs()
