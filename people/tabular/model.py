"""What reading yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


class UnreadableTable(Exception):
    """The file cannot be read as a table; `str(error)` says why and what to do."""


@dataclass(frozen=True, slots=True)
class CellError:
    """What stands in place of a value in text saved by Excel: #N/A, #REF!, …; in Excel files such cells are empty."""

    text: str


Cell = str | date | Decimal | bool | CellError | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row under the header: its number as Excel shows it, its cells by folded header."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, folded headers, rows that hold something, and what was left aside."""

    sheet: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
