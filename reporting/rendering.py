"""Reports as Excel files: dates are dates, numbers are numbers, text stays text (DESIGN promise 12)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from reporting.selectors import LearningRow


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its heading, what a row shows in it, and how wide it is, in characters."""

    heading: str
    value: Callable[[Any], Any]
    width: int = 16


def learning_columns() -> list[Column]:
    """The columns of the learning report, the same as on the screen."""
    return [
        Column(_("Full name"), lambda row: row.person, 26),
        Column(_("User name"), lambda row: row.username, 16),
        Column(_("Unit"), lambda row: row.post.unit, 34),
        Column(_("Position"), lambda row: row.post.title, 30),
        Column(_("Staff group"), lambda row: row.post.staff_group, 20),
        Column(_("Course"), lambda row: row.course, 48),
        Column(_("State"), lambda row: str(row.state.label), 14),
        Column(_("Progress, %"), lambda row: row.progress, 12),
        Column(_("Enrolled on"), lambda row: row.enrolled_on, 14),
        Column(_("Due on"), lambda row: row.due_on, 14),
        Column(_("Completed on"), lambda row: row.completed_on, 14),
        Column(_("Certificate"), lambda row: row.certificate, 14),
    ]


def learning_workbook(rows: Iterable[LearningRow]) -> bytes:
    """The learning report as .xlsx."""
    return workbook(_("Enrolments and completions"), learning_columns(), rows)


def workbook(title: str, columns: Sequence[Column], rows: Iterable[Any]) -> bytes:
    """A one-sheet .xlsx with a fixed heading row and a filter. No cell is a formula or a link, whatever it holds."""
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(file, options) as book:
        heading = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        sheet = book.add_worksheet(title[:31])
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, column.heading, heading)
        last = 0
        for last, row in enumerate(rows, start=1):
            for index, column in enumerate(columns):
                _write(sheet, last, index, column.value(row), day)
        sheet.autofilter(0, 0, last, len(columns) - 1)
    return file.getvalue()


def _write(sheet: Any, line: int, index: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(line, index, value, day)
    elif isinstance(value, int | float):
        sheet.write_number(line, index, value)
    elif value:
        sheet.write_string(line, index, str(value))
