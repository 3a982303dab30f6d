"""Boards: what is vacant and what the law would object to is told, never refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from people.models import Board, BoardKind, BoardMembership, BoardRole, BoardTerm, User
from people.selectors import board_state
from tests.people.conftest import Units, add_seat

AddPerson = Callable[..., User]


@pytest.fixture
def board(units: Units, add_person: AddPerson) -> Board:
    """A lawful board of seven decided seats, one of them vacant, its term ending next year."""
    roles = ["Trưởng ban", "Phó Trưởng ban", *["Thành viên"] * 4]
    for number, role in enumerate(roles):
        add_seat(add_person(f"tv{number}"), units["phuong"], role=BoardRole.objects.get(name=role))
    BoardTerm.objects.update(ends_on=date(timezone.localdate().year + 2, 6, 30))
    Board.objects.update(seats=6)
    return Board.objects.get()


def test_a_lawful_board_has_nothing_to_say_and_lists_its_head_first(board: Board) -> None:
    state = board_state(board)
    assert state.warnings == []
    assert [seat.role.name for seat in state.seats][:2] == ["Trưởng ban", "Phó Trưởng ban"]


def test_vacancies_ask_for_a_by_election_while_six_months_are_left(board: Board) -> None:
    BoardMembership.objects.filter(person__username="tv5").update(ends_on=date(2026, 1, 1))
    state = board_state(board)
    assert state.vacancies == 1
    assert any("bầu bổ sung" in warning for warning in state.warnings)
    BoardTerm.objects.update(ends_on=timezone.localdate())
    assert not any("bầu bổ sung" in warning for warning in board_state(board).warnings)


@pytest.mark.parametrize(
    ("kept", "head", "words"),
    [(4, "Trưởng ban", "ít nhất 5"), (6, "Thành viên", "một Trưởng ban"), (6, "Phó Trưởng ban", "một Trưởng ban")],
)
def test_size_and_head(board: Board, kept: int, head: str, words: str) -> None:
    BoardMembership.objects.filter(person__username="tv0").update(role=BoardRole.objects.get(name=head))
    out = BoardMembership.objects.order_by("pk").values_list("pk", flat=True)[kept:]
    BoardMembership.objects.filter(pk__in=list(out)).update(ends_on=date(2026, 1, 1))
    assert any(words in warning for warning in board_state(board).warnings)


def test_an_official_on_a_board_is_told(board: Board, units: Units, add_person: AddPerson) -> None:
    official = add_person("can-bo", units["van-phong"])
    add_seat(official, units["phuong"])
    warnings = board_state(board).warnings
    assert any(str(official) in warning and "công chức" in warning for warning in warnings)


def test_a_board_without_a_term_and_a_project_board_without_a_project(units: Units) -> None:
    kind = BoardKind.objects.get(code="gsdtcd")
    board = Board.objects.create(ward=units["phuong"], name="Ban Giám sát", kind=kind)
    assert len(board_state(board).warnings) == 2
    assert board_state(board).seats == []
