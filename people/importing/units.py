"""Units from a file: one row a unit, known by its code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.enums import UnitKind
from people.folding import fold
from people.importing.plans import Plan, Reader
from people.models import OrganisationUnit, User
from people.services import log
from people.tabular import Row, Table
from people.tabular.values import BadValue, as_date, as_identifier, as_text
from people.tabular.writing import Column

UNIT_COLUMNS = {
    column.key: column
    for column in (
        Column("code", gettext_lazy("Unit code"), "text", True, gettext_lazy("Known by this code ever after.")),
        Column("name", gettext_lazy("Unit name"), "text", True, ""),
        Column("kind", gettext_lazy("Kind of unit"), "choice", False, "", tuple(str(k.label) for k in UnitKind)),
        Column("parent", gettext_lazy("Code of the unit above"), "text", False, gettext_lazy("Empty: your own unit.")),
        Column("starts_on", gettext_lazy("From"), "date", False, "dd/mm/yyyy"),
        Column("ends_on", gettext_lazy("To"), "date", False, gettext_lazy("The last day, when the unit has ended.")),
    )
}


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A row that adds or changes a unit."""

    row: int
    code: str
    parent: str
    fields: dict[str, Any]


@dataclass(slots=True)
class UnitsPlan(Plan):
    """What the file would do to units."""

    units: list[PlannedUnit] = field(default_factory=list)


def plan_units(table: Table, headers: dict[str, str], root: OrganisationUnit) -> UnitsPlan:
    """Read the table against the units at and below `root`. Nothing is changed."""
    plan = UnitsPlan(rows=len(table.rows), notes=list(table.notes))
    reader = Reader(UNIT_COLUMNS, headers, plan)
    known = {unit.code: unit for unit in OrganisationUnit.objects.filter(path__startswith=root.path)}
    elsewhere = set(OrganisationUnit.objects.exclude(path__startswith=root.path).values_list("code", flat=True))
    seen: dict[str, int] = {}
    for row in table.rows:
        _plan_row(row, reader, plan, root, known, elsewhere, seen)
    return plan


def _plan_row(
    row: Row,
    reader: Reader,
    plan: UnitsPlan,
    root: OrganisationUnit,
    known: dict[str, OrganisationUnit],
    elsewhere: set[str],
    seen: dict[str, int],
) -> None:
    before = len(plan.faults)
    code = reader.value(row, "code", as_identifier)
    fields = {
        "name": reader.value(row, "name", as_text),
        "kind": reader.value(row, "kind", _kind),
        "starts_on": reader.value(row, "starts_on", as_date),
        "ends_on": reader.value(row, "ends_on", as_date),
    }
    parent = reader.value(row, "parent", as_identifier) or root.code
    label = str(UNIT_COLUMNS["code"].label)
    if code in seen:
        plan.refuse(row.number, label, code, _("Row %(row)d has this code too.") % {"row": seen[code]})
    if code in elsewhere:
        plan.refuse(row.number, label, code, _("Another ward has a unit with this code."))
    if code not in known and parent not in known and parent not in seen:
        message = _("There is no unit with this code above this row or in the system.")
        plan.refuse(row.number, str(UNIT_COLUMNS["parent"].label), parent, message)
    begins, ends = fields["starts_on"], fields["ends_on"]
    if begins and ends and ends < begins:
        message = _("The last day must not be before the first day.")
        plan.refuse(row.number, str(UNIT_COLUMNS["ends_on"].label), _shown(ends), message)
    if code:
        seen.setdefault(code, row.number)
    if len(plan.faults) > before:
        return
    given = {name: value for name, value in fields.items() if value is not None}
    unit = known.get(code)
    if unit is None:
        plan.added += 1
        plan.changes.append(f"{code}: {fields['name']}")
    elif any(getattr(unit, name) != value for name, value in given.items()):
        plan.changed += 1
        plan.changes.append(f"{code}: {unit.name} → {fields['name']}")
    else:
        return
    plan.units.append(PlannedUnit(row.number, code, parent, given))


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _kind(cell: Any) -> str:
    wanted = fold(as_text(cell))
    for kind in UnitKind:
        if wanted in {fold(str(kind.label)), kind.value}:
            return kind.value
    kinds = ", ".join(str(kind.label) for kind in UnitKind)
    raise BadValue(_("Not a kind of unit; write one of: %(kinds)s.") % {"kinds": kinds})


@transaction.atomic
def apply_units(plan: UnitsPlan, *, acting_user: User | None) -> None:
    """Do what the plan says, in the order of the file: parents stand above their children."""
    for planned in plan.units:
        unit = OrganisationUnit.objects.filter(code=planned.code).first()
        if unit is None:
            parent = OrganisationUnit.objects.get(code=planned.parent)
            unit = parent.add_child(code=planned.code, **planned.fields)
            log(acting_user, "people.import_unit", unit, row=planned.row)
        else:
            for name, value in planned.fields.items():
                setattr(unit, name, value)
            unit.save()
            log(acting_user, "people.import_unit", unit, row=planned.row, fields=sorted(planned.fields))
