"""Slow work as a row: done once, watched, retried, healed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs import services
from jobs.errors import JobFailed, JobNotFailed
from jobs.models import Job

KIND = "tests.count"
pytestmark = pytest.mark.django_db


class Work:
    """What the job of these tests does, and how often it was done."""

    def __init__(self) -> None:
        self.runs: list[int] = []
        self.fault: Exception | None = None

    def __call__(self, job: Job) -> None:
        self.runs.append(job.pk)
        services.report_progress(job, done=1, total=4)
        if self.fault:
            raise self.fault


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    work = Work()
    monkeypatch.setitem(services._KINDS, KIND, work)
    return work


class Clock:
    """A clock a test moves."""

    def __init__(self) -> None:
        self.now = timezone.now()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def hints(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The jobs a worker was told of."""
    told: list[int] = []
    monkeypatch.setattr(services, "send_hint", told.append)
    return told


def test_a_worker_hears_of_a_job_only_after_commit(
    work: Work, hints: list[int], django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        job = services.start_job(kind=KIND, arguments={})
    assert hints == []

    for callback in callbacks:
        callback()
    assert hints == [job.pk]


def test_the_same_key_gives_the_same_job_while_it_is_unfinished(work: Work) -> None:
    first = services.start_job(kind=KIND, arguments={}, key="report")
    assert services.start_job(kind=KIND, arguments={}, key="report") == first

    services.run_job(first.pk)
    assert services.start_job(kind=KIND, arguments={}, key="report") != first


def test_a_hint_that_arrives_twice_does_the_work_once(work: Work) -> None:
    job = services.start_job(kind=KIND, arguments={})
    services.run_job(job.pk)
    services.run_job(job.pk)

    job.refresh_from_db()
    assert work.runs == [job.pk]
    assert (job.state, job.percent) == ("done", 100)


@pytest.mark.parametrize("fault", [JobFailed("Tệp không có dòng nào."), ValueError("broken")])
def test_what_went_wrong_is_on_the_row_and_can_be_tried_again(work: Work, fault: Exception) -> None:
    work.fault = fault
    job = services.start_job(kind=KIND, arguments={})
    services.run_job(job.pk)
    job.refresh_from_db()
    assert job.state == "failed"
    assert str(fault) in job.error

    work.fault = None
    services.retry_job(job_id=job.pk)
    services.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("done", "")
    with pytest.raises(JobNotFailed):
        services.retry_job(job_id=job.pk)


def test_a_job_whose_hint_was_lost_is_hinted_at_again(work: Work, hints: list[int], clock: Clock) -> None:
    job = services.start_job(kind=KIND, arguments={})
    services.requeue_lost_jobs()
    assert hints == [], "a young job may still be on its way"

    clock.now += timedelta(minutes=2)
    services.requeue_lost_jobs()
    assert hints == [job.pk]


def test_hints_do_not_pile_up_while_no_worker_runs(work: Work, hints: list[int], clock: Clock) -> None:
    services.start_job(kind=KIND, arguments={})
    for _ in range(24 * 60):
        clock.now += timedelta(minutes=3)
        services.requeue_lost_jobs()
    assert 5 < len(hints) < 20, "in three days, although the beat looked 1440 times"


def test_a_job_whose_worker_died_is_done_again_but_not_for_ever(work: Work, hints: list[int]) -> None:
    job = services.start_job(kind=KIND, arguments={})
    long_ago = timezone.now() - timedelta(hours=1)
    for _ in range(services.MAX_RUNS - 1):
        Job.objects.filter(pk=job.pk).update(state="running", heartbeat_at=long_ago, created_at=long_ago)
        services.requeue_lost_jobs()
        job.refresh_from_db()
        assert job.state == "queued"

    Job.objects.filter(pk=job.pk).update(state="running", heartbeat_at=long_ago)
    services.requeue_lost_jobs()
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.error


def test_an_unknown_kind_is_refused_when_it_is_asked_for() -> None:
    with pytest.raises(LookupError):
        services.start_job(kind="tests.nobody-does-this", arguments={})
