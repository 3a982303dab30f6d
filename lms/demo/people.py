"""The invented ward: units, posts, boards, roles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from lms.demo.accounts import PASSWORD
from lms.demo.data import read
from people.enums import Role, UnitKind
from people.models import (
    Board,
    BoardKind,
    BoardMembership,
    BoardRole,
    BoardTerm,
    Membership,
    OrganisationUnit,
    Position,
    StaffGroup,
    User,
)
from people.services import assign_role

TERM_BEGAN = date(2021, 7, 1)
HIRED = date(2022, 1, 4)


def load_people() -> OrganisationUnit:
    """Units, everybody in them, the board and the roles. Returns the ward."""
    data = read("people")
    ward = OrganisationUnit.add_root(name=data["ward"]["name"], code=data["ward"]["code"], kind=UnitKind.WARD)
    units = {ward.code: ward}
    for unit in data["units"]:
        units[unit["code"]] = OrganisationUnit.objects.get(pk=ward.pk).add_child(
            name=unit["name"], code=unit["code"], kind=unit["kind"]
        )
    # One hash for all: they share one password, and hashing seventy times would take half a minute.
    password = make_password(PASSWORD)
    everybody = [*data["accounts"], *data["officials"]]
    groups = {group.name: group for group in StaffGroup.objects.all()}
    for person in everybody:
        _add_person(person, units, groups, password)
    _add_board(ward, [person for person in everybody if person.get("board")])
    _add_roles(ward, units)
    return ward


def _add_person(
    person: dict[str, Any], units: dict[str, OrganisationUnit], groups: dict[str, StaffGroup], password: str
) -> None:
    user = User.objects.create(
        username=person["username"],
        last_name=person["last"],
        first_name=person["first"],
        born_on=date.fromisoformat(person["born"]),
        password=password,
        is_superuser=person["username"] == "quantri",
    )
    if person["unit"]:
        position, _ = Position.objects.get_or_create(name=person["position"])
        Membership.objects.create(
            person=user,
            unit=units[person["unit"]],
            position=position,
            staff_group=groups[person["group"]],
            starts_on=HIRED,
        )


def _add_board(ward: OrganisationUnit, members: list[dict[str, Any]]) -> None:
    for member in members:
        kind = BoardKind.objects.get(code=member["board"]["kind"])
        board, _ = Board.objects.get_or_create(ward=ward, name=member["board"]["name"], defaults={"kind": kind})
        term, _ = BoardTerm.objects.get_or_create(board=board, name="Nhiệm kỳ 2021-2026", starts_on=TERM_BEGAN)
        BoardMembership.objects.create(
            person=User.objects.get(username=member["username"]),
            term=term,
            role=BoardRole.objects.get(name=member["board"]["role"]),
            starts_on=TERM_BEGAN,
        )


def _add_roles(ward: OrganisationUnit, units: dict[str, OrganisationUnit]) -> None:
    unit_of_head = User.objects.get(username="truongdonvi").memberships.get().unit
    roles = [
        ("nhansu", Role.HR, ward),
        ("lanhdao", Role.LEADER, ward),
        ("truongdonvi", Role.HEAD, unit_of_head),
        ("giangvien", Role.TRAINER, ward),
    ]
    for username, role, unit in roles:
        assign_role(person=User.objects.get(username=username), role=role, unit=unit, starts_on=HIRED, acting_user=None)
