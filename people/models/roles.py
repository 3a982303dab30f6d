"""Roles: what a person may do, and for whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.enums import Role
from people.models.boards import Board
from people.models.units import Dated, OrganisationUnit
from people.querysets import DatedQuerySet


class RoleAssignment(Dated):
    """A role of a person, for a unit with everything below it, or for one board. Scope (DESIGN promise 5) is computed
    from these rows."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_assignments", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    unit = models.ForeignKey(
        OrganisationUnit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="role_assignments",
        verbose_name=_("unit, with all below it"),
    )
    board = models.ForeignKey(
        Board, models.PROTECT, null=True, blank=True, related_name="role_assignments", verbose_name=_("board")
    )

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ("person", "role", "pk")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "role", "unit"],
                condition=Q(ends_on__isnull=True, unit__isnull=False),
                name="role_assignment_once_while_open",
                violation_error_message=_("This person has this role for this unit already."),
            ),
            models.UniqueConstraint(
                fields=["person", "role", "board"],
                condition=Q(ends_on__isnull=True, board__isnull=False),
                name="role_assignment_once_while_open_for_a_board",
                violation_error_message=_("This person has this role for this board already."),
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, board__isnull=True) | Q(unit__isnull=True, board__isnull=False),
                name="role_assignment_for_a_unit_or_a_board",
                violation_error_message=_("Choose a unit or a board, one of them."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.unit or self.board}"
