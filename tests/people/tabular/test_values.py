"""Reading cells, and writing tables that open as they were meant."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from people.tabular import read
from people.tabular.values import BadValue, as_bool, as_date, as_email, as_identifier, as_name, as_phone
from people.tabular.writing import Column, export_csv, export_xlsx, template_xlsx

COLUMNS = [
    Column("name", "Họ và tên", "text", required=True),
    Column("number", "Số định danh", "text"),
    Column("born", "Ngày sinh", "date"),
    Column("hours", "Số tiết", "number"),
    Column("group", "Nhóm", "choice", choices=("công chức", "viên chức")),
]
ROW: dict[str, Any] = {
    "name": '=HYPERLINK("x")',
    "number": "001185000123",
    "born": date(1985, 3, 5),
    "hours": 9.5,
    "group": "công chức",
}


@pytest.mark.parametrize(
    ("parse", "cell", "value"),
    [
        (as_date, "05/03/2026", date(2026, 3, 5)),
        (as_date, "5.3.2026", date(2026, 3, 5)),
        (as_date, "05 - 03 - 2026", date(2026, 3, 5)),
        (as_date, "2026-03-05", date(2026, 3, 5)),
        (as_date, date(2026, 3, 5), date(2026, 3, 5)),
        (as_identifier, "'001 185 000123", "001185000123"),
        (as_identifier, Decimal(1185000123), "1185000123"),
        (as_email, " A.B@Example.gov.VN ", "a.b@example.gov.vn"),
        (as_phone, "0912 345 678", "+84912345678"),
        (as_phone, "+84 912.345.678", "+84912345678"),
        (as_phone, Decimal(912345678), "+84912345678"),
        (as_bool, "Có", True),
        (as_bool, "không", False),
        (as_bool, Decimal(1), True),
        (as_name, "NGUYỄN  THỊ ÁNH", "Nguyễn Thị Ánh"),
        (as_name, "H'Hen Niê", "H'Hen Niê"),
    ],
)
def test_what_is_understood(parse: Callable[[Any], Any], cell: Any, value: Any) -> None:
    assert parse(cell) == value


@pytest.mark.parametrize(
    ("parse", "cell"),
    [
        (as_date, "31/02/2026"),
        (as_date, "05/03/26"),
        (as_date, "13/13/2026"),
        (as_date, Decimal(45000)),
        (as_date, "01/01/1900"),
        (as_date, "tháng 3"),
        (as_email, "a@b"),
        (as_phone, "12345"),
        (as_phone, "chưa có"),
        (as_bool, "có thể"),
        (as_name, "Nguyễn Văn 2"),
        (as_name, "<script>"),
    ],
)
def test_what_is_not_understood_says_why(parse: Callable[[Any], Any], cell: Any) -> None:
    with pytest.raises(BadValue) as fault:
        parse(cell)
    assert str(fault.value)


def test_an_export_opens_with_typed_cells_and_without_formulas() -> None:
    sheet = load_workbook(io.BytesIO(export_xlsx(COLUMNS, [ROW], "Người"))).active
    cells = {cell.column_letter: cell for cell in sheet[2]}
    assert (cells["A"].value, cells["A"].data_type) == ('=HYPERLINK("x")', "s")
    assert (cells["B"].value, cells["B"].data_type) == ("001185000123", "s")
    assert cells["C"].value.date() == date(1985, 3, 5)
    assert (cells["D"].value, cells["D"].data_type) == (9.5, "n")


def test_an_export_is_read_back_as_it_was() -> None:
    table = read("a.xlsx", export_xlsx(COLUMNS, [ROW], "Người"), {"ho va ten", "so dinh danh"})
    assert list(table.rows[0].cells.values()) == [ROW["name"], ROW["number"], ROW["born"], Decimal("9.5"), ROW["group"]]


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t"])
def test_text_that_looks_like_a_formula_is_made_harmless(beginning: str) -> None:
    text = export_csv(COLUMNS, [ROW | {"name": f"{beginning}cmd"}]).decode("utf-8-sig")
    assert f"'{beginning}cmd" in text


def test_the_template_has_drop_downs_examples_and_an_explanation() -> None:
    book = load_workbook(io.BytesIO(template_xlsx(COLUMNS, [ROW])))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.label for column in COLUMNS]
    assert len(sheet.data_validations.dataValidation) == 1
    assert book["Cách điền"]["A2"].value == "Họ và tên"
