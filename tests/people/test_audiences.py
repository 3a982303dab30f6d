"""Audiences: any rule, all of a rule for one post, names in and out, as of a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Audience, AudienceRule, BoardKind, BoardRole, Membership, StaffGroup, User
from people.selectors import people_matching
from tests.people.conftest import Units, add_post, add_seat

AddPerson = Callable[..., User]


@pytest.fixture
def everybody(units: Units, add_person: AddPerson) -> None:
    """One in the ward itself, one in its office, one in the team below the office, one elsewhere, one on the board."""
    for code in ("phuong", "van-phong", "to-mot-cua", "khac"):
        add_person(f"o-{code}", units[code])
    add_seat(add_person("o-ban"), units["phuong"])


def audience(units: Units, *rules: dict[str, Any], at: str = "phuong") -> Audience:
    made = Audience.objects.create(name="Thử", unit=units[at])
    for rule in rules:
        AudienceRule.objects.create(audience=made, **rule)
    return made


def matching(found: Audience, on: date | None = None) -> set[str]:
    people = list(people_matching(found, on=on))
    assert len(people) == len({person.pk for person in people}), "nobody is counted twice"
    return {person.username for person in people}


@pytest.mark.usefixtures("everybody")
def test_an_empty_rule_and_an_empty_audience_match_nobody(units: Units) -> None:
    assert matching(audience(units)) == set()
    AudienceRule.objects.create(audience=Audience.objects.get())
    assert matching(Audience.objects.get()) == set()


@pytest.mark.usefixtures("everybody")
def test_a_unit_with_and_without_what_is_below(units: Units) -> None:
    assert matching(audience(units, {"unit": units["van-phong"]})) == {"o-van-phong", "o-to-mot-cua"}
    AudienceRule.objects.update(with_below=False)
    assert matching(Audience.objects.get()) == {"o-van-phong"}


@pytest.mark.usefixtures("everybody")
def test_all_of_a_rule_holds_for_the_same_post(units: Units, add_person: AddPerson) -> None:
    both = add_person("hai-noi", units["van-phong"])
    head = add_post(both, units["kinh-te"], title="Trưởng phòng", is_primary=False).position
    assert matching(audience(units, {"unit": units["van-phong"], "position": head})) == set()
    AudienceRule.objects.update(unit=units["kinh-te"])
    assert matching(Audience.objects.get()) == {"hai-noi"}


@pytest.mark.usefixtures("everybody")
def test_any_rule_is_enough_and_nobody_is_counted_twice(units: Units) -> None:
    group = StaffGroup.objects.get(name="công chức")
    Membership.objects.filter(person__username="o-phuong").update(staff_group=group)
    rules = [{"unit": units["phuong"]}, {"staff_group": group}, {"board_kind": BoardKind.objects.get(code="ttnd")}]
    assert matching(audience(units, *rules)) == {"o-phuong", "o-van-phong", "o-to-mot-cua", "o-ban"}


@pytest.mark.usefixtures("everybody")
def test_boards_by_role(units: Units, add_person: AddPerson) -> None:
    head = BoardRole.objects.get(name="Trưởng ban")
    add_seat(add_person("truong-ban"), units["phuong"], role=head)
    assert matching(audience(units, {"board_role": head})) == {"truong-ban"}


@pytest.mark.usefixtures("everybody")
def test_names_in_and_out_but_nobody_of_another_ward(units: Units) -> None:
    made = audience(units, {"unit": units["van-phong"]})
    people = {person.username: person for person in User.objects.all()}
    made.named_in.set([people["o-ban"], people["o-khac"]])
    made.named_out.set([people["o-to-mot-cua"]])
    made.save()
    assert matching(made) == {"o-van-phong", "o-ban"}


@pytest.mark.usefixtures("everybody")
def test_as_of_a_day(units: Units) -> None:
    made = audience(units, {"unit": units["van-phong"]})
    Membership.objects.filter(person__username="o-to-mot-cua").update(ends_on=date(2026, 3, 31))
    Membership.objects.filter(person__username="o-van-phong").update(starts_on=date(2026, 4, 1))
    assert matching(made, date(2026, 3, 31)) == {"o-to-mot-cua"}
    assert matching(made, date(2026, 4, 1)) == {"o-van-phong"}


@pytest.mark.usefixtures("everybody")
def test_the_number_of_queries_does_not_depend_on_the_people(units: Units, add_person: AddPerson) -> None:
    made = audience(units, {"unit": units["van-phong"]}, {"unit": units["kinh-te"]})

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            list(people_matching(made))
        return len(asked)

    before = queries()
    for number in range(30):
        add_person(f"them-{number}", units["kinh-te"])
    assert queries() == before
