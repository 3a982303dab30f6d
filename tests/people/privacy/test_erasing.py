"""Removing a leaver's data: no name is left, what the law keeps stays, and nobody in office is removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.admin.models import FormState
from wagtail.log_actions import log as log_in_wagtail
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from certificates.models import Certificate
from courses.models import Enrolment
from people.enums import DataRequestKind, Role
from people.errors import NotInScope
from people.models import (
    Audience,
    AuditEntry,
    BoardMembership,
    Consent,
    DataRequest,
    Invitation,
    Membership,
    Propagandist,
    RoleAssignment,
    User,
)
from people.personal_data import declared
from people.services.privacy import data_of, erase_person, finish_request
from people.services.privacy.errors import NotByOneself, StillServing
from tests.people.conftest import Units, add_post, add_seat, give_role
from tests.people.privacy.conftest import AddRecord, browser_of

NAMES = ("Trần Thị", "an@", "0901234567", "001199000123", "'000123'", "1980, 2, 1")


def pseudonym_of(person: User) -> str:
    """What stands where the name stood."""
    return gettext("User %(number)s") % {"number": person.pk}


def leave(person: User, on: date | None = None) -> None:
    """End every post, seat and recognition, yesterday unless said otherwise."""
    day = on or timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(person=person).update(ends_on=day)
    BoardMembership.objects.filter(person=person).update(ends_on=day)
    Propagandist.objects.filter(person=person).update(dismissed_on=day, dismissal_reason="wish")


@pytest.fixture
def leaver(an: User, add_record: AddRecord) -> User:
    """Somebody with a full record who has left."""
    add_record(an)
    leave(an)
    return an


def everything() -> str:
    """Every value of every table, as one text."""
    tables = apps.get_models(include_auto_created=True)
    return "\n".join(str(row) for table in tables for row in table._base_manager.values_list())


def test_account_is_left_without_a_person(leaver: User, officer: User) -> None:
    group = Group.objects.create(name="Nhóm riêng")
    leaver.groups.add(group)
    User.objects.filter(pk=leaver.pk).update(is_staff=True)
    erased = erase_person(person=leaver, acting_user=officer)
    erased.refresh_from_db()
    assert erased.username == f"da-xoa-{leaver.pk}"
    assert (erased.last_name, erased.first_name) == ("", pseudonym_of(leaver))
    assert (erased.email, erased.phone, erased.staff_number, erased.identity_number) == ("", None, None, None)
    assert (erased.born_on, erased.last_login) == (None, None)
    assert not erased.has_usable_password()
    assert {erased.is_active, erased.is_staff, erased.is_superuser} == {False}
    assert not erased.groups.exists()
    assert erased.erased_at is not None
    assert "an" not in erased.search_name.split()
    assert "tran" not in erased.search_name


def test_no_name_is_left_anywhere_but_on_certificates(leaver: User, officer: User) -> None:
    """Every table is read for it. A certificate stays what it says."""
    before = everything()
    assert all(name in before for name in NAMES)
    erase_person(person=leaver, acting_user=officer)
    certificate = Certificate.objects.get(person=leaver)
    assert certificate.snapshot == {"person": {"name": "Trần Thị An"}}
    Certificate.objects.update(snapshot={})
    left = everything()
    assert [name for name in NAMES if name in left] == []


def test_every_rule_of_the_registry_is_followed(leaver: User, officer: User) -> None:
    before = {label: held.count for label, held in data_of(leaver).items()}
    erase_person(person=leaver, acting_user=officer)
    after = data_of(leaver)
    rules = {model._meta.label: data for model, data in declared()}
    for label, count in before.items():
        rule = rules[label].on_erasure
        if rule == "delete" or label == "people.Audience":
            assert label not in after
        else:
            assert after[label].count >= count
    assert before["people.Invitation"] == 1
    for name in rules["people.User"].fields:
        if name not in {"username", "first_name", "date_joined"}:
            assert not getattr(User.objects.get(pk=leaver.pk), name), name


def test_record_of_learning_stays_under_a_number(leaver: User, officer: User) -> None:
    before = Enrolment.objects.filter(person=leaver).values().get()
    erase_person(person=leaver, acting_user=officer)
    assert Enrolment.objects.filter(person=leaver).values().get() == before
    assert str(Enrolment.objects.get(person=leaver).person) == pseudonym_of(leaver)


def test_what_was_written_goes_and_the_proof_stays(leaver: User, officer: User) -> None:
    erase_person(person=leaver, acting_user=officer)
    request = DataRequest.objects.get(person=leaver)
    assert (request.text, request.answer, request.kind) == ("", "", DataRequestKind.CORRECT)
    assert Consent.objects.get(person=leaver).text
    assert not Invitation.objects.filter(person=leaver).exists()


def test_lists_only_lose_the_one(leaver: User, officer: User) -> None:
    erase_person(person=leaver, acting_user=officer)
    audience = Audience.objects.get()
    assert list(audience.named_in.all()) == [officer]
    assert audience.name == "Nhóm của an"


def test_nobody_elses_rows_are_touched(leaver: User, binh: User, officer: User, add_record: AddRecord) -> None:
    add_record(binh)
    before = {label: held.rows for label, held in data_of(binh).items()}
    erase_person(person=leaver, acting_user=officer)
    assert {label: held.rows for label, held in data_of(binh).items()} == before
    assert Invitation.objects.filter(person=binh).exists()


def test_roles_end(leaver: User, officer: User) -> None:
    assert RoleAssignment.objects.today().filter(person=leaver).exists()
    erase_person(person=leaver, acting_user=officer)
    assert not RoleAssignment.objects.today().filter(person=leaver).exists()
    assert RoleAssignment.objects.filter(person=leaver).exists()


def test_signed_out_everywhere_and_only_they(leaver: User, binh: User, officer: User) -> None:
    phone, office, other = browser_of(leaver), browser_of(leaver), browser_of(binh)
    Session.objects.create(session_key="hong", session_data="không đọc được", expire_date=timezone.now() + timedelta(1))
    erase_person(person=leaver, acting_user=officer)
    for browser in (phone, office):
        assert not get_user(browser).is_authenticated
        assert not Session.objects.filter(pk=browser.session.session_key).exists()
    assert get_user(other) == binh


def test_nobody_signs_in_again(leaver: User, officer: User) -> None:
    browser = Client()
    assert browser.login(username="an", password="mat-khau-cua-an")
    erase_person(person=leaver, acting_user=officer)
    for name in ("an", f"da-xoa-{leaver.pk}"):
        assert not browser.login(username=name, password="mat-khau-cua-an")


def test_titles_in_wagtails_log_and_open_forms_go(leaver: User, binh: User, officer: User) -> None:
    """The admin's log calls a post by its holder's name."""
    post = Membership.objects.filter(person=leaver).first()
    for subject in (leaver, post, binh):
        log_in_wagtail(instance=subject, action="wagtail.edit", user=officer)
    FormState.objects.update_or_create_by_instance(
        leaver, user=officer, defaults={"data": "last_name=Trần Thị", "last_updated_at": timezone.now()}
    )
    assert "Trần Thị" in ModelLogEntry.objects.filter(object_id=leaver.pk).first().label
    erase_person(person=leaver, acting_user=officer)
    labels = set(ModelLogEntry.objects.values_list("label", flat=True))
    assert labels == {pseudonym_of(leaver), str(binh)}
    assert not FormState.objects.exists()


def test_pictures_go_with_the_rows(
    leaver: User, officer: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    """Once the change is safe, not before."""
    profile = UserProfile.objects.create(user=leaver)
    profile.avatar.save("an.png", ContentFile(b"x"))
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person=leaver, acting_user=officer)
        assert profile.avatar.storage.exists(profile.avatar.name)
    assert not UserProfile.objects.exists()
    assert not profile.avatar.storage.exists(profile.avatar.name)


def test_second_time_changes_nothing(leaver: User, officer: User) -> None:
    first = erase_person(person=leaver, acting_user=officer)
    again = erase_person(person=first, acting_user=officer)
    assert again.erased_at == first.erased_at
    entry = AuditEntry.objects.get(action="people.erase_person")
    assert (entry.actor, entry.subject_id) == (officer, str(leaver.pk))
    assert entry.data["rows"]["people.Invitation"] == 1


def test_request_to_delete_is_finished_afterwards(leaver: User, officer: User) -> None:
    """The request outlives the name, so that it can be closed."""
    erase_person(person=leaver, acting_user=officer)
    done = finish_request(request=DataRequest.objects.get(person=leaver), answer="Đã xóa.", acting_user=officer)
    assert done.state == "done"


SERVING: dict[str, Callable[[User, Units], object]] = {
    "post": lambda person, units: add_post(person, units["kinh-te"], "Phó", is_primary=False),
    "post until today": lambda person, units: add_post(
        person, units["kinh-te"], "Phó", is_primary=False, ends_on=timezone.localdate()
    ),
    "post from tomorrow": lambda person, units: add_post(
        person, units["kinh-te"], "Phó", is_primary=False, starts_on=timezone.localdate() + timedelta(1)
    ),
    "seat": lambda person, units: add_seat(person, units["phuong"]),
    "propagandist": lambda person, units: Propagandist.objects.create(
        person=person, ward=units["phuong"], decision_number="1", decided_on=date(2026, 1, 1)
    ),
}


@pytest.mark.parametrize("office", SERVING)
def test_only_leavers(an: User, officer: User, units: Units, office: str) -> None:
    leave(an)
    row = SERVING[office](an, units)
    with pytest.raises(StillServing):
        erase_person(person=an, acting_user=officer)
    an.refresh_from_db()
    assert an.erased_at is None
    assert an.identity_number == "001199000123"
    type(row).objects.filter(pk=row.pk).delete()
    assert erase_person(person=an, acting_user=officer).erased_at


def test_only_by_those_who_keep_the_person(
    leaver: User, binh: User, stranger: User, units: Units, add_person: Callable[..., User]
) -> None:
    auditor = give_role(add_person("thanh-tra"), Role.AUDITOR, units["phuong"])
    for other in (binh, stranger, auditor):
        with pytest.raises(NotInScope):
            erase_person(person=leaver, acting_user=other)
    leaver.refresh_from_db()
    assert leaver.erased_at is None


def test_nobody_removes_their_own(db: None) -> None:
    administrator = User.objects.create(username="quan-tri", is_superuser=True)
    with pytest.raises(NotByOneself):
        erase_person(person=administrator, acting_user=administrator)


def test_all_or_nothing(leaver: User, officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure at the end leaves the person as they were."""

    def fail(*args: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr("people.services.privacy.erasing._pseudonymise", fail)
    with pytest.raises(RuntimeError):
        erase_person(person=leaver, acting_user=officer)
    assert Invitation.objects.filter(person=leaver).exists()
    assert RoleAssignment.objects.today().filter(person=leaver).exists()
