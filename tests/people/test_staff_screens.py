"""People, units and boards in the admin: what is out of scope does not exist; looking is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.enums import Role
from people.models import (
    Audience,
    AuditEntry,
    Board,
    BoardKind,
    Membership,
    OrganisationUnit,
    Position,
    RoleAssignment,
    StaffGroup,
    User,
)
from people.services import assign_role
from tests.courses.conftest import browser_of
from tests.people.conftest import Units, add_post, add_seat

AddPerson = Callable[..., User]


@pytest.fixture
def here(units: Units, add_person: AddPerson) -> User:
    return add_person("ben-trong", units["van-phong"])


@pytest.fixture
def elsewhere(units: Units, add_person: AddPerson) -> User:
    return add_person("ben-ngoai", units["khac"])


@pytest.fixture
def browser(units: Units, add_person: AddPerson) -> Callable[[Role], Client]:
    """A browser of somebody with a role for the ward."""

    def sign_in(role: Role) -> Client:
        person = assign_role(person=add_person(f"vai-{role}"), role=role, unit=units["phuong"], acting_user=None).person
        return browser_of(person)

    return sign_in


def html(answer: Any) -> str:
    assert answer.status_code == 200, answer
    return answer.content.decode()


@pytest.mark.parametrize("role", [Role.HR, Role.HEAD, Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_the_list_and_the_records_are_those_of_the_scope(
    browser: Callable[[Role], Client], here: User, elsewhere: User, role: Role
) -> None:
    client = browser(role)
    page = html(client.get(reverse("people_person:index")))
    assert here.username in page
    assert elsewhere.username not in page
    assert client.get(reverse("people_person:inspect", args=[here.pk])).status_code == 200
    for name in ("inspect", "edit", "history", "usage"):
        assert client.get(reverse(f"people_person:{name}", args=[elsewhere.pk])).status_code in {302, 404}


@pytest.mark.parametrize("role", [Role.TRAINER, Role.EDITOR, Role.REVIEWER])
def test_others_see_no_list_of_people(browser: Callable[[Role], Client], here: User, role: Role) -> None:
    client = browser(role)
    for url in (reverse("people_person:index"), reverse("people_person:inspect", args=[here.pk])):
        answer = client.get(url, follow=True)
        assert here.username not in answer.content.decode()


def test_looking_at_a_record_is_written_down(browser: Callable[[Role], Client], here: User) -> None:
    browser(Role.LEADER).get(reverse("people_person:inspect", args=[here.pk]))
    entry = AuditEntry.objects.get(action="people.view")
    assert (entry.actor.username, entry.subject_id) == ("vai-leader", str(here.pk))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.LEADER, Role.HEAD])
def test_who_only_reads_changes_nothing(browser: Callable[[Role], Client], here: User, role: Role) -> None:
    client = browser(role)
    post = Membership.objects.get(person=here)
    for url in (
        reverse("people_person:add"),
        reverse("people_person:edit", args=[here.pk]),
        reverse("people_unit:add"),
        reverse("people_staff:appoint", args=[here.pk]),
        reverse("people_staff:end", args=[post.pk]),
    ):
        assert client.post(url, {"on": "2026-11-01"}).status_code in {302, 403}
    assert Membership.objects.get(pk=post.pk).ends_on is None
    assert "people_staff" not in html(client.get(reverse("people_person:inspect", args=[here.pk])))


def test_hr_adds_a_person_and_gives_a_post(browser: Callable[[Role], Client], units: Units) -> None:
    client = browser(Role.HR)
    form = {"username": "moi", "last_name": "Lê Thị", "first_name": "Mới", "is_active": "on"}
    client.post(reverse("people_person:add"), form | {"email": "", "phone": "", "identity_number": ""})
    person = User.objects.get(username="moi")
    assert not person.has_usable_password()
    Membership.objects.create(
        person=person,
        unit=units["kinh-te"],
        position=Position.objects.first(),
        staff_group=StaffGroup.objects.first(),
        is_primary=False,
    )
    post: dict[str, Any] = {
        "unit": units["van-phong"].pk,
        "position": Position.objects.get(name="Chuyên viên").pk,
        "staff_group": StaffGroup.objects.get(name="công chức").pk,
        "starts_on": "2026-11-01",
        "is_primary": "on",
    }
    answer = client.post(reverse("people_staff:appoint", args=[person.pk]), post, follow=True)
    assert "Chuyên viên" in html(answer)
    refused = client.post(reverse("people_staff:appoint", args=[person.pk]), post | {"unit": units["khac"].pk})
    assert refused.status_code == 422


def test_hr_moves_a_person_and_a_wrong_day_is_said_beside_the_field(
    browser: Callable[[Role], Client], here: User, units: Units
) -> None:
    client = browser(Role.HR)
    Membership.objects.update(starts_on=timezone.localdate())
    url = reverse("people_staff:move", args=[Membership.objects.get(person=here).pk])
    yesterday = timezone.localdate() - timedelta(days=1)
    wrong = client.post(url, {"unit": units["kinh-te"].pk, "on": yesterday.isoformat()})
    assert (wrong.status_code, Membership.objects.count()) == (422, 1)
    tomorrow = timezone.localdate() + timedelta(days=1)
    html(client.post(url, {"unit": units["kinh-te"].pk, "on": tomorrow.isoformat()}, follow=True))
    assert [row.unit.code for row in Membership.objects.order_by("pk")] == ["van-phong", "kinh-te"]


def test_the_chooser_offers_and_finds_only_the_scope(
    browser: Callable[[Role], Client], here: User, elsewhere: User
) -> None:
    client = browser(Role.HR)
    opened = client.get(reverse("person_chooser:choose")).json()["html"]
    assert here.username in opened
    assert elsewhere.username not in opened
    found = html(client.get(reverse("person_chooser:choose_results"), {"q": "ben ngoai"}))
    assert elsewhere.username not in found
    assert client.get(reverse("person_chooser:chosen", args=[elsewhere.pk])).status_code == 404
    assert client.get(reverse("person_chooser:chosen", args=[here.pk])).status_code == 200


def test_a_unit_is_added_below_one_of_ones_own(browser: Callable[[Role], Client], units: Units) -> None:
    client = browser(Role.HR)
    form = {"name": "Khu phố 1", "code": "kp1", "kind": "residential"}
    client.post(reverse("people_unit:add"), form | {"parent": units["khac"].pk})
    assert not OrganisationUnit.objects.filter(code="kp1").exists()
    client.post(reverse("people_unit:add"), form | {"parent": units["phuong"].pk})
    assert OrganisationUnit.objects.get(code="kp1").get_parent().code == "phuong"
    assert AuditEntry.objects.filter(action="people.add_organisationunit").exists()


def test_a_board_shows_its_members_and_warnings(
    browser: Callable[[Role], Client], units: Units, add_person: AddPerson
) -> None:
    member = add_person("thanh-vien")
    add_seat(member, units["phuong"])
    other = Board.objects.create(ward=units["khac"], name="Ban khác", kind=BoardKind.objects.get(code="ttnd"))
    client = browser(Role.HR)
    page = html(client.get(reverse("people_board:inspect", args=[Board.objects.get(ward=units["phuong"]).pk])))
    assert str(member) in page
    assert "ít nhất 5" in page
    assert client.get(reverse("people_board:inspect", args=[other.pk])).status_code == 404


def test_an_audience_says_how_many_and_who(browser: Callable[[Role], Client], here: User, units: Units) -> None:
    client = browser(Role.HR)
    form = {
        "name": "Văn phòng",
        "unit": units["phuong"].pk,
        "note": "",
        "rules-TOTAL_FORMS": 1,
        "rules-INITIAL_FORMS": 0,
        "rules-MIN_NUM_FORMS": 0,
        "rules-MAX_NUM_FORMS": 1000,
        "rules-0-unit": units["van-phong"].pk,
        "rules-0-with_below": "on",
        "rules-0-ORDER": 1,
    }
    client.post(reverse("people_audience:add"), form)
    audience = Audience.objects.get()
    page = html(client.get(reverse("people_audience:inspect", args=[audience.pk])))
    assert "1 người" in page
    assert str(here) in page
    Membership.objects.filter(person=here).update(starts_on=timezone.localdate())
    page = html(client.get(reverse("people_audience:inspect", args=[audience.pk]), {"on": "2020-01-01"}))
    assert "0 người" in page


def test_a_role_is_given_within_the_scope_and_never_above_ones_own(
    browser: Callable[[Role], Client], here: User, units: Units
) -> None:
    client = browser(Role.HR)
    url, form = reverse("people_role:add"), {"person": here.pk, "board": "", "starts_on": "", "ends_on": ""}
    for unit, role in ((units["khac"], Role.HEAD), (units["phuong"], Role.ADMINISTRATOR)):
        client.post(url, form | {"unit": unit.pk, "role": role})
    assert not RoleAssignment.objects.filter(person=here).exists()
    client.post(url, form | {"unit": units["van-phong"].pk, "role": Role.HEAD})
    assert RoleAssignment.objects.get(person=here).role == Role.HEAD
    assert here.groups.get().name == "Trưởng đơn vị"


def test_queries_of_the_list_do_not_grow_with_people(
    browser: Callable[[Role], Client], units: Units, add_person: AddPerson
) -> None:
    client = browser(Role.HR)
    url = reverse("people_person:index")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(url, {"q": "nguoi"})
        return len(asked)

    for number in range(10):
        add_person(f"nguoi{number}", units["kinh-te"])
    client.get(url)
    few = queries()
    people = User.objects.bulk_create(User(username=f"them{n}", first_name=f"nguoi{n}") for n in range(200))
    for person in people:
        person.derive()
    User.objects.bulk_update(people, ["sort_name", "search_name"])
    first = add_post(people[0], units["kinh-te"])
    Membership.objects.bulk_create(
        Membership(person=person, unit=first.unit, position=first.position, staff_group=first.staff_group)
        for person in people[1:]
    )
    assert queries() == few
