"""Bringing people and units in from a file: what each row means, what it would change, and doing all of it or nothing.

`plan_people` and `plan_units` read a table against the database and change nothing; `apply_*` do what a plan without
faults says. A second upload of the same file plans no change.
"""

from people.importing.headers import header_names, missing_columns
from people.importing.people import PEOPLE_COLUMNS, PeoplePlan, apply_people, plan_people
from people.importing.plans import Fault, report_of
from people.importing.units import UNIT_COLUMNS, UnitsPlan, apply_units, plan_units

__all__ = [
    "PEOPLE_COLUMNS",
    "UNIT_COLUMNS",
    "Fault",
    "PeoplePlan",
    "UnitsPlan",
    "apply_people",
    "apply_units",
    "header_names",
    "missing_columns",
    "plan_people",
    "plan_units",
    "report_of",
]
