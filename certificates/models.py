"""Certificates: what they say is frozen when they are issued."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from courses.models import Enrolment
from jobs.models import private_storage
from people.models import OrganisationUnit


class CertificateDesign(models.Model):
    """What a ward prints on its certificates: agencies, place, and who signs (NĐ 30/2020, masthead and signer)."""

    unit = models.OneToOneField(
        OrganisationUnit, models.PROTECT, related_name="certificate_design", verbose_name=_("issued by")
    )
    parent_agency = models.TextField(_("agency above"), blank=True, help_text=_("In capitals, one line each."))
    agency = models.TextField(_("agency"), help_text=_("In capitals, one line each."))
    place = models.CharField(_("place"), max_length=80, help_text=_("Before the date: Vĩnh Tân, ngày …"))
    authority = models.TextField(_("authority of the signer"), help_text=_("TM. ỦY BAN NHÂN DÂN, next line CHỦ TỊCH"))
    signer = models.CharField(_("name of the signer"), max_length=120)

    panels: ClassVar[list[Any]] = [
        FieldPanel("unit"),
        MultiFieldPanel([FieldPanel("parent_agency"), FieldPanel("agency")], heading=_("Masthead")),
        MultiFieldPanel([FieldPanel("place"), FieldPanel("authority"), FieldPanel("signer")], heading=_("Signature")),
    ]

    class Meta:
        verbose_name = _("certificate design")
        verbose_name_plural = _("certificate designs")

    def __str__(self) -> str:
        return str(self.unit)


class SerialCounter(models.Model):
    """The last serial number of an issuer in a year. Restarts at 01 on 1 January (NĐ 30/2020, Điều 15)."""

    issuer = models.ForeignKey(OrganisationUnit, models.PROTECT, related_name="+", verbose_name=_("issued by"))
    year = models.PositiveSmallIntegerField(_("year"))
    last_number = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("serial counter")
        verbose_name_plural = _("serial counters")
        constraints = [models.UniqueConstraint(fields=["issuer", "year"], name="serial_counter_once_per_year")]

    def __str__(self) -> str:
        return f"{self.issuer_id}: {self.last_number:02d}/{self.year}"


class Certificate(models.Model):
    """A certificate of completion (giấy chứng nhận). Never edited: `snapshot` is what was true when it was issued."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates", verbose_name=_("enrolment"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates", verbose_name=_("person")
    )
    issuer = models.ForeignKey(
        OrganisationUnit, models.PROTECT, related_name="certificates", verbose_name=_("issued by")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    code = models.CharField(_("code"), max_length=20, unique=True)
    issued_at = models.DateTimeField(_("issued at"), db_index=True)
    snapshot = models.JSONField(_("what it says"), encoder=DjangoJSONEncoder)
    file = models.FileField(
        _("file"), storage=private_storage, upload_to="certificates/%Y/", blank=True, max_length=200
    )

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ("-issued_at", "-pk")
        constraints = [
            # DESIGN promise 2: exactly one certificate per person, course and cycle; an enrolment is just that.
            models.UniqueConstraint(fields=["enrolment"], name="certificate_once_per_cycle"),
            models.UniqueConstraint(fields=["issuer", "year", "number"], name="certificate_serial_once_per_year"),
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def serial(self) -> str:
        """Số vào sổ: 01/2026."""
        return f"{self.number:02d}/{self.year}"

    @property
    def verification_path(self) -> str:
        """Where anyone can check it."""
        return reverse("certificates:verify", args=[self.code])
