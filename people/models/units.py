"""Units, posts and what they are made of. Every belonging has dates; nothing is overwritten."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from people.enums import UnitKind
from people.querysets import DatedQuerySet, UnitManager, UnitQuerySet


class Dated(models.Model):
    """Something that holds from a day to a day, both included; an open end holds for good."""

    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("The last day must not be before the first day."),
            )
        ]


class Named(Dated):
    """A name the law gives, renames and ends: a row with dates, never an enum."""

    name = models.CharField(_("name"), max_length=160, unique=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = True
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class OrganisationUnit(MP_Node, Dated):
    """A unit of the administration. Units form a tree; a ward is the root of its own, or stands below its province.

    A unit that is merged or renamed by law ends, and another begins: the old one keeps its people, records and name.
    """

    name = models.CharField(_("name"), max_length=255)
    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind, default=UnitKind.OFFICE)

    node_order_by: ClassVar[list[str]] = ["name"]
    objects = UnitManager.from_queryset(UnitQuerySet)()

    class Meta(Dated.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.name


class UnitSuccession(models.Model):
    """From a day on, one unit stands in for another: a merger has several predecessors, a split several successors."""

    predecessor = models.ForeignKey(
        OrganisationUnit, models.PROTECT, related_name="successions", verbose_name=_("old unit")
    )
    successor = models.ForeignKey(
        OrganisationUnit, models.PROTECT, related_name="predecessions", verbose_name=_("new unit")
    )
    on = models.DateField(_("from"))
    basis = models.CharField(_("deciding document"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("succession of units")
        verbose_name_plural = _("successions of units")
        ordering = ("-on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="unit_succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="unit_succession_not_by_itself",
                violation_error_message=_("A unit does not succeed itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class StaffGroup(Named):
    """Cán bộ, công chức, viên chức, …"""

    class Meta(Named.Meta):
        verbose_name = _("staff group")
        verbose_name_plural = _("staff groups")


class Position(Named):
    """A title a person holds in a unit (chức danh)."""

    class Meta(Named.Meta):
        verbose_name = _("position")
        verbose_name_plural = _("positions")


class Membership(Dated):
    """A post of a person in a unit. A person may hold several; at most one open post is the primary one."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    unit = models.ForeignKey(OrganisationUnit, models.PROTECT, related_name="memberships", verbose_name=_("unit"))
    position = models.ForeignKey(Position, models.PROTECT, related_name="memberships", verbose_name=_("position"))
    staff_group = models.ForeignKey(
        StaffGroup, models.PROTECT, related_name="memberships", verbose_name=_("staff group")
    )
    is_primary = models.BooleanField(_("primary post"), default=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(is_primary=True, ends_on__isnull=True),
                name="membership_one_open_primary_post",
                violation_error_message=_("This person already has an open primary post."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.position}, {self.unit}"
