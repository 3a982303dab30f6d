"""Imports of people and units: the file as it came, what was found in it, what became of it."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.models import Job
from people.enums import ImportKind, ImportState
from people.models.units import OrganisationUnit


def private_storage() -> Storage:
    """Where uploads lie: outside the public ones."""
    return storages["private"]


class DataImport(models.Model):
    """A file somebody uploaded: checked first, taken over when they say so, all of it or nothing."""

    kind = models.CharField(_("what"), max_length=12, choices=ImportKind)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.CHECKING)
    unit = models.ForeignKey(
        OrganisationUnit, models.PROTECT, related_name="+", verbose_name=_("for the unit, with all below it")
    )
    file = models.FileField(_("file"), storage=private_storage, upload_to="people/imports/%Y/%m/")
    file_name = models.CharField(_("name of the file"), max_length=255)
    # Per row and field what is wrong, and what will be added, changed and closed: people.importing says the shape.
    report = models.JSONField(_("report"), default=dict, encoder=DjangoJSONEncoder)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("job"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    applied_at = models.DateTimeField(_("taken over at"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.file_name
