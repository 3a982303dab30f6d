"""What plans share: faults by row and field, and reading the cells of a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from people.tabular import CellError, Row
from people.tabular.values import BadValue
from people.tabular.writing import Column

# More than anybody reads; the count is told in full.
FAULTS_SHOWN = 500
CHANGES_SHOWN = 100

Parser = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: the row as Excel numbers it, the column's label ("" for the whole row), the value, and why."""

    row: int
    column: str
    value: str
    message: str


@dataclass(slots=True)
class Plan:
    """What a file would do. Nothing is done while there are faults."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    closed: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # Lines for a person to read, in the order of the file.
    changes: list[str] = field(default_factory=list)

    def refuse(self, row: int, column: str, value: object, message: object) -> None:
        """Note a fault."""
        self.faults.append(Fault(row, column, str(value if value is not None else ""), str(message)))


def report_of(plan: Plan) -> dict[str, Any]:
    """The plan as JSON for the screen: counts in full, the first faults and changes."""
    return {
        "rows": plan.rows,
        "added": plan.added,
        "changed": plan.changed,
        "closed": plan.closed,
        "fault_count": len(plan.faults),
        "faults": [
            {"row": fault.row, "column": fault.column, "value": fault.value, "message": fault.message}
            for fault in plan.faults[:FAULTS_SHOWN]
        ],
        "notes": plan.notes,
        "changes": plan.changes[:CHANGES_SHOWN],
    }


class Reader:
    """Reads the cells of a row by the key of their column; what cannot be read is a fault of the plan."""

    def __init__(self, columns: Mapping[str, Column], headers: Mapping[str, str], plan: Plan) -> None:
        self.columns = columns
        # Key of the column by the header it goes by in this file.
        self.headers = headers
        self.plan = plan

    def value(self, row: Row, key: str, parse: Parser) -> Any:
        """The cell as `parse` reads it; None when it is empty or wrong, which is then noted."""
        header = self.headers.get(key)
        cell = row.cells.get(header) if header is not None else None
        label = self.columns[key].label
        if isinstance(cell, CellError):
            self.plan.refuse(row.number, label, cell.text, _("Excel shows an error in this cell."))
            return None
        if cell is None or cell == "":
            if self.columns[key].required:
                self.plan.refuse(row.number, label, "", _("This must be filled in."))
            return None
        try:
            return parse(cell)
        except BadValue as fault:
            self.plan.refuse(row.number, label, cell, fault)
            return None
