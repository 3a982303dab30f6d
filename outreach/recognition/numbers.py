"""Document numbers and dates as they stand in a head: what is printed, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from outreach.recognition.lines import LOOKALIKES

# A type or agency: capitals and the odd small letter (QĐ, TTg, BGD&ĐT), perhaps with a term (QH15, UBTVQH11).
_TOKEN = r"[A-ZĐ][A-ZĐƯa-zđư&]{0,14}\d{0,3}"
# Agencies are joined by hyphens; a scan may leave a space inside a joint abbreviation ("BGD ĐT-BNV").
_AGENCIES = rf"{_TOKEN}(?:-{_TOKEN}|[ ][A-ZĐ&]{{1,14}}(?=-))*"
_SERIAL = r"\d{1,6}(?:\.\d{1,3})?[a-zđ]?"

NUMBER = re.compile(
    rf"""(?<![\w./-])(?:
        {_SERIAL}/\d{{4}}/{_AGENCIES}          # 59/2023/NĐ-CP, 10/2022/QH15, 66.17/2026/NQ-CP
      | {_SERIAL}/\d{{4}}/-{_TOKEN}            # 43/2010/-TTg: the type was lost
      | {_SERIAL}-{_TOKEN}/{_TOKEN}            # 21-KL/TW: the Party's form
      | {_SERIAL}/{_AGENCIES}                  # 346/QĐ-TTg, 820/HĐPB
    )(?![\w/])""",
    re.VERBOSE,
)
#: No number is longer than this: a joint circular of four agencies has 45 characters.
MAX_NUMBER = 60
#: No place and date are longer than this.
MAX_CELL = 150

_LOST_TYPE = re.compile(r"/\d{4}/-")
_LABELLED = re.compile(r"(?:(?P<before>[^\d:/]{0,60}?)\s)?[Ss][Ốố]\s*(?P<colon>:?)\s*(?P<number>.*)$", re.DOTALL)
#: "Số: /NQ-HĐND", "Số: …/2024/NQ-HĐND": the place of the number was left open.
_OPEN_NUMBER = re.compile(rf"[\s.…_]*(?:/(?:\d{{4}}/)?{_AGENCIES}(?![\w/])|$)")

_WORDS_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})(?!\d)", re.IGNORECASE)
_FIGURES_DATE = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/-])")
_PLACE_AND_DATE = re.compile(
    r"(?:(?P<place>[^\d,;:]{2,60}),\s*)?(?P<date>ngày\b.*?\btháng\b.*?\bnăm\b[\s.…_]*(?:\d{2,4})?)\s*\.?$",
    re.IGNORECASE,
)


def find_number(text: str) -> str:
    """The first document number in `text` as printed, or ""."""
    match = NUMBER.search(text.translate(LOOKALIKES))
    return text[match.start() : match.end()] if match and len(match[0]) <= MAX_NUMBER else ""


def is_malformed(number: str) -> bool:
    """Whether a part of the number was lost ("43/2010/-TTg")."""
    return bool(_LOST_TYPE.search(number))


@dataclass(frozen=True, slots=True)
class LabelledNumber:
    """The number after "Số:", "" when its place was left open, and what stands before and after it on the line."""

    number: str
    before: str
    after: str


def labelled_number(cell: str) -> LabelledNumber | None:
    """What "Số: 12/NQ-HĐND" or "Luật số: 47/2014/QH13" says; None when the cell is about something else."""
    label = _LABELLED.match(cell)
    if label is None:
        return None
    text, before = label["number"], label["before"] or ""
    found = NUMBER.match(text.translate(LOOKALIKES))
    if found and found.end() <= MAX_NUMBER:
        return LabelledNumber(text[: found.end()], before, text[found.end() :].strip(" ,"))
    if label["colon"] and (open_place := _OPEN_NUMBER.match(text.translate(LOOKALIKES))):
        return LabelledNumber("", before, text[open_place.end() :].strip(" ,"))
    return None


def find_date(text: str) -> date | None:
    """The first full date in `text` ("ngày 03 tháng 7 năm 2024", 14/8/2023, 15-7-2022, 1.1.2026), or None.

    A year, a month, a term of office (2021-2026), a recurring day or an impossible day is no date. Line breaks may
    stand inside.
    """
    in_words = _WORDS_DATE.search(text)
    in_figures = _FIGURES_DATE.search(text)
    if in_words and (not in_figures or in_words.start() < in_figures.start()):
        return _make_date(in_words[3], in_words[2], in_words[1])
    return _make_date(in_figures[4], in_figures[3], in_figures[1]) if in_figures else None


def _make_date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def place_and_date(cell: str) -> tuple[str, str] | None:
    """("Hà Nội", "ngày 10 tháng 11 năm 2022") of a head's place and date, even one left open; None for other cells."""
    match = _PLACE_AND_DATE.match(cell) if len(cell) <= MAX_CELL else None
    return (match["place"] or "", match["date"]) if match else None


def has_full_date(text: str) -> bool:
    """Whether a day, month and year are written out, existing or not."""
    return bool(_WORDS_DATE.search(text) or _FIGURES_DATE.search(text))
