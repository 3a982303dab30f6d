"""Where a person belongs, and the rules that keep posts, seats and the audit trail straight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.errors import AuditIsAppendOnly
from people.models import AuditEntry, Membership, User
from people.selectors import Post, posts_of
from people.services import log
from tests.people.conftest import Units, add_post, add_seat

AddPerson = Callable[..., User]
POST = Post(unit="Đơn vị van-phong", title="Công chức", staff_group="công chức")


def test_the_primary_post_comes_first_then_another_then_a_seat(units: Units, add_person: AddPerson) -> None:
    both = add_person("hai", units["kinh-te"], title="Phó trưởng phòng", is_primary=False)
    add_post(both, units["van-phong"])
    add_seat(both, units["phuong"])
    second = add_person("phu", units["van-phong"], is_primary=False)
    seated = add_person("ban")
    add_seat(seated, units["phuong"])
    nowhere = add_person("ngoai")

    posts = posts_of([both.pk, second.pk, seated.pk, nowhere.pk])

    assert posts == {both.pk: POST, second.pk: POST, seated.pk: Post(unit="Ban Thanh tra nhân dân", title="Thành viên")}


def test_posts_are_those_of_the_day(units: Units, add_person: AddPerson) -> None:
    today = timezone.localdate()
    person = add_person("chuyen", units["kinh-te"], ends_on=today - timedelta(days=1))
    add_post(person, units["van-phong"], starts_on=today)
    assert posts_of([person.pk]) == {person.pk: POST}
    assert posts_of([person.pk], on=today - timedelta(days=1))[person.pk].unit == "Đơn vị kinh-te"


def test_two_queries_however_many_people(units: Units, add_person: AddPerson) -> None:
    def queries_for(people: int) -> int:
        for number in range(User.objects.count(), people):
            person = add_person(f"nguoi-{number}", units["van-phong"])
            add_seat(person, units["phuong"])
        ids = list(User.objects.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as queries:
            assert len(posts_of(ids)) == people
            return len(queries)

    assert queries_for(10) == queries_for(200) == 2


def test_one_open_primary_post_at_most(units: Units, add_person: AddPerson) -> None:
    person = add_person("an", units["van-phong"])
    with pytest.raises(IntegrityError), transaction.atomic():
        add_post(person, units["kinh-te"])
    Membership.objects.filter(person=person).update(ends_on=timezone.localdate())
    add_post(person, units["kinh-te"])
    assert Membership.objects.filter(person=person).count() == 2


def test_nothing_ends_before_it_begins(units: Units, add_person: AddPerson) -> None:
    post = Membership.objects.get(person=add_person("an", units["van-phong"]))
    post.starts_on, post.ends_on = date(2026, 5, 2), date(2026, 5, 1)
    with pytest.raises(ValidationError):
        post.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        post.save()


def test_names_are_vietnamese(add_person: AddPerson) -> None:
    assert User(username="x", last_name="Nguyễn Thị", first_name="Phượng").get_full_name() == "Nguyễn Thị Phượng"
    assert str(User(username="x")) == "x"


def test_the_audit_trail_is_only_added_to(add_person: AddPerson) -> None:
    person = add_person("an")
    entry = log(person, "people.test", person, figure=3)
    assert (entry.subject_type, entry.subject_id, entry.data) == ("people.user", str(person.pk), {"figure": 3})
    entry.action = "people.other"
    with pytest.raises(AuditIsAppendOnly):
        entry.save()
    with pytest.raises(AuditIsAppendOnly):
        entry.delete()
    assert AuditEntry.objects.get().action == "people.test"
