"""Boards that are not part of the administration, and legal propagandists."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.enums import DismissalReason
from people.models.units import Dated, Named, OrganisationUnit
from people.querysets import DatedQuerySet


class BoardKind(Named):
    """What the law says of a kind of board (Law 10/2022 Điều 36–45, NĐ 59/2023 Điều 12–19), as data: it changes."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    basis = models.CharField(_("legal basis"), max_length=255, blank=True)
    at_least = models.PositiveSmallIntegerField(_("members at least"), default=5)
    at_most = models.PositiveSmallIntegerField(_("members at most"), null=True, blank=True)
    deputies_at_most = models.PositiveSmallIntegerField(_("deputy heads at most"), default=2)
    is_per_project = models.BooleanField(_("one for each project"), default=False)
    # A by-election is held when at least so many months of the term are left (Law 10/2022 Điều 36 khoản 2).
    by_election_months = models.PositiveSmallIntegerField(_("by-election if months left"), null=True, blank=True)
    excluded_groups = models.ManyToManyField(
        "people.StaffGroup",
        blank=True,
        related_name="+",
        verbose_name=_("who may not sit on it"),
        help_text=_("Officials of the commune may not sit on boards that watch over them."),
    )

    class Meta(Named.Meta):
        verbose_name = _("kind of board")
        verbose_name_plural = _("kinds of boards")


class BoardRole(Named):
    """Trưởng ban, Phó Trưởng ban, Thành viên."""

    is_head = models.BooleanField(_("heads the board"), default=False)
    is_deputy = models.BooleanField(_("deputy head"), default=False)

    class Meta(Named.Meta):
        verbose_name = _("role on a board")
        verbose_name_plural = _("roles on boards")


class Board(Dated):
    """A board that is not part of the administration: its members have accounts without being staff (NĐ 59/2023)."""

    kind = models.ForeignKey(BoardKind, models.PROTECT, related_name="boards", verbose_name=_("kind"))
    name = models.CharField(_("name"), max_length=200)
    ward = models.ForeignKey(OrganisationUnit, models.PROTECT, related_name="boards", verbose_name=_("ward"))
    project = models.CharField(_("project"), max_length=255, blank=True)
    seats = models.PositiveSmallIntegerField(
        _("seats"),
        null=True,
        blank=True,
        help_text=_("Decided number of members. A ward's people's inspection board has one of each residential group."),
    )

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        ordering = ("name",)
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["ward", "name"], name="board_once_per_ward"),
        ]

    def __str__(self) -> str:
        return self.name


class BoardTerm(Dated):
    """A term (nhiệm kỳ) of a board; a board for a project has one, as long as the project."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="terms", verbose_name=_("board"))
    name = models.CharField(_("name"), max_length=120)
    decision = models.CharField(_("recognised by decision"), max_length=160, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ("board", "-starts_on")

    def __str__(self) -> str:
        return f"{self.board}, {self.name}"


class BoardMembership(Dated):
    """A person's seat in a term of a board."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="board_memberships", verbose_name=_("person")
    )
    term = models.ForeignKey(BoardTerm, models.PROTECT, related_name="memberships", verbose_name=_("term"))
    role = models.ForeignKey(BoardRole, models.PROTECT, related_name="+", verbose_name=_("role"))

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("board member")
        verbose_name_plural = _("board members")
        ordering = ("term", "pk")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "term"],
                condition=Q(ends_on__isnull=True),
                name="board_membership_one_open_seat",
                violation_error_message=_("This person already has an open seat in this term."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}, {self.term}"


class Propagandist(models.Model):
    """Tuyên truyền viên pháp luật: recognised by the chairman of the ward's committee (Law 14/2012 Điều 37, TT
    10/2016/TT-BTP). Recognition ends by a decision of its own."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="propagandist_records", verbose_name=_("person")
    )
    ward = models.ForeignKey(OrganisationUnit, models.PROTECT, related_name="propagandists", verbose_name=_("ward"))
    area = models.CharField(_("area of work"), max_length=160, blank=True)
    decision_number = models.CharField(_("decision number"), max_length=60)
    decided_on = models.DateField(_("decided on"))
    dismissed_on = models.DateField(_("dismissed on"), null=True, blank=True)
    dismissal_number = models.CharField(_("number of the dismissal"), max_length=60, blank=True)
    dismissal_reason = models.CharField(_("reason"), max_length=12, choices=DismissalReason, blank=True)

    class Meta:
        verbose_name = _("legal propagandist")
        verbose_name_plural = _("legal propagandists")
        ordering = ("-decided_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "ward"],
                condition=Q(dismissed_on__isnull=True),
                name="propagandist_one_open_recognition",
                violation_error_message=_("This person is a propagandist of this ward already."),
            ),
            models.CheckConstraint(
                condition=Q(dismissed_on__isnull=True, dismissal_reason="")
                | (Q(dismissed_on__gte=models.F("decided_on")) & ~Q(dismissal_reason="")),
                name="propagandist_dismissed_with_a_reason",
                violation_error_message=_("A dismissal needs a day, not before the recognition, and a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.decision_number}"

    @property
    def is_active(self) -> bool:
        """Recognised and not dismissed."""
        return self.dismissed_on is None
