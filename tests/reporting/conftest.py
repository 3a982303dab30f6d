"""A small ward with people and one course, made directly: reports only read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.models import HomePage
from courses.models import Course, CourseCatalogPage, Edition, Enrolment
from people.enums import Role, UnitKind
from people.models import Membership, OrganisationUnit, Position, RoleAssignment, StaffGroup, User

AddPerson = Callable[..., User]


@pytest.fixture
def ward(db: None) -> OrganisationUnit:
    return OrganisationUnit.add_root(name="Phường Vĩnh Tân", code="PVT", kind=UnitKind.WARD)


@pytest.fixture
def office(ward: OrganisationUnit) -> OrganisationUnit:
    return OrganisationUnit.objects.get(pk=ward.pk).add_child(name="Văn phòng", code="VP")


@pytest.fixture
def other_ward(db: None) -> OrganisationUnit:
    return OrganisationUnit.add_root(name="Phường Bên Cạnh", code="PBC", kind=UnitKind.WARD)


@pytest.fixture
def add_person(db: None) -> AddPerson:
    position = Position.objects.create(name="Công chức")
    group = StaffGroup.objects.get(name="công chức")

    def add(last: str, first: str, unit: OrganisationUnit, role: Role | None = None) -> User:
        username = f"user{User.objects.count()}"
        person = User.objects.create(username=username, last_name=last, first_name=first)
        Membership.objects.create(person=person, unit=unit, position=position, staff_group=group)
        if role:
            RoleAssignment.objects.create(person=person, role=role, unit=unit)
        return person

    return add


@pytest.fixture
def course(db: None) -> Course:
    root = Page.get_first_root_node()
    home = HomePage(title="Trang chủ", slug="trang-chu", hero_title="Khai Trí")
    root.add_child(instance=home)
    catalogue = CourseCatalogPage(title="Khóa học", slug="khoa-hoc")
    home.add_child(instance=catalogue)
    page = Course(title="Dân chủ ở cơ sở", slug="dan-chu", periods=8)
    catalogue.add_child(instance=page)
    Edition.objects.create(course=page, number=1, outline_data={"parts": []})
    return page


def add_enrolment(person: User, course: Course, **fields: object) -> Enrolment:
    """An enrolment of ten days ago, unless said otherwise."""
    now = timezone.now()
    defaults = {"edition": course.editions.get(), "enrolled_at": now - timedelta(days=10)}
    return Enrolment.objects.create(person=person, course=course, **defaults | fields)


def completed() -> dict[str, object]:
    """Fields of a completed enrolment."""
    return {"state": "completed", "progress": 100, "completed_at": timezone.now() - timedelta(days=1)}
