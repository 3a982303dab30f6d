"""What is held about a person: all of it, nobody else's, the same on the page and in both downloads."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Enrolment
from people.models import Audience, AuditEntry, Consent, DataRequest, User
from people.personal_data import ACCOUNT
from people.services.privacy import as_json, as_xlsx, data_of, finish_request, work_of
from people.services.privacy.downloads import MOST_IN_A_CELL
from tests.people.privacy.conftest import AddRecord

OURS = {
    "people.User", "people.Membership", "people.BoardMembership", "people.Propagandist", "people.RoleAssignment",
    "people.Audience", "people.Invitation", "people.Consent", "people.DataRequest", "people.AuditEntry",
    "courses.Enrolment", "courses.LessonVisit", "courses.ActivityResult", "assessments.Attempt", "assessments.Response",
    "certificates.Certificate",
}  # fmt: skip


def workbook_of(person: User) -> Any:
    """The Excel file as Excel would read it."""
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(person)))


def cells_of(sheets: Iterable[Any]) -> list[Any]:
    """Every cell of the sheets that holds something; a workbook is its sheets."""
    return [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]


def kinds_in(person: User) -> dict[str, Any]:
    """The kinds of the JSON file by model."""
    return {kind["kind"]: kind for kind in json.loads(as_json(person))["held"]}


def test_everything_held_is_found(an: User, add_record: AddRecord) -> None:
    add_record(an)
    held = data_of(an)
    assert set(held) == OURS
    assert len(held["assessments.Response"].rows) == 4
    assert held["courses.Enrolment"].rows[0][0] == "Khóa dan-chu"


def test_values_are_in_words(an: User, add_record: AddRecord) -> None:
    """Choices, yes and no as people read them; moments in the ward's time."""
    add_record(an)
    request = kinds_in(an)["people.DataRequest"]["rows"][0]
    asked = DataRequest.objects.get(person=an)
    assert asked.get_kind_display() in request.values()
    assert "correct" not in request.values()
    assert timezone.localtime(asked.asked_at).isoformat(timespec="milliseconds") in request.values()
    post = kinds_in(an)["people.Membership"]["rows"][0]
    assert _("Yes") in post.values()


def test_columns_are_named_as_on_screen(an: User) -> None:
    account = data_of(an)[ACCOUNT]
    names = dict(zip(account.data.fields, account.columns, strict=True))
    assert names["identity_number"].casefold() == _("identity number").casefold()
    assert account.name.casefold() == _("accounts").casefold()


def test_json_holds_it_word_for_word(an: User, add_record: AddRecord) -> None:
    add_record(an)
    content = json.loads(as_json(an))
    assert content["person"] == "Trần Thị An"
    kinds = kinds_in(an)
    assert set(kinds) == OURS
    account = kinds[ACCOUNT]["rows"][0]
    assert {"001199000123", "000123", "0901234567", "1980-02-01", "an@phuong.example"} <= set(account.values())
    assert 45.5 in kinds["courses.ActivityResult"]["rows"][0].values()
    assert {"person": {"name": "Trần Thị An"}} in kinds["certificates.Certificate"]["rows"][0].values()
    assert all(kind["purpose"] and kind["basis"] and kind["kept_for"] for kind in kinds.values())
    assert all(len(kind["rows"]) == kind["count"] for kind in kinds.values())


def test_excel_holds_the_same_typed(an: User, add_record: AddRecord) -> None:
    """Numbers that are names stay text with their zeros; days are days."""
    add_record(an)
    book = workbook_of(an)
    assert len(book.sheetnames) == len(OURS) + 1
    values = [cell.value for cell in cells_of([book[data_of(an)[ACCOUNT].name]])]
    assert {"001199000123", "000123", "0901234567", "Trần Thị"} <= {value for value in values if isinstance(value, str)}
    assert date(1980, 2, 1) in [value.date() for value in values if isinstance(value, datetime)]
    assert 45.5 in [cell.value for cell in cells_of(book)]
    rows = {sheet.title: sheet.max_row - 1 for sheet in book}
    assert all(rows[held.name] == len(held.rows) for held in data_of(an).values())


def test_no_cell_is_a_formula_or_a_link(an: User, add_record: AddRecord) -> None:
    """Whatever somebody typed."""
    add_record(an)
    an.first_name = "=HYPERLINK(1)"
    an.last_name = "https://example.org"
    an.save()
    cells = cells_of(workbook_of(an))
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert "=SUM(1;2) sai ngày sinh" in [cell.value for cell in cells]
    assert not any(cell.hyperlink for cell in cells)


def test_excel_bears_long_texts_and_old_days(an: User) -> None:
    """What Excel cannot hold is cut with a word about it, or written as text; the file opens."""
    an.born_on = date(1899, 12, 31)
    an.save()
    long = "ễ" * (MOST_IN_A_CELL + 1)
    Consent.objects.create(person=an, purpose="dài", text=long, given_at=timezone.now())
    values = [cell.value for cell in cells_of(workbook_of(an))]
    assert "1899-12-31" in values
    cut = next(value for value in values if isinstance(value, str) and value.startswith("ễ"))
    assert len(cut) == MOST_IN_A_CELL
    assert cut.endswith(_("… (cut here; the JSON file has the whole)"))
    assert long in kinds_in(an)["people.Consent"]["rows"][0].values()


def test_nobody_elses_data_is_in_it(an: User, binh: User, add_record: AddRecord, officer: User) -> None:
    """Neither a colleague's, nor that of people one did something for."""
    add_record(an)
    add_record(binh)
    finish_request(request=DataRequest.objects.get(person=an), answer="Trả lời riêng cho An", acting_user=officer)
    for person, others in ((binh, ("Trần Thị", "001199000123")), (officer, ("Trần Thị", "riêng cho An", "001199"))):
        text = as_json(person).decode()
        assert not any(other in text for other in others)
        cells = " ".join(str(cell.value) for cell in cells_of(workbook_of(person)))
        assert not any(other in cells for other in others)
    assert "riêng cho An" in as_json(an).decode()


def test_work_for_others_is_counted_only(an: User, officer: User, add_record: AddRecord) -> None:
    add_record(an)
    finish_request(request=DataRequest.objects.get(person=an), acting_user=officer)
    work = {made.label: made.count for made in work_of(officer)}
    assert work["people.DataRequest"] == 1
    assert work["people.Invitation"] == 1
    assert "people.DataRequest" not in data_of(officer)


def test_one_row_is_one_row(an: User, add_record: AddRecord) -> None:
    """Named in a list twice over, in and out, is one list."""
    add_record(an)
    audience = Audience.objects.get()
    audience.named_out.add(an)
    audience.save()
    assert data_of(an)["people.Audience"].count == 1


def test_only_the_first_rows_are_read_and_all_are_counted(an: User) -> None:
    for number in range(7):
        AuditEntry.objects.create(actor=an, action=f"people.{number}", subject_type="people.user", subject_id="1")
    held = data_of(an, at_most=5)["people.AuditEntry"]
    assert (len(held.rows), held.count, held.is_cut) == (5, 7, True)
    assert held.rows[0][1] == "people.6"
    assert not data_of(an)["people.AuditEntry"].is_cut


@pytest.mark.parametrize("make", [data_of, as_json, as_xlsx, work_of])
def test_queries_do_not_grow_with_rows(an: User, add_record: AddRecord, make: Any) -> None:
    add_record(an)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            make(an)
        return len(captured)

    few = queries()
    enrolment = Enrolment.objects.get(person=an)
    for cycle in range(2, 60):
        Enrolment.objects.create(
            person=an,
            course_id=enrolment.course_id,
            edition_id=enrolment.edition_id,
            cycle=cycle,
            enrolled_at=timezone.now(),
        )
        AuditEntry.objects.create(actor=an, action="people.x", subject_type="people.user", subject_id="1")
    assert queries() == few
