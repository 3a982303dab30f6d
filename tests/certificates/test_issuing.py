"""Issuing: exactly one certificate per completed cycle, numbered without gaps, frozen as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from certificates.errors import CourseNotComplete, NoIssuer
from certificates.models import Certificate, SerialCounter
from certificates.services import issue_certificate, issue_missing_certificates
from certificates.services.issuing import new_code
from certificates.tasks import issue_missing_certificates as beat_task
from cms.models import HomePage, SiteInfo
from courses.enums import EnrolmentState
from courses.models import Activity, Course, Enrolment
from courses.services import enrol, record_result
from courses.services.learning import Result
from jobs.models import Job
from people.models import (
    AuditEntry,
    Board,
    BoardKind,
    BoardMembership,
    BoardRole,
    BoardTerm,
    Membership,
    OrganisationUnit,
    User,
)
from tests.certificates.conftest import AddMember, complete
from tests.courses.together import together

MakeCourse = Callable[..., Course]


def serials() -> list[str]:
    return [certificate.serial for certificate in Certificate.objects.order_by("year", "number")]


def test_a_completed_course_issues_its_certificate(official: User, course: Course, ward: OrganisationUnit) -> None:
    enrolment = complete(official, course)
    certificate = Certificate.objects.get()
    assert (certificate.enrolment, certificate.person, certificate.issuer) == (enrolment, official, ward)
    assert certificate.serial == f"01/{timezone.localdate().year}"
    assert Job.objects.get().arguments == {"certificate_id": certificate.pk}
    assert AuditEntry.objects.filter(action__startswith="certificates.").count() == 1


def test_what_it_says_is_what_was_true(official: User, course: Course) -> None:
    complete(official, course)
    today = timezone.localdate().isoformat()
    assert Certificate.objects.get().snapshot == {
        "person": {
            "name": "Nguyễn Thị Phượng",
            "born_on": "1986-08-14",
            "title": "Công chức Văn phòng – Thống kê",
            "unit": "Văn phòng HĐND và UBND",
        },
        "course": {"title": "Khóa dan-chu", "periods": "8.0"},
        "issuer": "Phường Vĩnh Tân",
        "started_on": today,
        "completed_on": today,
        "score": None,
        "design": {
            "parent_agency": "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH",
            "agency": "ỦY BAN NHÂN DÂN\nPHƯỜNG VĨNH TÂN",
            "place": "Vĩnh Tân",
            "authority": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
            "signer": "Trần Văn An",
        },
    }


def test_later_changes_do_not_reach_it(certificate: Certificate, official: User, course: Course) -> None:
    before = certificate.snapshot
    User.objects.filter(pk=official.pk).update(last_name="Trần Thị", first_name="Lan", born_on=date(1990, 1, 1))
    OrganisationUnit.objects.update(name="Đơn vị mới")
    Course.objects.filter(pk=course.pk).update(title="Tên mới", periods=40)
    Membership.objects.all().delete()

    assert issue_certificate(enrolment_id=certificate.enrolment_id, acting_user=None) == certificate
    assert Certificate.objects.get().snapshot == before


def test_none_before_the_course_is_complete(official: User, course: Course) -> None:
    enrolment = enrol(person=official, course=course, acting_user=official)
    with pytest.raises(CourseNotComplete):
        issue_certificate(enrolment_id=enrolment.pk, acting_user=None)
    Enrolment.objects.filter(pk=enrolment.pk).update(state=EnrolmentState.WITHDRAWN)
    with pytest.raises(CourseNotComplete):
        issue_certificate(enrolment_id=enrolment.pk, acting_user=None)
    assert not Certificate.objects.exists()
    assert not SerialCounter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_issuing_five_times_at_once_issues_one(
    course: Course, add_member: AddMember, make_person: Callable[..., User], ward: OrganisationUnit
) -> None:
    person = make_person()
    enrolment = complete(person, course)
    assert not Certificate.objects.exists(), "nobody could issue it yet"
    membership_of(add_member, ward, person)

    issued = together(5, lambda _: issue_certificate(enrolment_id=enrolment.pk, acting_user=None).pk)

    assert set(issued) == {Certificate.objects.get().pk}
    assert SerialCounter.objects.get().last_number == 1
    assert Job.objects.count() == 1


def membership_of(add_member: AddMember, unit: OrganisationUnit, person: User) -> None:
    """Give a post like everybody's to somebody who has none."""
    like = Membership.objects.get(person=add_member("mau", unit))
    Membership.objects.create(person=person, unit=unit, position=like.position, staff_group=like.staff_group)


@pytest.mark.django_db(transaction=True)
def test_five_people_finishing_at_once_get_consecutive_numbers(
    course: Course, add_member: AddMember, office: OrganisationUnit
) -> None:
    people = [add_member(f"nguoi-{number}", office) for number in range(5)]
    together(5, lambda number: complete(people[number], course).pk)
    year = timezone.localdate().year
    assert serials() == [f"0{number}/{year}" for number in range(1, 6)]
    assert Certificate.objects.values("code").distinct().count() == 5


def test_each_issuer_counts_for_itself(
    course: Course, add_member: AddMember, office: OrganisationUnit, other_ward: OrganisationUnit
) -> None:
    for username, unit in (("a", office), ("b", other_ward), ("c", office)):
        complete(add_member(username, unit), course)
    by_issuer = [(row.issuer.code, row.number) for row in Certificate.objects.order_by("pk")]
    assert by_issuer == [("PVT", 1), ("PBC", 1), ("PVT", 2)]


def test_a_number_taken_by_a_transaction_that_failed_is_given_again(
    course: Course, add_member: AddMember, office: OrganisationUnit
) -> None:
    first, second = add_member("a", office), add_member("b", office)

    @transaction.atomic
    def complete_and_fail() -> None:
        assert complete(first, course).certificates.get().number == 1
        raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        complete_and_fail()
    complete(second, course)
    complete(first, course)
    year = timezone.localdate().year
    assert serials() == [f"01/{year}", f"02/{year}"]


def test_numbers_restart_with_the_year_of_the_ward(
    course: Course, add_member: AddMember, office: OrganisationUnit, monkeypatch: pytest.MonkeyPatch
) -> None:
    last_minute = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)  # 23:59 in Việt Nam
    for number, minutes in enumerate((-1, 0, 1, 2)):
        monkeypatch.setattr(timezone, "now", lambda minutes=minutes: last_minute + timedelta(minutes=minutes))
        complete(add_member(f"nguoi-{number}", office), course)
    assert serials() == ["01/2026", "02/2026", "01/2027", "02/2027"]


def test_who_learns_again_gets_a_certificate_of_the_new_cycle(certificate: Certificate, course: Course) -> None:
    first = certificate.enrolment
    again = Enrolment.objects.create(
        person=first.person,
        course=course,
        edition=first.edition,
        cycle=2,
        state=EnrolmentState.COMPLETED,
        progress=100,
        enrolled_at=timezone.now(),
        completed_at=timezone.now(),
    )
    second = issue_certificate(enrolment_id=again.pk, acting_user=None)
    assert (second.number, certificate.number) == (2, 1)


def test_the_score_is_the_best_of_the_last_activity_that_has_one(
    make_course: MakeCourse, make_activity: Callable[..., Activity], official: User
) -> None:
    practice, final = make_activity("Luyện tập"), make_activity("Cuối khóa")
    course = make_course(bodies=[[("activity", practice)], [("activity", final)]])
    enrolment = enrol(person=official, course=course, acting_user=official)
    tries = [(practice, "1", True, 100), (final, "2", False, 40), (final, "3", True, Decimal("86.5"))]
    for activity, source, passed, score in tries:
        result = Result(source=source, completed=True, passed=passed, score=Decimal(score), at=timezone.now())
        record_result(enrolment_id=enrolment.pk, activity_id=activity.pk, result=result, acting_user=None)
    assert Certificate.objects.get().snapshot["score"] == 86.5


def test_board_members_get_theirs_from_the_ward_of_the_board(
    make_person: Callable[..., User], course: Course, ward: OrganisationUnit
) -> None:
    person = make_person()
    kind = BoardKind.objects.get(code="ttnd")
    board = Board.objects.create(ward=ward, name="Ban Thanh tra nhân dân", kind=kind)
    term = BoardTerm.objects.create(board=board, name="2026-2031")
    BoardMembership.objects.create(person=person, term=term, role=BoardRole.objects.get(name="Trưởng ban"))
    complete(person, course)
    certificate = Certificate.objects.get()
    assert certificate.issuer == ward
    assert (certificate.snapshot["person"]["title"], certificate.snapshot["person"]["unit"]) == (
        "Trưởng ban",
        "Ban Thanh tra nhân dân",
    )


def test_others_get_theirs_from_the_unit_of_the_site(
    make_person: Callable[..., User], course: Course, home: HomePage, ward: OrganisationUnit
) -> None:
    SiteInfo.objects.create(site=home.get_site(), unit=ward)
    complete(make_person(), course)
    assert Certificate.objects.get().issuer == ward


def test_a_missing_issuer_undoes_nothing_and_is_made_up_for_later(
    make_person: Callable[..., User], course: Course, home: HomePage, ward: OrganisationUnit
) -> None:
    enrolment = complete(make_person(), course)
    assert enrolment.state == EnrolmentState.COMPLETED
    with pytest.raises(NoIssuer):
        issue_certificate(enrolment_id=enrolment.pk, acting_user=None)
    assert issue_missing_certificates() == 0

    SiteInfo.objects.update_or_create(site=home.get_site(), defaults={"unit": ward})

    assert issue_missing_certificates() == 1
    assert issue_missing_certificates() == 0
    assert Certificate.objects.get().number == 1


def test_a_lost_announcement_heals_by_itself(certificate: Certificate) -> None:
    enrolment = certificate.enrolment
    Certificate.objects.all().delete()
    beat_task()
    assert Certificate.objects.get().enrolment == enrolment


def test_codes_are_readable_and_do_not_repeat() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(re.fullmatch(r"KT(-[2-9A-HJ-NP-Z]{4}){3}", code) for code in codes)
