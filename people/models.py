"""Who people are and where they belong. Every belonging has dates; nothing is overwritten."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from people.enums import Role, UnitKind
from people.errors import AuditIsAppendOnly
from people.querysets import DatedQuerySet


class User(AbstractUser):
    """An account. `last_name` is họ and đệm, `first_name` the given name: Vietnamese lists sort by the given name."""

    born_on = models.DateField(_("date of birth"), null=True, blank=True)

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ("first_name", "last_name", "pk")
        indexes = [models.Index(fields=["first_name", "last_name"], name="user_vietnamese_order")]

    def get_full_name(self) -> str:
        """Họ, đệm, tên in the Vietnamese order; the user name when there is no name yet."""
        return f"{self.last_name} {self.first_name}".strip() or self.username

    def __str__(self) -> str:
        return self.get_full_name()


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


class OrganisationUnit(MP_Node, Dated):
    """A unit of the administration. Units form a tree; a ward is the root of its own."""

    name = models.CharField(_("name"), max_length=255)
    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind, default=UnitKind.OFFICE)

    node_order_by: ClassVar[list[str]] = ["name"]

    class Meta(Dated.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.name


class StaffGroup(Dated):
    """Cán bộ, công chức, viên chức, …: the law renames and ends such groups, so they are rows with dates."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("staff group")
        verbose_name_plural = _("staff groups")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Position(Dated):
    """A title a person holds in a unit (chức danh)."""

    name = models.CharField(_("name"), max_length=160, unique=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


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


class Board(models.Model):
    """A board that is not part of the administration: its members have accounts without being staff (NĐ 59/2023)."""

    name = models.CharField(_("name"), max_length=200)
    ward = models.ForeignKey(OrganisationUnit, models.PROTECT, related_name="boards", verbose_name=_("ward"))

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        constraints = [models.UniqueConstraint(fields=["ward", "name"], name="board_once_per_ward")]

    def __str__(self) -> str:
        return self.name


class BoardTerm(Dated):
    """A term (nhiệm kỳ) of a board."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="terms", verbose_name=_("board"))
    name = models.CharField(_("name"), max_length=120)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return f"{self.board}, {self.name}"


class BoardMembership(Dated):
    """A person's seat in a term of a board."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="board_memberships", verbose_name=_("person")
    )
    term = models.ForeignKey(BoardTerm, models.PROTECT, related_name="memberships", verbose_name=_("term"))
    title = models.CharField(_("title"), max_length=120)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("board member")
        verbose_name_plural = _("board members")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "term"], condition=Q(ends_on__isnull=True), name="board_membership_one_open_seat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.title}, {self.term}"


class RoleAssignment(Dated):
    """A role of a person for a unit and everything below it. Scope (DESIGN promise 5) is computed from these rows."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_assignments", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    unit = models.ForeignKey(OrganisationUnit, models.PROTECT, related_name="role_assignments", verbose_name=_("unit"))

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "role", "unit"],
                condition=Q(ends_on__isnull=True),
                name="role_assignment_once_while_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.unit}"


class AuditEntry(models.Model):
    """Who did what to which thing, when. Appended by services; never changed and never deleted."""

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("account")
    )
    action = models.CharField(_("action"), max_length=80, db_index=True)
    subject_type = models.CharField(_("kind of thing"), max_length=80)
    subject_id = models.CharField(_("number of the thing"), max_length=40)
    data = models.JSONField(_("details"), default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append. Raises AuditIsAppendOnly when the entry exists already."""
        if self.pk is not None:
            raise AuditIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused: see AuditIsAppendOnly."""
        raise AuditIsAppendOnly
