"""Bringing people and units in: a report by row and field, then all or nothing; the same file again changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jobs.models import Job
from jobs.services import run_job
from people.enums import ImportKind, ImportState, Role
from people.errors import NothingToTakeOver, NotInScope
from people.importing import PEOPLE_COLUMNS, UNIT_COLUMNS
from people.models import AuditEntry, DataImport, Membership, OrganisationUnit, User
from people.services import assign_role
from people.services.imports import start_import, take_over
from people.tabular.writing import export_xlsx
from tests.people.conftest import Units

AddPerson = Callable[..., User]
PERSON: dict[str, Any] = {
    "name": "Nguyễn Thị Phượng",
    "staff_number": "CB-007",
    "identity_number": "001185000123",
    "email": "phuong@example.gov.vn",
    "phone": "0912345678",
    "born_on": date(1985, 3, 5),
    "unit": "van-phong",
    "position": "Chuyên viên",
    "staff_group": "công chức",
    "starts_on": date(2024, 1, 1),
}


@pytest.fixture
def keeper(units: Units, add_person: AddPerson) -> User:
    return assign_role(person=add_person("ns"), role=Role.HR, unit=units["phuong"], acting_user=None).person


@pytest.fixture
def upload(units: Units, keeper: User) -> Callable[..., DataImport]:
    """Upload rows as a file and let the worker check them."""

    def send(*rows: dict[str, Any], kind: ImportKind = ImportKind.PEOPLE, data: bytes = b"") -> DataImport:
        columns = list((PEOPLE_COLUMNS if kind == ImportKind.PEOPLE else UNIT_COLUMNS).values())
        file = data or export_xlsx(columns, rows, "Danh sách")
        made = start_import(kind=kind, unit=units["phuong"], name="ds.xlsx", data=file, acting_user=keeper)
        run_job(made.job_id)
        made.refresh_from_db()
        return made

    return send


def apply(made: DataImport, keeper: User) -> DataImport:
    """Take it over, and let the worker do so."""
    run_job(take_over(import_id=made.pk, acting_user=keeper).job_id)
    made.refresh_from_db()
    return made


def faults(made: DataImport) -> list[tuple[int, str]]:
    return [(fault["row"], fault["column"]) for fault in made.report["faults"]]


def test_checking_changes_nothing_and_taking_over_does_it_once(upload: Any, keeper: User) -> None:
    made = upload(
        PERSON,
        PERSON | {"name": "Lê Văn An", "staff_number": "CB-008", "email": "", "phone": "", "identity_number": ""},
    )
    assert (made.state, made.report["rows"], made.report["added"]) == (ImportState.CHECKED, 2, 2)
    assert not User.objects.filter(staff_number="CB-007").exists()
    assert apply(made, keeper).state == ImportState.APPLIED
    person = User.objects.get(staff_number="CB-007")
    assert (person.get_full_name(), person.identity_number, person.phone) == (
        "Nguyễn Thị Phượng",
        "001185000123",
        "+84912345678",
    )
    assert (person.username, person.has_usable_password(), person.born_on) == ("phuongnt", False, date(1985, 3, 5))
    assert User.objects.get(staff_number="CB-008").username == "anlv"
    post = Membership.objects.get(person=person)
    assert (post.unit.code, post.starts_on, post.is_primary) == ("van-phong", date(2024, 1, 1), True)
    assert AuditEntry.objects.filter(action="people.import_person").count() == 2
    with pytest.raises(NothingToTakeOver):
        take_over(import_id=made.pk, acting_user=keeper)


def test_the_same_file_again_changes_nothing(upload: Any, keeper: User) -> None:
    apply(upload(PERSON), keeper)
    again = upload(PERSON)
    assert (again.report["added"], again.report["changed"], again.report["closed"]) == (0, 0, 0)
    before = list(Membership.objects.values())
    apply(again, keeper)
    assert list(Membership.objects.values()) == before
    assert AuditEntry.objects.filter(action="people.import_person").count() == 1


def test_a_move_a_leaver_and_a_corrected_name(upload: Any, keeper: User) -> None:
    apply(upload(PERSON), keeper)
    apply(upload(PERSON | {"name": "Nguyễn Thị Phương", "unit": "kinh-te", "starts_on": date(2026, 5, 1)}), keeper)
    person = User.objects.get(staff_number="CB-007")
    posts = [(post.unit.code, post.ends_on) for post in Membership.objects.filter(person=person).order_by("pk")]
    assert (person.first_name, posts) == ("Phương", [("van-phong", date(2026, 4, 30)), ("kinh-te", None)])
    leaver = PERSON | {"name": "Nguyễn Thị Phương", "unit": "kinh-te", "ends_on": date(2026, 9, 30)}
    made = apply(upload(leaver), keeper)
    assert made.report["closed"] == 1
    assert not Membership.objects.filter(person=person, ends_on__isnull=True).exists()
    assert User.objects.filter(pk=person.pk).exists(), "leavers are closed, never deleted"


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"name": ""}, "Họ và tên"),
        ({"name": "Nguyễn 2"}, "Họ và tên"),
        ({"born_on": "31/02/1985"}, "Ngày sinh"),
        ({"email": "sai"}, "Thư điện tử"),
        ({"phone": "123"}, "Số điện thoại"),
        ({"unit": "khac"}, "Mã đơn vị"),
        ({"position": "Thuyền trưởng"}, "Chức danh"),
        ({"staff_group": "khách"}, "Nhóm đối tượng"),
        ({"ends_on": date(2023, 1, 1)}, "Đến"),
        ({"staff_number": "", "identity_number": "", "email": ""}, ""),
        ({"is_primary": "có thể"}, "Chức vụ chính"),
    ],
)
def test_each_fault_names_its_row_and_field(upload: Any, keeper: User, change: dict[str, Any], column: str) -> None:
    fine = PERSON | {"staff_number": "CB-001", "identity_number": "", "email": "", "phone": ""}
    made = upload(fine, PERSON | change)
    assert (made.state, faults(made)) == (ImportState.REFUSED, [(3, column)])
    assert made.report["faults"][0]["message"]
    with pytest.raises(NothingToTakeOver):
        take_over(import_id=made.pk, acting_user=keeper)
    assert not User.objects.filter(staff_number="CB-001").exists(), "all or nothing"


def test_rows_that_contradict_each_other(upload: Any, keeper: User) -> None:
    assert faults(upload(PERSON, PERSON)) == [(3, "")]
    assert faults(upload(PERSON, PERSON | {"unit": "kinh-te", "born_on": date(1990, 1, 1)})) == [(3, "Ngày sinh")]
    assert upload(PERSON, PERSON | {"unit": "kinh-te", "is_primary": "không"}).state == ImportState.CHECKED
    apply(upload(PERSON), keeper)
    other = PERSON | {"staff_number": "CB-009", "identity_number": "", "email": "", "phone": "0912345679"}
    apply(upload(other), keeper)
    mixed = PERSON | {"staff_number": "CB-009"}
    assert faults(upload(mixed)) == [(2, "")]


def test_somebody_of_another_ward_is_not_taken_over(upload: Any, units: Units, add_person: AddPerson) -> None:
    stranger = add_person("la", units["khac"])
    User.objects.filter(pk=stranger.pk).update(staff_number="CB-007")
    assert faults(upload(PERSON)) == [(2, "")]


def test_missing_columns_and_unreadable_files_are_said(upload: Any) -> None:
    made = upload(data="Họ và tên,Số định danh\nA B,1\n".encode())
    assert made.state == ImportState.REFUSED
    assert "Mã đơn vị" in made.report["faults"][0]["message"]
    assert upload(data=b"\0\1\2").state == ImportState.REFUSED


def test_only_for_units_one_keeps(units: Units, keeper: User) -> None:
    with pytest.raises(NotInScope):
        start_import(kind=ImportKind.PEOPLE, unit=units["khac"], name="a", data=b"x", acting_user=keeper)


def test_a_crash_in_the_middle_leaves_nothing(upload: Any, keeper: User, monkeypatch: pytest.MonkeyPatch) -> None:
    made = upload(PERSON)

    def crash(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the power went out")

    monkeypatch.setattr("people.importing.people._entries", crash)
    apply(made, keeper)
    assert (made.state, Job.objects.get(pk=DataImport.objects.get().job_id).state) == (ImportState.FAILED, "failed")
    assert not User.objects.filter(staff_number="CB-007").exists()
    assert not Membership.objects.filter(unit__code="van-phong").exists()


def test_data_that_changed_since_the_check_stops_it(upload: Any, keeper: User, units: Units) -> None:
    made = upload(PERSON)
    OrganisationUnit.objects.filter(code="van-phong").update(code="doi-ma")
    apply(made, keeper)
    assert made.state == ImportState.FAILED
    assert "đã thay đổi" in Job.objects.get(pk=DataImport.objects.get().job_id).error


def test_units_come_in_parents_first_and_again_unchanged(upload: Any, keeper: User) -> None:
    rows = [
        {"code": "kp", "name": "Khối khu phố", "kind": "Đơn vị"},
        {"code": "kp1", "name": "Khu phố 1", "kind": "Khu phố", "parent": "kp", "starts_on": date(2024, 1, 1)},
    ]
    rows[0]["kind"] = "Khu phố"
    made = apply(upload(*rows, kind=ImportKind.UNITS), keeper)
    assert made.report["added"] == 2
    assert OrganisationUnit.objects.get(code="kp1").get_parent().code == "kp"
    assert upload(*rows, kind=ImportKind.UNITS).report["added"] == 0
    wrong = [
        {"code": "khac", "name": "X"},
        {"code": "kp9", "name": "Y", "parent": "khong-co"},
        {"code": "kp9", "name": "Z"},
    ]
    assert [row for row, _ in faults(upload(*wrong, kind=ImportKind.UNITS))] == [2, 3, 4]
