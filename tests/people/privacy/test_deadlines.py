"""When requests are due: two working days to answer, then the days of the kind."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import Settings

from people.enums import DataRequestKind
from people.services.privacy.deadlines import after_working_days, deadlines, is_working_day


@pytest.mark.parametrize(
    ("asked", "answer_by"),
    [
        pytest.param(date(2026, 11, 23), date(2026, 11, 25), id="monday"),
        pytest.param(date(2026, 11, 26), date(2026, 11, 30), id="thursday, over the weekend"),
        pytest.param(date(2026, 11, 27), date(2026, 12, 1), id="friday"),
        pytest.param(date(2026, 11, 28), date(2026, 12, 1), id="saturday"),
        pytest.param(date(2026, 11, 29), date(2026, 12, 1), id="sunday"),
        pytest.param(date(2026, 4, 29), date(2026, 5, 5), id="before 30 April and 1 May, then a weekend"),
        pytest.param(date(2026, 12, 31), date(2027, 1, 5), id="before New Year, a Friday"),
        pytest.param(date(2026, 9, 1), date(2026, 9, 4), id="before National Day"),
    ],
)
def test_answer_within_two_working_days(asked: date, answer_by: date) -> None:
    assert after_working_days(asked, 2) == answer_by


def test_holidays_that_move_come_from_the_settings(settings: Settings) -> None:
    """Tết of 2027 begins on 5 February."""
    asked = date(2027, 2, 4)
    assert after_working_days(asked, 2) == date(2027, 2, 8)
    settings.HOLIDAYS = [date(2027, 2, day) for day in range(5, 11)]
    assert after_working_days(asked, 2) == date(2027, 2, 12)
    assert not is_working_day(date(2027, 2, 8))


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        (DataRequestKind.SEE, 10),
        (DataRequestKind.CORRECT, 10),
        (DataRequestKind.DELETE, 10),
        (DataRequestKind.RESTRICT, 15),
        (DataRequestKind.OBJECT, 15),
    ],
)
def test_time_to_finish_depends_on_the_kind(kind: DataRequestKind, days: int) -> None:
    asked = date(2026, 11, 23)
    assert (deadlines(kind, asked)[1] - asked).days == days


def test_a_ward_may_say_otherwise_for_one_kind(settings: Settings) -> None:
    settings.DATA_REQUEST_DAYS = {"delete": 20}
    asked = date(2026, 11, 1)
    assert deadlines("delete", asked)[1] == date(2026, 11, 21)
    assert deadlines("see", asked)[1] == date(2026, 11, 11)
