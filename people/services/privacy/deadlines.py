"""By when a request about personal data is answered and finished (NĐ 356/2025/NĐ-CP)."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings

from people.enums import DataRequestKind

# An answer, in working days.
ANSWER_WORKING_DAYS = 2
# The end, in days of the calendar; settings.DATA_REQUEST_DAYS may say otherwise for a kind.
FINISH_DAYS: dict[str, int] = {
    DataRequestKind.SEE: 10,
    DataRequestKind.CORRECT: 10,
    DataRequestKind.DELETE: 10,
    DataRequestKind.RESTRICT: 15,
    DataRequestKind.OBJECT: 15,
}
MOST_EXTENSION_DAYS = 15
# Month and day. Tết, Giỗ Tổ, the second day of Quốc khánh and swapped days move from year to year: settings.HOLIDAYS
# lists such dates.
FIXED_HOLIDAYS = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Monday to Friday, no public holiday."""
    if day.weekday() >= SATURDAY or (day.month, day.day) in FIXED_HOLIDAYS:
        return False
    return day not in getattr(settings, "HOLIDAYS", ())


def after_working_days(day: date, count: int) -> date:
    """So many working days later. The day itself does not count (Bộ luật Dân sự Điều 147)."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def finish_days(kind: str) -> int:
    """How many days a request of the kind may take."""
    return {**FINISH_DAYS, **getattr(settings, "DATA_REQUEST_DAYS", {})}[kind]


def deadlines(kind: str, asked_on: date) -> tuple[date, date]:
    """The last days to answer and to finish a request made on that day."""
    return after_working_days(asked_on, ANSWER_WORKING_DAYS), asked_on + timedelta(days=finish_days(kind))
