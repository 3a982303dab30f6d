"""What people agreed to, and what they ask of us about their data (Luật 91/2025/QH15, NĐ 356/2025)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.enums import DataRequestKind, DataRequestState


class Consent(models.Model):
    """A person's consent to one purpose, given by an act of their own and withdrawable at any time (Điều 9)."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="consents", verbose_name=_("person")
    )
    purpose = models.CharField(_("purpose"), max_length=60)
    # What the person read, word for word: consent to other words is another consent.
    text = models.TextField(_("text"))
    given_at = models.DateTimeField(_("given at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("-given_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at__isnull=True), name="consent_one_open_a_purpose"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.purpose}"


class DataRequest(models.Model):
    """A request of a person about their own data, with the deadlines of the law."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="data_requests", verbose_name=_("person")
    )
    kind = models.CharField(_("request"), max_length=12, choices=DataRequestKind)
    text = models.TextField(_("what is asked for"), blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    answer_by = models.DateField(_("to be answered by"))
    finish_by = models.DateField(_("to be finished by"))
    state = models.CharField(
        _("state"), max_length=12, choices=DataRequestState, default=DataRequestState.ASKED, db_index=True
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("handled by")
    )
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("request about personal data")
        verbose_name_plural = _("requests about personal data")
        ordering = ("-asked_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(state__in=["asked", "answered"]),
                name="data_request_one_open_a_kind",
                violation_error_message=_("You have asked for this already; it is being worked on."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_kind_display()}"
