"""Reading cells: each function gives the value, or says in a sentence what is wrong."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from people.folding import fold

DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?")
YES, NO = {"co", "x", "1", "true", "dung", "yes"}, {"khong", "0", "false", "sai", "no"}
NATIONAL_DIGITS = 9
FIRST_YEAR, LAST_YEAR = 1900, 2100
NOT_IN_NAMES = re.compile(r"[0-9<>@#$%^*=\\/]")


class BadValue(Exception):
    """The cell cannot be read; `str(error)` says why."""


def as_text(cell: Any) -> str:
    """Text as it is; a number as it is written."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return str(cell).strip()


def as_identifier(cell: Any) -> str:
    """A number that names something: leading zeros of text stay, spaces and Excel's apostrophe go."""
    return re.sub(r"\s", "", as_text(cell)).lstrip("'")


def as_date(cell: Any) -> date:
    """An Excel date, dd/mm/yyyy (also with . or -), or yyyy-mm-dd.

    Raises:
        BadValue: not such a date, no day of the calendar, or a year of two digits.
    """
    if isinstance(cell, date):
        return _in_range(cell)
    text = as_text(cell)
    if match := DAY.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        raise BadValue(_("Not a date. Write day/month/year, such as 05/03/2026."))
    try:
        return _in_range(date(year, month, day))
    except ValueError as fault:
        raise BadValue(_("There is no such day in the calendar.")) from fault


def _in_range(day: date) -> date:
    if not FIRST_YEAR < day.year < LAST_YEAR:
        raise BadValue(_("The year cannot be right."))
    return day


def as_email(cell: Any) -> str:
    """An e-mail address in small letters."""
    text = as_text(cell).lower()
    try:
        validate_email(text)
    except ValidationError as fault:
        raise BadValue(_("Not an e-mail address.")) from fault
    return text


def as_phone(cell: Any) -> str:
    """A Vietnamese number as +84…; also one whose leading zero Excel has lost."""
    digits = re.sub(r"[\s.\-()]", "", as_text(cell)).lstrip("'")
    national = re.sub(r"^(?:\+84|0084|84(?=\d{9}$)|0)", "", digits)
    if not national.isdecimal() or not NATIONAL_DIGITS <= len(national) <= NATIONAL_DIGITS + 1:
        raise BadValue(_("Not a phone number of Vietnam: 10 digits, such as 0912 345 678."))
    return f"+84{national}"


def as_bool(cell: Any) -> bool:
    """Có or không, x, 1 or 0."""
    if isinstance(cell, bool):
        return cell
    word = fold(as_text(cell))
    if word in YES | NO:
        return word in YES
    raise BadValue(_("Write có or không."))


def as_name(cell: Any) -> str:
    """A name of a person; one in capitals only as names are written: NGUYỄN THỊ ÁNH becomes Nguyễn Thị Ánh."""
    text = " ".join(unicodedata.normalize("NFC", as_text(cell)).split())
    if NOT_IN_NAMES.search(text):
        raise BadValue(_("A name has no digits or signs."))
    return text.title() if text.isupper() else text
