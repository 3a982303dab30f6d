"""Two wards with offices, and people in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

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
    RoleAssignment,
    StaffGroup,
    User,
)

Units = dict[str, OrganisationUnit]
# Above, below, beside: province > ward > office > team, and a second ward.
TREE = {
    "tinh": None,
    "phuong": "tinh",
    "van-phong": "phuong",
    "to-mot-cua": "van-phong",
    "kinh-te": "phuong",
    "khac": "tinh",
}


@pytest.fixture
def units(db: None) -> Units:
    """The tree of TREE by code."""
    made: Units = {}
    for code, above in TREE.items():
        facts: dict[str, Any] = {"name": f"Đơn vị {code}", "code": code, "kind": UnitKind.OFFICE}
        if above is None:
            OrganisationUnit.add_root(**facts)
        else:
            OrganisationUnit.objects.get(code=above).add_child(**facts)
        made = {unit.code: unit for unit in OrganisationUnit.objects.all()}
    return made


@pytest.fixture
def add_person(db: None) -> Callable[..., User]:
    """Somebody, with a post when a unit is given; other fields are those of the post."""

    def add(username: str, unit: OrganisationUnit | None = None, **post: Any) -> User:
        person = User.objects.create(username=username, last_name="Nguyễn Văn", first_name=username)
        if unit is not None:
            add_post(person, unit, **post)
        return person

    return add


def add_post(person: User, unit: OrganisationUnit, title: str = "Công chức", **fields: Any) -> Membership:
    """A post in a unit."""
    position, _ = Position.objects.get_or_create(name=title)
    group, _ = StaffGroup.objects.get_or_create(name="công chức")
    return Membership.objects.create(person=person, unit=unit, position=position, staff_group=group, **fields)


def add_seat(person: User, ward: OrganisationUnit, **fields: Any) -> BoardMembership:
    """A seat on the board of a ward."""
    kind = BoardKind.objects.get(code="ttnd")
    board, _ = Board.objects.get_or_create(ward=ward, name="Ban Thanh tra nhân dân", defaults={"kind": kind})
    term, _ = BoardTerm.objects.get_or_create(board=board, name="Nhiệm kỳ 2026–2028")
    role = BoardRole.objects.get(name="Thành viên")
    return BoardMembership.objects.create(person=person, term=term, **{"role": role} | fields)


def give_role(person: User, role: Role, unit: OrganisationUnit, **dates: Any) -> User:
    """A role for a unit and what is below it."""
    RoleAssignment.objects.create(person=person, role=role, unit=unit, **dates)
    return person
