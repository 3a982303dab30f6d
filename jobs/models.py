"""Slow work as a row that a person can watch. The row is the truth; the Celery task is only a hint to look at it."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from jobs.enums import UNFINISHED_STATES, JobState


def private_storage() -> Storage:
    """Where result files lie: outside the public uploads."""
    return storages["private"]


class Job(models.Model):
    """One piece of slow work: its kind and arguments, how far it is, what came out, what went wrong."""

    kind = models.CharField(_("kind"), max_length=80)
    arguments = models.JSONField(_("arguments"), default=dict, encoder=DjangoJSONEncoder)
    # Two unfinished jobs never carry the same key: asking twice for the same work gives the same job.
    key = models.CharField(_("key"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.QUEUED, db_index=True)
    progress_done = models.PositiveIntegerField(_("steps done"), default=0)
    progress_total = models.PositiveIntegerField(_("steps in all"), default=1)
    error = models.TextField(_("error"), blank=True)
    result_file = models.FileField(_("result"), storage=private_storage, upload_to="jobs/%Y/%m/", blank=True)
    runs = models.PositiveSmallIntegerField(_("runs"), default=0)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("started by")
    )
    created_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    # When to tell a worker again, should it not have been taken by then.
    next_hint_at = models.DateTimeField(_("next hint at"), db_default=Now(), editable=False)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ("-created_at", "-pk")
        indexes = [
            models.Index(fields=["-created_at"], name="job_newest_first"),
            models.Index(fields=["state", "next_hint_at"], name="job_to_hint_at"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(state__in=sorted(UNFINISHED_STATES)) & ~Q(key=""),
                name="job_once_while_unfinished",
            ),
            models.CheckConstraint(
                condition=Q(progress_done__lte=F("progress_total")), name="job_progress_within_total"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def percent(self) -> int:
        """Whole percentage done; 100 only when every step is."""
        return 100 * self.progress_done // self.progress_total if self.progress_total else 100
