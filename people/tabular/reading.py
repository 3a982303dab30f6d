"""From a file to a table: Excel and text, banners above the header, blank rows, several sheets."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineWorkbook

from people.folding import fold
from people.tabular.encodings import decode
from people.tabular.model import Cell, CellError, Row, Table, UnreadableTable

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 50_000
HEADER_WITHIN = 20
# A header has at least so many of the expected words, when any are expected.
ENOUGH_WORDS = 2
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DELIMITERS = ",;\t"
ERROR_PREFIX = "#"

Values = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it came: rows from the first on, and the number of that first row."""

    name: str
    rows: list[Values]
    first_number: int


def read(name: str, data: bytes, expected: Iterable[str] = ()) -> Table:
    """Read a file. `expected` are folded words that head columns; they find the header row, and the sheet.

    Raises:
        UnreadableTable: empty, too large, damaged, protected, in an unknown encoding, without a header row, with a
            header twice, or with too many rows.
    """
    if not data.strip():
        raise UnreadableTable(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise UnreadableTable(_("The file is too large: at most %(limit)d MB.") % {"limit": MAX_BYTES // 2**20})
    sheets = _workbook(data) if data.startswith((ZIP, OLE)) else [_text(name, data)]
    words = set(expected)
    scored = [(_find_header(sheet, words), sheet) for sheet in sheets]
    found = [(header, sheet) for header, sheet in scored if header is not None]
    if not found:
        raise UnreadableTable(_("No header row was found: the first row with the names of the columns."))
    (position, _score), sheet = max(found, key=lambda pair: pair[0][1])
    notes = [
        _("The sheet “%(sheet)s” was left aside.") % {"sheet": other.name}
        for other in sheets
        if other is not sheet and any(_is_filled(row) for row in other.rows[:HEADER_WITHIN])
    ]
    return _table(sheet, position, notes)


def _workbook(data: bytes) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_sheet(book, name) for name in book.sheet_names]
    except UnreadableTable:
        raise
    except Exception as fault:  # calamine raises many kinds, some of Rust's own; all mean the same to the person
        raise UnreadableTable(_("Excel's file is damaged or protected by a password.")) from fault


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    start = sheet.start
    # Rows above the first that holds something are not handed out; the numbers must be those Excel shows.
    return Sheet(name, list(sheet.to_python(skip_empty_area=True)), (start[0] if start else 0) + 1)


def _text(name: str, data: bytes) -> Sheet:
    text = decode(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        rows: list[Values] = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False))
    except csv.Error as fault:
        raise UnreadableTable(_("The text is no table: its columns cannot be told apart.")) from fault
    return Sheet(name, rows, 1)


def _is_filled(row: Values) -> bool:
    return any(value not in {"", None} for value in row if not isinstance(value, list))


def _find_header(sheet: Sheet, expected: set[str]) -> tuple[int, int] | None:
    """Position of the header row and how well it fits; None when no row can be one."""
    best: tuple[int, int] | None = None
    for position, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        names = {fold(value) for value in row if isinstance(value, str) and value.strip()}
        fit = len(names & expected) if expected else len(names)
        if fit >= min(ENOUGH_WORDS, len(expected) or ENOUGH_WORDS) and (best is None or fit > best[1]):
            best = (position, fit)
    return best


def _table(sheet: Sheet, position: int, notes: list[str]) -> Table:
    headers = [fold(value) if isinstance(value, str) else "" for value in sheet.rows[position]]
    twice = sorted({header for header in headers if header and headers.count(header) > 1})
    if twice:
        raise UnreadableTable(_("These columns are there twice: %(names)s.") % {"names": ", ".join(twice)})
    rows = list(_rows(sheet, position, headers))
    return Table(sheet.name, tuple(header for header in headers if header), tuple(rows), tuple(notes))


def _rows(sheet: Sheet, position: int, headers: list[str]) -> Iterator[Row]:
    count = 0
    for offset, row in enumerate(sheet.rows[position + 1 :], start=position + 1):
        if not _is_filled(row):
            continue
        cells = {header: _cell(value) for header, value in zip(headers, row, strict=False) if header}
        if all(cell is None for cell in cells.values()):
            continue
        count += 1
        if count > MAX_ROWS:
            raise UnreadableTable(_("More than %(limit)d rows. Split the file.") % {"limit": MAX_ROWS})
        yield Row(sheet.first_number + offset, cells)


def _cell(value: Any) -> Cell:
    """A value of Excel or of text: dates as dates, whole numbers without ".0", text in NFC, nothing as None."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value)
    text = " ".join(unicodedata.normalize("NFC", str(value)).split())
    if text.startswith(ERROR_PREFIX) and text.upper() in ERRORS:
        return CellError(text)
    return text or None


ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}


def _number(value: float) -> Cell:
    if value != value or value in {float("inf"), float("-inf")}:
        return CellError(str(value))
    return Decimal(int(value)) if float(value).is_integer() else Decimal(repr(value))
