"""Audiences: saved rules that say whom a course, a plan or a message is for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from people.models.boards import Board, BoardKind, BoardRole
from people.models.units import OrganisationUnit, Position, StaffGroup


class Audience(ClusterableModel):
    """Who matches any of its rules or is named, without who is left out by name. Whoever that is on a day is computed,
    never stored."""

    name = models.CharField(_("name"), max_length=160)
    unit = models.ForeignKey(
        OrganisationUnit,
        models.PROTECT,
        related_name="audiences",
        verbose_name=_("belongs to"),
        help_text=_("Only people of this unit and below it can match."),
    )
    note = models.TextField(_("note"), blank=True)
    named_in = ParentalManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("these people too")
    )
    named_out = ParentalManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("never these people")
    )

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="audience_name_once_a_unit")]

    def __str__(self) -> str:
        return self.name


class AudienceRule(Orderable):
    """What is filled in must all hold for the same post or seat. A rule with nothing filled in matches nobody."""

    audience = ParentalKey(Audience, on_delete=models.CASCADE, related_name="rules", verbose_name=_("audience"))
    unit = models.ForeignKey(
        OrganisationUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    with_below = models.BooleanField(_("with the units below it"), default=True)
    position = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("position")
    )
    staff_group = models.ForeignKey(
        StaffGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("staff group")
    )
    board_kind = models.ForeignKey(
        BoardKind, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kind of board")
    )
    board = models.ForeignKey(Board, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("board"))
    board_role = models.ForeignKey(
        BoardRole, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("role on the board")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("rule")
        verbose_name_plural = _("rules")

    def __str__(self) -> str:
        parts = (self.unit, self.position, self.staff_group, self.board_kind, self.board, self.board_role)
        return ", ".join(str(part) for part in parts if part)
