"""A ward that issues certificates, and people who complete courses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from certificates.models import Certificate, CertificateDesign
from courses.models import Course, Enrolment
from courses.services import enrol, mark_lesson_read
from people.enums import UnitKind
from people.models import Membership, OrganisationUnit, Position, StaffGroup, User
from tests.courses.conftest import catalogue, course, home, make_activity, make_course, make_person

__all__ = ["catalogue", "course", "home", "make_activity", "make_course", "make_person"]

AddMember = Callable[..., User]


@pytest.fixture
def ward(db: None) -> OrganisationUnit:
    """The ward that issues, with what it prints."""
    unit = OrganisationUnit.add_root(name="Phường Vĩnh Tân", code="PVT", kind=UnitKind.WARD)
    CertificateDesign.objects.create(
        unit=unit,
        parent_agency="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH",
        agency="ỦY BAN NHÂN DÂN\nPHƯỜNG VĨNH TÂN",
        place="Vĩnh Tân",
        authority="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
        signer="Trần Văn An",
    )
    return unit


@pytest.fixture
def office(ward: OrganisationUnit) -> OrganisationUnit:
    """An office of the ward."""
    unit: OrganisationUnit = ward.add_child(name="Văn phòng HĐND và UBND", code="VP")
    return unit


@pytest.fixture
def other_ward(db: None) -> OrganisationUnit:
    """A ward of its own."""
    return OrganisationUnit.add_root(name="Phường Bên Cạnh", code="PBC", kind=UnitKind.WARD)


@pytest.fixture
def add_member(make_person: Callable[..., User]) -> AddMember:
    """Somebody with a post in a unit."""

    def add(username: str, unit: OrganisationUnit, **fields: Any) -> User:
        position, _ = Position.objects.get_or_create(name="Công chức Văn phòng – Thống kê")
        group, _ = StaffGroup.objects.get_or_create(name="công chức")
        person = make_person(username, **{"born_on": date(1986, 8, 14)} | fields)
        Membership.objects.create(person=person, unit=unit, position=position, staff_group=group)
        return person

    return add


@pytest.fixture
def official(add_member: AddMember, office: OrganisationUnit) -> User:
    """An official of the office."""
    return add_member("phuong", office)


def complete(person: User, course: Course) -> Enrolment:
    """Enrol and read every lesson; what follows from it follows."""
    enrolment = enrol(person=person, course=course, acting_user=person)
    for part in enrolment.edition.outline.parts:
        mark_lesson_read(enrolment_id=enrolment.pk, lesson_id=part.lesson_id, acting_user=person)
    return Enrolment.objects.get(pk=enrolment.pk)


@pytest.fixture
def certificate(official: User, course: Course) -> Certificate:
    """The certificate of an official who completed the course; its file is still to be made."""
    return complete(official, course).certificates.get()
