"""Nobody sees a person outside their scope: who may see whom, actor by actor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from people.enums import Role
from people.models import OrganisationUnit, User
from people.permissions import has_role, people_in_scope, units_in_scope
from tests.people.conftest import TREE, Units, add_post, add_seat, give_role

AddPerson = Callable[..., User]


def seen_units(viewer: User | AnonymousUser) -> set[str]:
    return set(units_in_scope(viewer).values_list("code", flat=True))


def seen_people(viewer: User | AnonymousUser) -> set[str]:
    found = list(people_in_scope(viewer).values_list("username", flat=True))
    assert len(found) == len(set(found)), "nobody is counted twice"
    return set(found)


@pytest.fixture
def everybody(units: Units, add_person: AddPerson) -> None:
    """One person in every unit, named after it; a board member of the ward; somebody who belongs nowhere."""
    for code, unit in units.items():
        add_person(f"o-{code}", unit)
    add_seat(add_person("o-ban"), units["phuong"])
    add_seat(add_person("o-ban-khac"), units["khac"])
    add_person("o-ngoai")


@pytest.mark.parametrize("role", [Role.HR, Role.HEAD, Role.LEADER])
@pytest.mark.parametrize(
    ("at", "codes", "boards"),
    [
        ("tinh", set(TREE), {"o-ban", "o-ban-khac"}),
        ("phuong", {"phuong", "van-phong", "to-mot-cua", "kinh-te"}, {"o-ban"}),
        ("van-phong", {"van-phong", "to-mot-cua"}, set()),
        ("to-mot-cua", {"to-mot-cua"}, set()),
        ("khac", {"khac"}, {"o-ban-khac"}),
    ],
)
@pytest.mark.usefixtures("everybody")
def test_a_role_sees_its_unit_and_everything_below(
    role: Role, at: str, codes: set[str], boards: set[str], units: Units, add_person: AddPerson
) -> None:
    viewer = give_role(add_person("xem"), role, units[at])
    assert seen_units(viewer) == codes
    assert seen_people(viewer) == {f"o-{code}" for code in codes} | boards


@pytest.mark.usefixtures("everybody")
def test_who_sees_nobody(units: Units, add_person: AddPerson) -> None:
    inactive = give_role(add_person("nghi"), Role.HR, units["phuong"])
    inactive.is_active = False
    switched_off = add_person("tat")
    switched_off.is_superuser, switched_off.is_active = True, False
    refused = [
        AnonymousUser(),
        add_person("thuong", units["phuong"]),
        give_role(add_person("giang-vien"), Role.TRAINER, units["phuong"]),
        inactive,
        switched_off,
    ]
    assert [seen_people(viewer) | seen_units(viewer) for viewer in refused] == [set()] * len(refused)


@pytest.mark.usefixtures("everybody")
def test_an_administrator_sees_everybody(add_person: AddPerson) -> None:
    administrator = add_person("quan-tri")
    administrator.is_superuser = True
    assert seen_people(administrator) == set(User.objects.values_list("username", flat=True))
    assert seen_units(administrator) == set(TREE)


@pytest.mark.parametrize(
    ("starts", "ends", "sees"),
    [(None, None, True), (0, 0, True), (-9, 9, True), (None, -1, False), (1, None, False), (-9, -1, False)],
)
def test_a_role_holds_from_its_first_day_to_its_last(
    starts: int | None, ends: int | None, sees: bool, units: Units, add_person: AddPerson
) -> None:
    today = timezone.localdate()
    days = [None if days is None else today + timedelta(days=days) for days in (starts, ends)]
    viewer = give_role(add_person("xem"), Role.HR, units["phuong"], starts_on=days[0], ends_on=days[1])
    add_person("an", units["van-phong"])
    assert seen_people(viewer) == ({"an"} if sees else set())
    assert has_role(viewer, Role.HR) is sees


def test_a_role_ends_at_midnight_of_the_ward(
    units: Units, add_person: AddPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    last_minute = datetime(2026, 11, 30, 16, 59, tzinfo=UTC)  # 23:59 in Việt Nam
    monkeypatch.setattr(timezone, "now", lambda: last_minute)
    viewer = give_role(add_person("xem"), Role.HR, units["phuong"], ends_on=timezone.localdate())
    assert has_role(viewer, Role.HR)
    monkeypatch.setattr(timezone, "now", lambda: last_minute + timedelta(minutes=1))
    assert not has_role(viewer, Role.HR)


def test_two_roles_add_up_and_a_person_of_two_units_is_seen_once(units: Units, add_person: AddPerson) -> None:
    viewer = give_role(add_person("xem"), Role.HEAD, units["kinh-te"])
    give_role(viewer, Role.HR, units["khac"])
    both = add_person("hai-noi", units["kinh-te"])
    add_post(both, units["khac"], is_primary=False)
    add_seat(both, units["khac"])
    assert seen_units(viewer) == {"kinh-te", "khac"}
    assert seen_people(viewer) == {"hai-noi"}


def test_history_stays_visible_to_the_unit_it_belongs_to(units: Units, add_person: AddPerson) -> None:
    moved = add_person("chuyen", units["van-phong"], ends_on=timezone.localdate() - timedelta(days=30))
    add_post(moved, units["kinh-te"])
    assert seen_people(give_role(add_person("cu"), Role.HEAD, units["van-phong"])) == {"chuyen"}
    assert seen_people(give_role(add_person("moi"), Role.HEAD, units["kinh-te"])) == {"chuyen"}


def test_a_unit_moved_elsewhere_takes_its_people_along(units: Units, add_person: AddPerson) -> None:
    viewer = give_role(add_person("xem"), Role.HR, units["khac"])
    add_person("an", units["to-mot-cua"])
    assert seen_people(viewer) == set()
    OrganisationUnit.objects.get(code="van-phong").move(OrganisationUnit.objects.get(code="khac"), "sorted-child")
    assert seen_people(viewer) == {"an"}


@pytest.mark.parametrize(
    ("held", "asked", "answer"),
    [(Role.HR, (Role.HR,), True), (Role.HEAD, (Role.HR, Role.HEAD), True), (Role.TRAINER, (Role.HR,), False)],
)
def test_has_role(held: Role, asked: tuple[Role, ...], answer: bool, units: Units, add_person: AddPerson) -> None:
    assert has_role(give_role(add_person("xem"), held, units["phuong"]), *asked) is answer
    assert not has_role(AnonymousUser(), *asked)
    administrator = add_person("quan-tri")
    administrator.is_superuser = True
    assert has_role(administrator, *asked)
