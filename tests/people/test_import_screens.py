"""The import as human resources meet it: template, upload, report, taking over; and the way out."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from jobs.services import run_job
from people.enums import Role
from people.importing import PEOPLE_COLUMNS
from people.models import AuditEntry, DataImport, User
from people.services import assign_role
from people.tabular.writing import export_xlsx
from tests.courses.conftest import browser_of
from tests.people.conftest import Units

AddPerson = Callable[..., User]
ROW = {
    "name": "Nguyễn Thị Phượng",
    "staff_number": "CB-007",
    "unit": "van-phong",
    "position": "Chuyên viên",
    "staff_group": "công chức",
    "starts_on": date(2024, 1, 1),
}


@pytest.fixture
def browser(units: Units, add_person: AddPerson) -> Client:
    return browser_of(assign_role(person=add_person("ns"), role=Role.HR, unit=units["phuong"], acting_user=None).person)


def send(browser: Client, units: Units, content: bytes, name: str = "ds.xlsx") -> str:
    """Upload, let the worker check, and open the report."""
    form = {"kind": "people", "unit": units["phuong"].pk, "file": SimpleUploadedFile(name, content)}
    answer = browser.post(reverse("people_staff:imports"), form)
    assert answer.status_code == 302, answer.context["form"].errors
    waiting = browser.get(answer.url)
    assert waiting["Refresh"]
    run_job(DataImport.objects.latest("pk").job_id)
    return browser.get(answer.url).content.decode()


def test_upload_report_and_taking_over(browser: Client, units: Units) -> None:
    page = send(browser, units, export_xlsx(list(PEOPLE_COLUMNS.values()), [ROW], "DS"))
    assert "Thêm: Nguyễn Thị Phượng" in page
    made = DataImport.objects.get()
    for _ in range(2):
        browser.post(reverse("people_staff:apply_import", args=[made.pk]))
    run_job(DataImport.objects.get().job_id)
    assert "Đã nhập" in browser.get(reverse("people_staff:import", args=[made.pk])).content.decode()
    assert User.objects.filter(staff_number="CB-007").count() == 1
    assert "ds.xlsx" in browser.get(reverse("people_staff:imports")).content.decode()


def test_faults_are_shown_by_row_and_nothing_can_be_taken_over(browser: Client, units: Units) -> None:
    page = send(browser, units, export_xlsx(list(PEOPLE_COLUMNS.values()), [ROW | {"unit": "khac"}], "DS"))
    assert "Mã đơn vị" in page
    assert "Nhập vào hệ thống" not in page
    url = reverse("people_staff:apply_import", args=[DataImport.objects.get().pk])
    assert "tệp có lỗi" in browser.post(url, follow=True).content.decode()


def test_a_wrong_upload_is_said_beside_the_field(browser: Client, units: Units) -> None:
    for fields in ({}, {"file": SimpleUploadedFile("a.csv", b"")}):
        answer = browser.post(reverse("people_staff:imports"), {"kind": "people", "unit": units["phuong"].pk} | fields)
        assert answer.status_code == 422
        assert "file" in answer.context["form"].errors
    outside = {"kind": "people", "unit": units["khac"].pk, "file": SimpleUploadedFile("a.csv", b"x")}
    assert browser.post(reverse("people_staff:imports"), outside).status_code == 422


@pytest.mark.parametrize("kind", ["people", "units"])
def test_the_template_is_read_back_without_faults(browser: Client, units: Units, kind: str) -> None:
    content = browser.get(reverse("people_staff:import_template", args=[kind])).content
    form = {"kind": kind, "unit": units["phuong"].pk, "file": SimpleUploadedFile("mau.xlsx", content)}
    browser.post(reverse("people_staff:imports"), form)
    run_job(DataImport.objects.get().job_id)
    assert DataImport.objects.get().report["faults"] == []
    assert DataImport.objects.get().report["added"] == 1


def test_the_export_holds_the_scope_and_is_written_down(browser: Client, units: Units, add_person: AddPerson) -> None:
    inside, outside = add_person("trong", units["van-phong"]), add_person("ngoai", units["khac"])
    sheet = load_workbook(io.BytesIO(browser.get(reverse("people_staff:export_people")).content)).active
    names = {cell.value for cell in sheet["B"]}
    assert inside.username in names
    assert outside.username not in names
    assert AuditEntry.objects.get(action="people.export").data == {"people": 1}
