"""The marks that open a unit of a Vietnamese legal text, and the numbers they carry.

Units nest phần > chương > mục > tiểu mục > điều > khoản > điểm (Decree 30/2020/NĐ-CP, annex I). All of it looks at one
line; whether a mark really opens a unit depends on what stands before it and is decided in `tree`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """The units from the outermost to the innermost; the values are stable and stored."""

    PHAN = "phan"
    CHUONG = "chuong"
    MUC = "muc"
    TIEU_MUC = "tieu_muc"
    DIEU = "dieu"
    KHOAN = "khoan"
    DIEM = "diem"

    @property
    def rank(self) -> int:
        """0 for the outermost level, 6 for the innermost."""
        return _RANKS[self]

    @property
    def is_heading(self) -> bool:
        """Whether the unit only groups articles and so carries a title."""
        return self.rank < Level.DIEU.rank


_RANKS = {level: rank for rank, level in enumerate(Level)}

#: Legal terms as they are cited ("điểm a khoản 2 Điều 1"): part of the law's language, not of the screen's.
CITED_AS = {
    Level.PHAN: "Phần",
    Level.CHUONG: "Chương",
    Level.MUC: "Mục",
    Level.TIEU_MUC: "Tiểu mục",
    Level.DIEU: "Điều",
    Level.KHOAN: "khoản",
    Level.DIEM: "điểm",
}

#: The letters that number điểm: no f, j, w, z, and đ after d.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
#: A letter outside the alphabet sorts right after the one before it.
STRAY_LETTERS = {"f": "e", "j": "i", "w": "v", "z": "y"}
#: "Phần thứ nhất"; no Vietnamese law has more than ten parts.
ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
ORDINAL_VARIANTS = {"bốn": "tư", "bẩy": "bảy"}
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@dataclass(frozen=True, slots=True)
class Number:
    """The place of a unit among its siblings: ``5`` → (5, ""), ``5a`` → (5, "a"), điểm ``đ`` → (5, "")."""

    base: int
    suffix: str = ""

    @property
    def key(self) -> tuple[int, tuple[int, ...]]:
        """Sorts 5, 5a, 5b, 5đ, 6 in that order."""
        return self.base, tuple(
            POINT_LETTERS.find(letter) + 1 if letter.isalpha() else 100 + int(letter) for letter in self.suffix
        )


@dataclass(frozen=True, slots=True)
class Marker:
    """What a line would open if it is a mark: the number as printed, its place, and the rest of the line."""

    level: Level
    printed: str
    number: Number
    rest: str


_FOOTNOTE = r"(?:\[\^?\d{1,3}\])?"
_NUMERAL = r"(?P<number>[IVXLCDM]{1,8}[a-zđ]?|\d{1,3}[a-zđ]?)(?!\w)"
_ORDINAL_WORDS = "|".join((*ORDINALS, *ORDINAL_VARIANTS))
_ORDINAL = rf"(?P<number>(?i:thứ\s+(?:{_ORDINAL_WORDS}))|[IVXLCDM]{{1,8}}|\d{{1,2}})(?!\w)"
_TITLE = r"\s*[.:–-]?\s*(?P<rest>.*)$"

_PATTERNS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (
        Level.DIEU,
        re.compile(rf"(?:Điều|ĐIỀU)\s*(?P<number>\d{{1,4}}[a-zđ]{{0,2}}){_FOOTNOTE}(?:\s*[.:](?!\d)\s*(?P<rest>.*))?$"),
    ),
    (Level.KHOAN, re.compile(rf"(?P<number>[1-9]\d{{0,2}}[a-zđ]{{0,2}}|0[1-9]){_FOOTNOTE}\.(?![\d.])\s*(?P<rest>.*)$")),
    (Level.DIEM, re.compile(rf"(?P<number>[a-zđ]\d{{0,2}}){_FOOTNOTE}\)\s*(?P<rest>.*)$")),
    (Level.CHUONG, re.compile(rf"(?:Chương|CHƯƠNG)\s+{_NUMERAL}{_FOOTNOTE}{_TITLE}")),
    (Level.TIEU_MUC, re.compile(rf"(?:Tiểu mục|TIỂU MỤC|Tiểu Mục)\s+{_NUMERAL}{_FOOTNOTE}{_TITLE}")),
    (Level.MUC, re.compile(rf"(?:Mục|MỤC)\s+{_NUMERAL}{_FOOTNOTE}{_TITLE}")),
    (Level.PHAN, re.compile(rf"(?:Phần|PHẦN)\s+{_ORDINAL}{_FOOTNOTE}{_TITLE}")),
)
_ROMAN_PART = re.compile(r"(?P<number>[IVX]{1,6})\.\s*(?P<rest>[^\W\d_].*)$")

#: A title never goes on like this; a citation ("Chương II của Luật này", "Mục 1 Chương III, …") does.
_CITATION_REST = re.compile(
    r"(?:Phần|Chương|Mục|Tiểu mục|Điều|Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|Quy chế)\b"
    r"(?=\s+(?:[IVXLC\d]|này|số|của|thứ))"
)


def read_marker(line: str) -> Marker | None:
    """The mark at the start of a cleaned line, or None."""
    for level, pattern in _PATTERNS:
        if match := pattern.match(line):
            rest = match["rest"] or ""
            if level.is_heading and not _is_title(rest):
                return None
            return Marker(level, match["number"], read_number(level, match["number"]), rest)
    return None


def read_roman_part(line: str) -> Marker | None:
    """Read "I. MỤC ĐÍCH" as a mục: how plans, directives and reports, which have no Điều, number their parts."""
    if (match := _ROMAN_PART.match(line)) and match["rest"][0].isupper():
        return Marker(Level.MUC, match["number"], read_number(Level.MUC, match["number"]), match["rest"])
    return None


def _is_title(rest: str) -> bool:
    if not rest:
        return True
    first = rest.lstrip('"“‘([')[:1]
    return (first.isupper() or first.isdigit()) and not _CITATION_REST.match(rest) and rest[-1] not in ";,"


def read_number(level: Level, printed: str) -> Number:
    """The place of a printed number: Arabic, Roman, ordinal ("thứ nhất") or điểm letter."""
    if level is Level.DIEM:
        letter = STRAY_LETTERS.get(printed[0], printed[0])
        return Number(POINT_LETTERS.index(letter) + 1, printed[0] * (letter != printed[0]) + printed[1:])
    if match := re.fullmatch(r"(\d+)([a-zđ]*)", printed):
        return Number(int(match[1]), match[2])
    if match := re.fullmatch(r"([IVXLCDM]+)([a-zđ]?)", printed):
        return Number(roman_value(match[1]), match[2])
    return Number(ordinal_value(printed))


def roman_value(printed: str) -> int:
    """XIV → 14. Wrongly formed numerals (IIII) are read by the same additive rule."""
    values = [ROMAN_DIGITS[letter] for letter in printed]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def ordinal_value(printed: str) -> int:
    """The value of "thứ nhất" (1) … "thứ mười" (10)."""
    word = printed.casefold().removeprefix("thứ").strip()
    return ORDINALS.index(ORDINAL_VARIANTS.get(word, word)) + 1


def anchor_part(level: Level, printed: str, number: Number) -> str:
    """One step of an anchor, ASCII only: ``chuong-2``, ``dieu-5a``, ``diem-dd`` for đ (d stays ``diem-d``)."""
    value = printed if level is Level.DIEM else f"{number.base}{number.suffix}"
    return f"{level.value.replace('_', '-')}-{value.replace('đ', 'dd')}"


def citation_part(level: Level, printed: str) -> str:
    """One step of a citation: "Điều 1", "khoản 2", "điểm đ"."""
    return f"{CITED_AS[level]} {printed}"


def following_number(level: Level, number: Number) -> str:
    """How the number right after `number` is written: 5 → "6", điểm d → "đ"; empty after điểm y."""
    if level is not Level.DIEM:
        return str(number.base + 1)
    return POINT_LETTERS[number.base : number.base + 1]


def follows(previous: Number | None, number: Number) -> bool:
    """Whether `number` is expected after `previous`: the first, the next, or one inserted (5 → 5a → 5b)."""
    if previous is None:
        return number == Number(1)
    if number.base == previous.base:
        return number.key > previous.key
    return number.base == previous.base + 1 and not number.suffix
