"""A person's own data as files: JSON for machines, Excel for people. Each holds everything there is."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import User
from people.services.audit import log
from people.services.privacy.holding import Held, data_of, work_of

JSON = "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a cell and the name of a sheet can hold, and the first year Excel's days know.
MOST_IN_A_CELL = 32_767
MOST_IN_A_SHEET_NAME = 31
FIRST_YEAR = 1900
SHEET_NAME_MARKS = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def log_download(person: User, kind: str) -> None:
    """A download is in the audit trail, also one's own."""
    log(person, "people.download_own_data", person, kind=kind)


def as_json(person: User) -> bytes:
    """Everything held about the person: {"person", "made_at", "held": [kind, …], "work": [count, …]}, UTF-8.

    A kind is {"kind", "name", "purpose", "basis", "kept_for", "rows"}; a row names its columns in the language of the
    page. Days and moments are ISO 8601, the latter with the ward's offset.
    """
    content = {
        "person": person.get_full_name(),
        "made_at": timezone.localtime(),
        "held": [_kind(held) for held in data_of(person).values()],
        "work": [{"kind": work.label, "name": work.name, "count": work.count} for work in work_of(person)],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, cls=_Encoder).encode()


class _Encoder(DjangoJSONEncoder):
    """Scores are numbers in the file, not text."""

    def default(self, o: Any) -> Any:
        return float(o) if isinstance(o, Decimal) else super().default(o)


def _kind(held: Held) -> dict[str, Any]:
    return {
        "kind": held.label,
        "name": held.name,
        "purpose": str(held.data.purpose),
        "basis": str(held.data.basis),
        "kept_for": str(held.data.kept_for),
        "count": held.count,
        "rows": [dict(zip(held.columns, row, strict=True)) for row in held.rows],
    }


def as_xlsx(person: User) -> bytes:
    """The same as a workbook: a sheet that says what there is and why, then one a kind. No cell is a formula."""
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
    held = list(data_of(person).values())
    with xlsxwriter.Workbook(file, options) as book:
        sheets = _Sheets(book)
        overview = [(kind.name, kind.count, *map(str, _reasons(kind))) for kind in held]
        made = [(work.name, work.count, _("Made or handled by you in your duties"), "", "") for work in work_of(person)]
        headings = (_("Kind"), _("How many"), _("Purpose"), _("Legal basis"), _("Kept for"))
        sheets.add(_("Overview"), headings, [*overview, *made])
        for kind in held:
            if kind.columns:
                sheets.add(kind.name, kind.columns, kind.rows)
    return file.getvalue()


def _reasons(held: Held) -> tuple[Any, Any, Any]:
    return held.data.purpose, held.data.basis, held.data.kept_for


class _Sheets:
    """The sheets of a workbook: names that Excel takes, headings that stay in sight, typed cells."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.taken: set[str] = set()
        self.heading = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"})
        self.moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "align": "left", "valign": "top"})

    def add(self, name: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        """One sheet."""
        sheet = self.book.add_worksheet(self._free(name))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 28)
        for index, column in enumerate(columns):
            sheet.write_string(0, index, column, self.heading)
        for line, row in enumerate(rows, start=1):
            for index, value in enumerate(row):
                self._write(sheet, line, index, value)

    def _free(self, name: str) -> str:
        """The name as Excel takes it, no other sheet's."""
        plain = name.translate(SHEET_NAME_MARKS).strip()[:MOST_IN_A_SHEET_NAME]
        free, number = plain, 1
        while free.casefold() in self.taken:
            number += 1
            free = f"{plain[: MOST_IN_A_SHEET_NAME - 4]} ({number})"
        self.taken.add(free.casefold())
        return free

    def _write(self, sheet: Any, line: int, index: int, value: Any) -> None:
        match value:
            case None | "":
                pass
            case datetime() if value.year >= FIRST_YEAR:
                sheet.write_datetime(line, index, value.replace(tzinfo=None), self.moment)
            case date() if value.year >= FIRST_YEAR:
                sheet.write_datetime(line, index, value, self.day)
            case int() | float() | Decimal():
                sheet.write_number(line, index, float(value))
            case _:
                sheet.write_string(line, index, _cell_text(value), self.text)


def _cell_text(value: Any) -> str:
    """As text; what a cell cannot hold is cut, and the cell says where the whole is."""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
    if len(text) <= MOST_IN_A_CELL:
        return text
    more = _("… (cut here; the JSON file has the whole)")
    return text[: MOST_IN_A_CELL - len(more)] + more
