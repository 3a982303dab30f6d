"""People move, terms end, wards merge: yesterday still says what it said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest

from people.enums import Role
from people.errors import AlreadyEnded, EndsBeforeItBegins
from people.models import Audience, AudienceRule, BoardMembership, Membership, OrganisationUnit, RoleAssignment, User
from people.permissions import people_in_scope, people_to_keep
from people.selectors import people_matching, posts_of
from people.services import appoint, assign_role, end_post, end_term, merge_units, move_person
from tests.people.conftest import Units, add_seat

AddPerson = Callable[..., User]
MERGED = date(2026, 7, 1)
BEFORE = MERGED - timedelta(days=1)


def unit_on(person: User, day: date) -> str:
    post = posts_of([person.pk], on=day).get(person.pk)
    return post.unit if post else ""


def audience_of(unit: OrganisationUnit) -> Audience:
    audience = Audience.objects.create(name="Tất cả", unit=unit)
    AudienceRule.objects.create(audience=audience, unit=unit)
    return audience


def names(people: Iterable[User]) -> set[str]:
    return {person.username for person in people}


@pytest.fixture
def person(units: Units, add_person: AddPerson) -> User:
    return add_person("can-bo", units["van-phong"])


def test_a_person_who_moves_is_in_the_old_unit_until_the_day_before(person: User, units: Units) -> None:
    post = Membership.objects.get(person=person)
    moved = move_person(post=post, unit=units["kinh-te"], on=MERGED, acting_user=None)
    assert (unit_on(person, BEFORE), unit_on(person, MERGED)) == (units["van-phong"].name, units["kinh-te"].name)
    assert moved.is_primary
    old = audience_of(units["van-phong"])
    assert names(people_matching(old, on=BEFORE)) == {"can-bo"}
    assert names(people_matching(old, on=MERGED)) == set()


def test_appointing_twice_changes_nothing_and_a_new_primary_post_replaces_the_old(person: User, units: Units) -> None:
    first = Membership.objects.get(person=person)
    fields = {"person": person, "position": first.position, "staff_group": first.staff_group, "acting_user": None}
    again = appoint(unit=units["van-phong"], starts_on=MERGED, **fields)
    assert again.pk == first.pk
    second = appoint(unit=units["kinh-te"], starts_on=MERGED, **fields)
    first.refresh_from_db()
    assert (first.is_primary, second.is_primary, first.ends_on) == (False, True, None)


def test_what_has_ended_stays_and_nothing_ends_before_it_began(person: User) -> None:
    post = Membership.objects.get(person=person)
    Membership.objects.update(starts_on=date(2026, 1, 1))
    with pytest.raises(EndsBeforeItBegins):
        end_post(post=post, on=date(2025, 12, 31), acting_user=None)
    end_post(post=post, on=BEFORE, acting_user=None)
    with pytest.raises(AlreadyEnded):
        end_post(post=post, on=MERGED, acting_user=None)
    assert Membership.objects.get().ends_on == BEFORE


def test_a_term_ends_with_its_seats(units: Units, add_person: AddPerson) -> None:
    member = add_person("thanh-vien")
    seat = add_seat(member, units["phuong"])
    assert end_term(term=seat.term, on=BEFORE, acting_user=None) == 1
    assert BoardMembership.objects.get().ends_on == BEFORE
    assert (posts_of([member.pk], on=BEFORE) != {}, posts_of([member.pk], on=MERGED)) == (True, {})


def test_merging_wards_keeps_the_old_ones_and_their_records(units: Units, add_person: AddPerson, person: User) -> None:
    """Wards become one: people go on in the new ward, yesterday is told under the old names, and whoever keeps the new
    ward sees the records of the old ones."""
    other = add_person("nguoi-khac", units["khac"])
    left_before = add_person("da-nghi", units["khac"])
    end_post(post=Membership.objects.get(person=left_before), on=date(2026, 1, 31), acting_user=None)
    begun = {"starts_on": date(2026, 1, 1), "acting_user": None}
    keeper_of_old = assign_role(person=add_person("ns-cu"), role=Role.HR, unit=units["phuong"], **begun)
    given_late = assign_role(person=add_person("ns-muon"), role=Role.HR, unit=units["khac"], acting_user=None)
    new = OrganisationUnit.add_root(name="Phường mới", code="moi", kind="ward", starts_on=MERGED)
    moved = merge_units(
        predecessors=[units["phuong"], units["khac"]],
        successor=new,
        on=MERGED,
        basis="Nghị quyết 1685/NQ-UBTVQH15",
        acting_user=None,
    )
    assert moved == 2
    assert [unit_on(each, BEFORE) for each in (person, other)] == [units["van-phong"].name, units["khac"].name]
    assert [unit_on(each, MERGED) for each in (person, other)] == ["Phường mới"] * 2
    assert unit_on(left_before, MERGED) == ""
    old = OrganisationUnit.objects.get(code="van-phong")
    assert (old.name, old.ends_on) == (units["van-phong"].name, BEFORE)
    assert set(OrganisationUnit.objects.on(MERGED).values_list("code", flat=True)) >= {"moi"}
    assert "phuong" not in set(OrganisationUnit.objects.on(MERGED).values_list("code", flat=True))

    assert RoleAssignment.objects.get(pk=keeper_of_old.pk).ends_on == BEFORE
    assert RoleAssignment.objects.get(pk=given_late.pk).ends_on == given_late.starts_on
    keeper = assign_role(person=add_person("ns-moi"), role=Role.HR, unit=new, acting_user=None).person
    assert names(people_in_scope(keeper)) == {"can-bo", "nguoi-khac", "da-nghi"}
    assert names(people_to_keep(keeper)) == {"can-bo", "nguoi-khac", "da-nghi"}
    stranger = assign_role(person=keeper_of_old.person, role=Role.HR, unit=units["kinh-te"], acting_user=None).person
    assert "nguoi-khac" not in names(people_in_scope(stranger))


def test_who_moved_away_is_seen_but_no_longer_kept(units: Units, add_person: AddPerson) -> None:
    person = add_person("chuyen-di", units["phuong"])
    keeper = assign_role(person=add_person("ns"), role=Role.HR, unit=units["phuong"], acting_user=None).person
    move_person(post=Membership.objects.get(person=person), unit=units["khac"], on=date(2026, 1, 5), acting_user=keeper)
    assert names(people_in_scope(keeper)) == {"chuyen-di"}, "history stays with the unit where it was made"
    assert names(people_to_keep(keeper)) == set()
