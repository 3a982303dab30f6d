"""Awkward files of real offices, each with what it must yield; and no file, whatever it holds, that crashes."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from people.tabular import CellError, Table, UnreadableTable, read
from people.tabular.encodings import TCVN3

WORDS = {"ho va ten", "so dinh danh", "ngay sinh"}
HEAD = ["Họ và tên", "Số định danh", "Ngày sinh"]
PERSON = ["Nguyễn Thị Phượng", "001185000123", date(1985, 3, 5)]
TEXT = """Họ và tên,Số định danh,Ngày sinh
Nguyễn Thị Phượng,001185000123,05/03/1985
Đặng Văn Ước,001185000124,06/03/1985
"""


def xlsx(fill: Callable[[Any], object]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    fill(book)
    book.save(file)
    return file.getvalue()


def plain(*rows: list[Any]) -> bytes:
    return xlsx(lambda book: [book.active.append(row) for row in rows])


def only_row(data: bytes, name: str = "a.xlsx") -> dict[str, Any]:
    table = read(name, data, WORDS)
    assert len(table.rows) == 1, table
    return dict(table.rows[0].cells)


def test_text_stays_text_and_dates_are_dates() -> None:
    assert only_row(plain(HEAD, PERSON)) == {
        "ho va ten": "Nguyễn Thị Phượng",
        "so dinh danh": "001185000123",
        "ngay sinh": date(1985, 3, 5),
    }


def test_numbers_and_errors() -> None:
    row = only_row(plain([*HEAD, "Số"], ["A B", 12.0, None, 9.5]))
    assert (row["so dinh danh"], row["so"]) == (Decimal(12), Decimal("9.5"))
    text = "Họ và tên,Số định danh\nA B,#N/A\n".encode()
    assert only_row(text, "a.csv")["so dinh danh"] == CellError("#N/A")


def test_old_excel() -> None:
    book, file = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("Danh sách")
    style = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for column, heading in enumerate(HEAD):
        sheet.write(0, column, heading)
    person: list[Any] = PERSON
    for column, value in enumerate(person):
        sheet.write(1, column, value, style) if isinstance(value, date) else sheet.write(1, column, value)
    book.save(file)
    assert only_row(file.getvalue(), "a.xls")["ngay sinh"] == date(1985, 3, 5)


def banner(book: Any) -> None:
    sheet = book.active
    sheet["A1"] = "ỦY BAN NHÂN DÂN PHƯỜNG"
    sheet.merge_cells("A1:C1")
    sheet["A3"] = "DANH SÁCH CÁN BỘ"
    for row in (HEAD, PERSON):
        sheet.append(row)


def second_sheet(book: Any) -> None:
    book.active.title = "Bìa"
    book.active.append(["Danh sách", "gửi phòng"])
    for row in (HEAD, PERSON):
        (book["DS"] if "DS" in book.sheetnames else book.create_sheet("DS")).append(row)


def many_blank_rows(book: Any) -> None:
    sheet = book.active
    for row in (HEAD, PERSON):
        sheet.append(row)
    sheet.cell(100_000, 1).number_format = "@"


def hidden_column(book: Any) -> None:
    for row in (HEAD, PERSON):
        book.active.append(row)
    book.active.column_dimensions["B"].hidden = True


def formula(book: Any) -> None:
    book.active.append(HEAD)
    book.active.append(['=HYPERLINK("http://x")', *PERSON[1:]])


@pytest.mark.parametrize("fill", [banner, second_sheet, many_blank_rows, hidden_column])
def test_what_offices_do_to_sheets(fill: Callable[[Any], object]) -> None:
    assert only_row(xlsx(fill))["so dinh danh"] == "001185000123"


def test_rows_are_numbered_as_excel_shows_them_and_other_sheets_are_told() -> None:
    assert read("a.xlsx", xlsx(banner), WORDS).rows[0].number == 5
    assert "Bìa" in read("a.xlsx", xlsx(second_sheet), WORDS).notes[0]
    assert read("a.xlsx", plain(HEAD, [None] * 3, PERSON), WORDS).rows[0].number == 3


def test_a_formula_without_a_stored_value_is_nothing() -> None:
    assert only_row(xlsx(formula)).get("ho va ten") is None


def in_tcvn3(text: str) -> bytes:
    bytes_of = {letter: byte for byte, letter in TCVN3.items()}
    return bytes(bytes_of.get(letter, ord(letter)) for letter in text)


def in_windows_1258(text: str) -> bytes:
    """Base letters with their own marks, then tones: as Windows wrote Vietnamese."""
    composed = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        composed.append(unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones)) + tones)
    return "".join(composed).encode("cp1258")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        unicodedata.normalize("NFD", TEXT).encode(),
        in_windows_1258(TEXT),
        in_tcvn3(TEXT),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        ("Danh sách cán bộ\n\n" + TEXT).encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "nfd", "windows-1258", "tcvn3", "semicolon", "tab", "crlf", "banner"],
)
def test_text_files(data: bytes) -> None:
    table = read("a.csv", data, WORDS)
    assert [row.cells["ho va ten"] for row in table.rows] == ["Nguyễn Thị Phượng", "Đặng Văn Ước"]
    assert table.rows[0].cells["so dinh danh"] == "001185000123"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "trống"),
        (b"   \n", "trống"),
        (b"PK\x03\x04" + b"\0" * 300, "Excel"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Excel"),
        (b"%PDF-1.7\n\xe2\xe3\0\xcf", "Excel"),
        ("Họ và tên,Họ và tên,Ngày sinh\na,b,c\n".encode(), "hai lần"),
        (b"mot hai ba\nbon nam sau\n", "tiêu đề"),
        ("NguyeÃn Vaên AÙnh,x\nLeâ Thò Höông,x\n".encode("latin-1", "ignore") * 3, "phông"),
        (b"x" * (20 * 2**20 + 1), "MB"),
    ],
    ids=["empty", "blank", "zip", "ole", "pdf", "twice", "no header", "vni", "large"],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableTable, match=words):
        read("a.csv", data, WORDS)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("people.tabular.reading.MAX_ROWS", 2)
    with pytest.raises(UnreadableTable, match="2"):
        read("a.xlsx", plain(HEAD, PERSON, PERSON, PERSON), WORDS)


def reads_or_refuses(data: bytes) -> None:
    with suppress(UnreadableTable):
        assert isinstance(read("a", data, WORDS), Table)


@given(st.binary(max_size=400))
def test_no_bytes_crash(data: bytes) -> None:
    reads_or_refuses(data)


@given(st.binary(max_size=200), st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xef\xbb\xbf"]))
def test_no_damaged_file_crashes(data: bytes, beginning: bytes) -> None:
    reads_or_refuses(beginning + data)


@given(st.text(max_size=300))
def test_no_text_crashes(text: str) -> None:
    reads_or_refuses(("Họ và tên,Số định danh\n" + text).encode("utf-8", "replace"))


def test_a_moment_of_excel_is_its_day() -> None:
    assert only_row(plain(HEAD, ["A B", "1", datetime.fromisoformat("2026-03-05T17:30")]))["ngay sinh"] == date(
        2026, 3, 5
    )
