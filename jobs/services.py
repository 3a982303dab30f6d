"""Starting, running and retrying jobs.

An app registers a kind once, at the bottom of the module that does the work:

    register_kind("certificates.render", render_certificate_job)

and starts one inside its transaction: `start_job(kind="certificates.render", arguments={"certificate_id": 7}, …)`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from jobs.enums import UNFINISHED_STATES, JobState
from jobs.errors import JobFailed, JobKindTaken, JobNotFailed
from jobs.models import Job

logger = logging.getLogger(__name__)

# A running job that has shown no sign of life for this long is taken for lost (its worker died) and queued again.
LOST_AFTER = timedelta(minutes=10)
# A queued job that nobody took for this long has probably lost its hint: the message queue was emptied, or the worker
# was away. Each time it is waited for twice as long, so that hints do not pile up while no worker runs.
FORGOTTEN_AFTER = timedelta(seconds=30)
MAX_RUNS = 3

Worker = Callable[[Job], None]
_KINDS: dict[str, Worker] = {}


def register_kind(kind: str, worker: Worker) -> None:
    """Say which function does a kind of job. It is called with the running job, outside any transaction, and must be
    safe to run again from the start.

    Raises:
        JobKindTaken: another function already does this kind.
    """
    if _KINDS.get(kind, worker) is not worker:
        raise JobKindTaken(kind)
    _KINDS[kind] = worker


def start_job(*, kind: str, arguments: Mapping[str, Any], key: str = "", acting_user: Any = None) -> Job:
    """Queue a job in the caller's transaction; a worker hears of it after commit.

    With a `key`, asking again while an equal job is unfinished returns that job.
    """
    if kind not in _KINDS:
        raise LookupError(f"no such kind of job: {kind}")
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                arguments=dict(arguments),
                key=key,
                started_by=acting_user,
                next_hint_at=timezone.now() + FORGOTTEN_AFTER,
            )
    except IntegrityError:
        return Job.objects.get(kind=kind, key=key, state__in=UNFINISHED_STATES)
    transaction.on_commit(lambda: send_hint(job.pk))
    return job


def send_hint(job_id: int) -> None:
    """Tell a worker that a job waits. A broker that is away loses nothing: `requeue_lost_jobs` finds the row."""
    try:
        current_app.send_task("jobs.tasks.run_job", args=[job_id], retry=False)
    except Exception:  # any broker, any failure: the row stays queued and the beat finds it
        logger.exception("the queue did not take job %s; the next beat will", job_id)


def run_job(job_id: int) -> None:
    """Do a queued job. A job that is not waiting any more is left alone, so a hint may arrive twice."""
    if not _take(job_id):
        return
    job = Job.objects.get(pk=job_id)
    try:
        _KINDS[job.kind](job)
    except JobFailed as refusal:
        _finish(job, JobState.FAILED, error=str(refusal))
    except Exception as fault:  # whatever the work raised belongs on the row, where a person sees it
        logger.exception("job %s failed", job)
        _finish(job, JobState.FAILED, error=f"{type(fault).__name__}: {fault}")
    else:
        Job.objects.filter(pk=job.pk).update(progress_done=_total(job))
        _finish(job, JobState.DONE)


def _take(job_id: int) -> bool:
    now = timezone.now()
    waiting = Job.objects.filter(pk=job_id, state=JobState.QUEUED)
    return bool(waiting.update(state=JobState.RUNNING, started_at=now, heartbeat_at=now, error=""))


def _total(job: Job) -> int:
    return Job.objects.values_list("progress_total", flat=True).get(pk=job.pk)


def _finish(job: Job, state: JobState, *, error: str = "") -> None:
    # A worker that was taken for lost finds the row handed on, and leaves the verdict to the one that has it now.
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, runs=job.runs)
    mine.update(state=state, error=error, finished_at=timezone.now(), runs=job.runs + 1)


def report_progress(job: Job, *, done: int, total: int) -> None:
    """Tell how far a running job is; also its sign of life."""
    Job.objects.filter(pk=job.pk).update(
        progress_done=min(done, total), progress_total=max(total, 1), heartbeat_at=timezone.now()
    )


@transaction.atomic
def retry_job(*, job_id: int, acting_user: Any = None) -> Job:
    """Queue a failed job again.

    Raises:
        JobNotFailed: the job is waiting, running or done.
    """
    job = Job.objects.select_for_update(of=("self",)).get(pk=job_id)
    if job.state != JobState.FAILED:
        raise JobNotFailed
    job.state, job.error, job.progress_done, job.runs = JobState.QUEUED, "", 0, 0
    job.next_hint_at = timezone.now() + FORGOTTEN_AFTER
    job.save(update_fields=["state", "error", "progress_done", "runs", "next_hint_at"])
    transaction.on_commit(lambda: send_hint(job.pk))
    return job


def requeue_lost_jobs() -> int:
    """Hint again at jobs that wait without a worker knowing, and requeue those whose worker died. Returns how many.

    A job lost `MAX_RUNS` times fails with a message, so that one that kills its worker does not do so for ever.
    """
    now = timezone.now()
    lost = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=now - LOST_AFTER)
    lost.filter(runs__gte=MAX_RUNS - 1).update(
        state=JobState.FAILED, error="The worker stopped while doing this job.", finished_at=now
    )
    for job in lost:
        still_lost = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, heartbeat_at__lt=now - LOST_AFTER)
        still_lost.update(state=JobState.QUEUED, runs=job.runs + 1, next_hint_at=now)
    waiting = Job.objects.filter(state=JobState.QUEUED, next_hint_at__lte=now)
    forgotten = list(waiting.order_by("next_hint_at", "pk").only("pk", "created_at")[: settings.JOBS_HINTS_PER_BEAT])
    for job in forgotten:
        job.next_hint_at = now + max(FORGOTTEN_AFTER, now - job.created_at)
        send_hint(job.pk)
    Job.objects.bulk_update(forgotten, ["next_hint_at"])
    return len(forgotten)
