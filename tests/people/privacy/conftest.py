"""People of a ward whose data is held: a learner, the officer who keeps their record, and somebody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from assessments.models import QuizActivity
from certificates.models import Certificate
from courses.models import ActivityResult, LessonVisit
from courses.services import enrol
from people.enums import DataRequestKind, Role
from people.models import Audience, Invitation, Propagandist, User
from people.services.privacy import ask_about_data, give_consent
from tests.assessments.conftest import bank, begin, category, make_question, make_quiz, quiz
from tests.courses.conftest import MakeCourse, catalogue, home, lessons_of, make_course
from tests.people.conftest import Units, add_post, add_seat, give_role

__all__ = ["bank", "catalogue", "category", "home", "make_course", "make_question", "make_quiz", "quiz"]

AddPerson = Callable[..., User]
AddRecord = Callable[[User], None]


@pytest.fixture
def an(units: Units, add_person: AddPerson) -> User:
    """Somebody about whom everything that can be held of an account is held, still in office."""
    person = add_person("an", units["van-phong"])
    fields: dict[str, Any] = {
        "last_name": "Trần Thị",
        "first_name": "An",
        "email": "an@phuong.example",
        "phone": "0901234567",
        "staff_number": "000123",
        "identity_number": "001199000123",
        "born_on": date(1980, 2, 1),
    }
    for name, value in fields.items():
        setattr(person, name, value)
    person.set_password("mat-khau-cua-an")
    person.save()
    return person


@pytest.fixture
def binh(units: Units, add_person: AddPerson) -> User:
    """Another person of the same office."""
    return add_person("binh", units["van-phong"])


@pytest.fixture
def officer(units: Units, add_person: AddPerson) -> User:
    """Human resources of the ward."""
    person = add_person("nhan-su")
    add_post(person, units["phuong"])
    return give_role(person, Role.HR, units["phuong"])


@pytest.fixture
def stranger(units: Units, add_person: AddPerson) -> User:
    """Human resources of another ward."""
    return give_role(add_person("phuong-khac", units["khac"]), Role.HR, units["khac"])


@pytest.fixture
def add_record(units: Units, make_course: MakeCourse, quiz: QuizActivity, officer: User) -> AddRecord:
    """Everything our own apps may hold about a person, one of each and more."""
    course = make_course("dan-chu", bodies=[[("activity", quiz)]])

    def add(person: User) -> None:
        now = timezone.now()
        enrolment = enrol(person=person, course=course, acting_user=person)
        lesson = lessons_of(course)[0]
        LessonVisit.objects.create(enrolment=enrolment, lesson=lesson, opened_at=now)
        begin(enrolment, quiz)
        ActivityResult.objects.create(
            enrolment=enrolment, activity=quiz, source="attempt:1", completed=True, passed=False, score="45.50", at=now
        )
        Certificate.objects.create(
            enrolment=enrolment,
            person=person,
            issuer=units["phuong"],
            year=2026,
            number=person.pk,
            code=f"KT-{person.pk}",
            issued_at=now,
            snapshot={"person": {"name": person.get_full_name()}},
        )
        add_seat(person, units["phuong"])
        Propagandist.objects.create(
            person=person, ward=units["phuong"], decision_number="12/QĐ-UBND", decided_on=date(2026, 3, 1)
        )
        give_role(person, Role.TRAINER, units["van-phong"])
        audience = Audience.objects.create(name=f"Nhóm của {person.username}", unit=units["phuong"])
        audience.named_in.add(person, officer)
        audience.save()
        Invitation.objects.create(
            person=person,
            code_hash=f"hash-{person.pk}",
            created_by=officer,
            expires_at=now,
            sent_to=f"{person.username}@cu.example",
        )
        give_consent(person=person, purpose="ảnh", text="Tôi đồng ý đăng ảnh.", acting_user=person)
        ask_about_data(person=person, kind=DataRequestKind.CORRECT, text="=SUM(1;2) sai ngày sinh", acting_user=person)

    return add


def browser_of(person: User) -> Client:
    """A browser in which the person is signed in."""
    browser = Client()
    browser.force_login(person)
    return browser
