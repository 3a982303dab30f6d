"""How a board stands: who sits on it, what is vacant, what the law would object to. Warnings never block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.models import Board, BoardMembership, BoardTerm, Membership

DAYS_IN_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class BoardState:
    """A board on a day. `vacancies` counts decided seats nobody holds; 0 when no number was decided."""

    board: Board
    term: BoardTerm | None
    seats: list[BoardMembership]
    vacancies: int
    warnings: list[str]


def board_state(board: Board, *, on: date | None = None) -> BoardState:
    """The board on a day (today). A handful of queries, however many members."""
    day = on or timezone.localdate()
    term = BoardTerm.objects.on(day).filter(board=board).order_by("-starts_on", "-pk").first()
    held = BoardMembership.objects.on(day).filter(term=term).select_related("person", "role") if term else []
    seats = sorted(held, key=lambda seat: (not seat.role.is_head, not seat.role.is_deputy, seat.person.sort_name))
    vacancies = max(0, (board.seats or 0) - len(seats))
    warnings = [
        *_about_term(board, term),
        *_about_size(board, term, seats, vacancies, day),
        *_about_people(board, seats, day),
    ]
    return BoardState(board, term, seats, vacancies, warnings)


def _about_term(board: Board, term: BoardTerm | None) -> Iterator[str]:
    if term is None:
        yield _("The board has no current term.")
    if board.kind.is_per_project and not board.project:
        yield _("A board of this kind belongs to a project: say which.")


def _about_size(
    board: Board, term: BoardTerm | None, seats: list[BoardMembership], vacancies: int, day: date
) -> Iterator[str]:
    kind, count = board.kind, len(seats)
    if term is None:
        return
    if count < kind.at_least:
        yield _("%(count)d members; the law asks for at least %(least)d.") % {"count": count, "least": kind.at_least}
    if kind.at_most is not None and count > kind.at_most:
        yield _("%(count)d members; the law allows at most %(most)d.") % {"count": count, "most": kind.at_most}
    if sum(seat.role.is_head for seat in seats) != 1:
        yield _("The board needs exactly one head.")
    if sum(seat.role.is_deputy for seat in seats) > kind.deputies_at_most:
        yield _("More than %(most)d deputy heads.") % {"most": kind.deputies_at_most}
    if vacancies and kind.by_election_months and _months_left(term, day) >= kind.by_election_months:
        yield ngettext(
            "%(count)d seat is vacant and at least %(months)d months of the term are left: a by-election is due.",
            "%(count)d seats are vacant and at least %(months)d months of the term are left: a by-election is due.",
            vacancies,
        ) % {"count": vacancies, "months": kind.by_election_months}


def _months_left(term: BoardTerm, day: date) -> float:
    return (term.ends_on - day).days / DAYS_IN_MONTH if term.ends_on else float("inf")


def _about_people(board: Board, seats: list[BoardMembership], day: date) -> Iterator[str]:
    """Officials of the commune may not sit on the boards that watch over it: told by the staff group of their posts."""
    excluded = Membership.objects.on(day).filter(
        person__in=[seat.person_id for seat in seats], staff_group__in=board.kind.excluded_groups.all()
    )
    for post in excluded.select_related("person", "staff_group", "unit").order_by("person__sort_name", "pk"):
        yield _("%(person)s may not sit on this board: %(group)s at %(unit)s.") % {
            "person": post.person,
            "group": post.staff_group,
            "unit": post.unit,
        }
