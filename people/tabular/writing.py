"""Spreadsheets that open: typed cells, text that stays text, no formula from data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import xlsxwriter
from django.utils.translation import gettext as _

# What a spreadsheet would take for the beginning of a formula.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
TEMPLATE_ROWS = 1000
WIDTH = 22
OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, what heads it, what it holds, whether it must be filled in, what to know, what to choose."""

    key: str
    label: Any
    kind: Literal["text", "date", "number", "choice"]
    required: bool = False
    help: Any = ""
    choices: tuple[str, ...] = ()


def template_xlsx(columns: Sequence[Column], examples: Sequence[Mapping[str, Any]]) -> bytes:
    """An empty table to fill in: a frozen header, examples, drop-downs, and a sheet that explains each column."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        formats = _formats(book)
        sheet = book.add_worksheet(_("Data"))
        _head(sheet, columns, formats)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, WIDTH, formats[column.kind])
            if column.choices:
                _offer(book, sheet, index, column)
        for line, example in enumerate(examples, start=1):
            _line(sheet, line, columns, example, formats)
        _explain(book, columns, formats)
    return file.getvalue()


def export_xlsx(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], title: str) -> bytes:
    """Rows by the key of their column: dates as dates, numbers as numbers, all else as text."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        formats = _formats(book)
        sheet = book.add_worksheet(title[:31])
        _head(sheet, columns, formats)
        for index in range(len(columns)):
            sheet.set_column(index, index, WIDTH)
        for line, row in enumerate(rows, start=1):
            _line(sheet, line, columns, row, formats)
    return file.getvalue()


def export_csv(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The same as text that Excel opens with every letter; a cell that looks like a formula gets an apostrophe."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(str(column.label) for column in columns)
    writer.writerows([_harmless(row.get(column.key)) for column in columns] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(DANGEROUS) else text


def _formats(book: Any) -> dict[str, Any]:
    text = {"num_format": "@"}
    return {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "text": book.add_format(text),
        "choice": book.add_format(text),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "number": book.add_format({"num_format": "#,##0.##"}),
    }


def _head(sheet: Any, columns: Sequence[Column], formats: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(columns):
        sheet.write_string(0, index, str(column.label), formats["head"])


def _line(sheet: Any, line: int, columns: Sequence[Column], row: Mapping[str, Any], formats: Mapping[str, Any]) -> None:
    for index, column in enumerate(columns):
        value = row.get(column.key)
        if value is None or value == "":
            continue
        if isinstance(value, date):
            sheet.write_datetime(line, index, value, formats["date"])
        elif column.kind == "number" and isinstance(value, int | float | Decimal):
            sheet.write_number(line, index, value, formats["number"])
        else:
            sheet.write_string(line, index, str(value), formats["text"])


def _offer(book: Any, sheet: Any, index: int, column: Column) -> None:
    """A drop-down; its words stand in a sheet of their own, because a list in the cell is limited to 255 letters."""
    lists = book.get_worksheet_by_name("_") or book.add_worksheet("_")
    lists.hide()
    for line, choice in enumerate(column.choices):
        lists.write_string(line, index, choice)
    letter = xlsxwriter.utility.xl_col_to_name(index)
    source = f"='_'!${letter}$1:${letter}${len(column.choices)}"
    sheet.data_validation(
        1, index, TEMPLATE_ROWS, index, {"validate": "list", "source": source, "error_type": "warning"}
    )


def _explain(book: Any, columns: Sequence[Column], formats: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(_("How to fill in"))
    sheet.set_column(0, 2, WIDTH)
    sheet.set_column(3, 3, 3 * WIDTH)
    for index, heading in enumerate((_("Column"), _("Must be filled in"), _("Holds"), _("What to know"))):
        sheet.write_string(0, index, heading, formats["head"])
    kinds = {"text": _("text"), "date": _("date"), "number": _("number"), "choice": _("one of the list")}
    for line, column in enumerate(columns, start=1):
        cells = (column.label, _("yes") if column.required else _("no"), kinds[column.kind], column.help)
        for index, value in enumerate(cells):
            sheet.write_string(line, index, str(value))
