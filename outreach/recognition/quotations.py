"""Where a text quotes: an amending law puts whole articles between quotation marks, and those are not its own.

Curly marks are paired with a stack. A mark in a sentence protects the few lines a hard-wrapped phrase may take, up
to the next unit of law; only a mark that stands before a unit, or at the start of a line after a colon, opens a
quotation of any length. So one mark lost in a sentence cannot swallow the rest of a law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from outreach.recognition.grammar import Marker
from outreach.recognition.lines import Line

#: The most lines a quoted phrase inside a sentence may take.
PHRASE_LINES = 5
_UNIT = re.compile(
    r"[“\"]\s*(?:(?:Điều|ĐIỀU|Khoản|Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|Phần|PHẦN|Phụ lục|PHỤ LỤC|Mẫu)\s"
    r"|\d{1,3}[a-zđ]{0,2}\.|[a-zđ]\d{0,2}\))"
)
_CURLY = re.compile("[“”]")
_STRAIGHT_CLOSING = re.compile(r"\"[.;,)]*$")


@dataclass(frozen=True, slots=True)
class Quotations:
    """The indices of lines that stand inside a quotation opened on an earlier line, and of marks never closed."""

    inside: frozenset[int]
    unclosed: list[int]


@dataclass(frozen=True, slots=True)
class _Opening:
    index: int
    is_block: bool


def find_quotations(lines: list[Line], is_text: list[bool], markers: list[Marker | None]) -> Quotations:
    """Find the quotations that span lines. Linear in the length of the text."""
    pairs: list[tuple[int, int]] = []
    unclosed: list[int] = []
    _pair_curly(lines, is_text, markers, pairs, unclosed)
    _pair_straight(lines, is_text, pairs, unclosed)
    return Quotations(inside=_cover(pairs, len(lines)), unclosed=sorted(set(unclosed)))


def _cover(pairs: list[tuple[int, int]], length: int) -> frozenset[int]:
    """The lines after the first of any pair, up to its last, without walking nested pairs twice."""
    steps = [0] * (length + 1)
    for start, end in pairs:
        steps[start + 1] += 1
        steps[end + 1] -= 1
    return frozenset(index for index, depth in enumerate(accumulate(steps)) if depth)


def _pair_curly(
    lines: list[Line],
    is_text: list[bool],
    markers: list[Marker | None],
    pairs: list[tuple[int, int]],
    unclosed: list[int],
) -> None:
    openings: list[_Opening] = []
    above = ""
    for index, line in enumerate(lines):
        if not is_text[index]:
            continue
        oldest = index if markers[index] else index - PHRASE_LINES
        while openings and not openings[-1].is_block and openings[-1].index < oldest:
            # Never closed; it must not close a quotation around it.
            unclosed.append(openings.pop().index)
        for mark in _CURLY.finditer(line.key):
            if mark[0] == "“":
                openings.append(_Opening(index, _opens_block(line.key, mark.start(), above)))
            elif openings:
                pairs.append((openings.pop().index, index))
        above = line.key
    unclosed.extend(opening.index for opening in openings)


def _opens_block(line: str, position: int, above: str) -> bool:
    before = line[:position].rstrip()[-1:] or above[-1:]
    if _UNIT.match(line, position):
        return position == 0 or before == ":"
    return position == 0 and before == ":"


def _pair_straight(lines: list[Line], is_text: list[bool], pairs: list[tuple[int, int]], unclosed: list[int]) -> None:
    """Straight marks look alike at both ends: only a line that begins with one and a unit of law opens a quotation."""
    start = -1
    for index, line in enumerate(lines):
        if not is_text[index]:
            continue
        if _UNIT.match(line.key) and line.key.startswith('"'):
            if start >= 0:
                unclosed.append(start)
            start = index
        if start >= 0 and _STRAIGHT_CLOSING.search(line.key):
            pairs.append((start, index))
            start = -1
    if start >= 0:
        unclosed.append(start)
