"""How the lines of a text hang together: which are page furniture, which continue the line above, which are quoted.

Text comes hard-wrapped (from a PDF or a typed page), or one paragraph to a line, or both in one file, with or without
blank lines between paragraphs. So the width is measured where the line stands, on lines that certainly wrap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from outreach.recognition.grammar import Level, Marker, read_marker
from outreach.recognition.lines import Line
from outreach.recognition.quotations import Quotations, find_quotations

#: A longer line was not broken by a page's width.
MAX_WRAPPED_LENGTH = 130
#: A shorter wrapped line is a list or a table, not a page's width.
MIN_WRAP_WIDTH = 40
#: A line is full when the next word would have passed this share of the width; surer evidence is asked for where blank
#: lines do not separate the paragraphs.
FULL_SHARE_SEPARATED = 0.75
FULL_SHARE_DENSE = 0.9
#: Share of marks after a blank line from which blank lines are taken to separate paragraphs.
SEPARATED_SHARE = 0.8
#: So many lines must break in mid-sentence before a line that begins with a capital is believed to continue one.
MIN_WRAPS = 2

SENTENCE_END = re.compile(r"[.;:?!…][”\"')\]]*$")
_POINT = re.compile(r"[a-zđ]\d{0,2}\)")
_LIST_DASH = re.compile(r"[-–—+•●▪◦*]\s")
#: No paragraph ends like this: what follows on the next line belongs to it, even a number or a capital. Titles do end
#: in "địa điểm", "tài khoản", "hằng năm", so those words count only after one that asks for them.
BROKEN_END = re.compile(
    r"(?:^|\s)(?:của|với|cho|các|quy định tại|ngày \d{1,2} tháng|tháng \d{1,2} năm|(?:vào|từ|trước|sau|đến) ngày"
    r"|(?:tại|theo|và|hoặc|\S+,) (?:khoản|điểm|điều|mục|chương))$",
    re.IGNORECASE,
)
#: A full line that ends like this goes on: a number at the start of the next one belongs to a citation, date or count.
OPEN_END = re.compile(
    r"(?:,|(?<!;)\s(?:và|hoặc)|(?:^|\s)(?:khoản|điểm|điều|mục|chương)\s(?:[0-9IVXLC]+[a-zđ]?|[a-zđ])"
    r"|(?:^|\s)(?:khoản|điểm|điều|mục|chương|số|ngày|tháng|năm|quý|tại|theo|từ|đến|trong|bằng|là))$",
    re.IGNORECASE,
)
_BASIS = re.compile(r"(?:Căn c\w*|Xét|Theo đề nghị)\s")


@dataclass(frozen=True)
class Layout:
    """Facts about every line, by index.

    `markers` is what the line would open if its mark is one (always None for blank lines and page furniture);
    `previous` is the line of text above (-1 for the first), `is_separate` whether blank lines stand between the two,
    and `runs_over_page` whether a page number does while the sentence above is unfinished.
    """

    lines: list[Line]
    is_text: list[bool]
    markers: list[Marker | None]
    previous: list[int]
    is_separate: list[bool]
    runs_over_page: list[bool]
    widths: list[float]
    blank_separated: bool
    page_numbers: list[int]
    quotations: Quotations

    def continues(self, index: int) -> bool:
        """Whether the line goes on with the paragraph of the line of text above it."""
        before = self.previous[index]
        if before < 0 or self.lines[index].is_markdown_heading or self.lines[before].is_markdown_heading:
            return False
        line, is_open = self.lines[index].key, not SENTENCE_END.search(self.lines[before].key)
        if dash := _LIST_DASH.match(line):
            # "kinh tế / - xã hội" is one word broken at its hyphen; an item of a list begins a sentence.
            return is_open and line[dash.end() :][:1].islower() and self._is_full(before, index)
        if is_open and (_starts_lower(line) or self._is_broken(before, index)):
            return True
        if self._is_apart(index) or not self._is_full(before, index):
            return False
        if _BASIS.match(line) or not (is_open or self.blank_separated):
            return _starts_lower(line)
        return True

    def starts_paragraph(self, index: int) -> bool:
        """Whether a mark at the start of this line can be trusted: nothing above runs into it."""
        before = self.previous[index]
        return (
            before < 0
            or self.is_separate[index]
            or not self._is_full(before, index, FULL_SHARE_SEPARATED)
            or bool(SENTENCE_END.search(self.lines[before].key))
        )

    def runs_into(self, index: int) -> bool:
        """Whether the line above ends in the middle of a citation or date that this line's number completes."""
        before = self.previous[index]
        if before < 0 or self._is_apart(index):
            return False
        if self._is_broken(before, index):
            return True
        return self._is_full(before, index) and bool(OPEN_END.search(self.lines[before].key))

    def _is_apart(self, index: int) -> bool:
        return self.is_separate[index] and not self.runs_over_page[index]

    def _is_broken(self, before: int, index: int) -> bool:
        return not self._is_apart(index) and bool(BROKEN_END.search(self.lines[before].key))

    def _is_wrapped(self, before: int, index: int) -> bool:
        return self.widths[before] > 0 and self.widths[index] > 0

    def _is_full(self, before: int, index: int, share: float = 0) -> bool:
        """Whether the next line's first word would have passed `share` of the page's width."""
        if not self._is_wrapped(before, index):
            return False
        is_sure = self.blank_separated and not self.is_separate[index]
        share = share or (FULL_SHARE_SEPARATED if is_sure else FULL_SHARE_DENSE)
        first_word = self.lines[index].text.split(" ", 1)[0]
        return len(self.lines[before].text) + 1 + len(first_word) > share * self.widths[before]


def read_layout(lines: list[Line]) -> Layout:
    """Measure a text. Linear in its length."""
    page_numbers = _find_page_numbers(lines)
    pages = set(page_numbers)
    is_text = [not (line.is_blank or line.is_furniture or index in pages) for index, line in enumerate(lines)]
    markers = [read_marker(line.key) if is_text[index] else None for index, line in enumerate(lines)]
    previous, is_separate, runs_over_page = _neighbours(lines, is_text, pages)
    return Layout(
        lines=lines,
        is_text=is_text,
        markers=markers,
        previous=previous,
        is_separate=is_separate,
        runs_over_page=runs_over_page,
        widths=_measure_widths(lines, is_text, previous, is_separate),
        blank_separated=_is_blank_separated(markers, is_separate),
        page_numbers=page_numbers,
        quotations=find_quotations(lines, is_text, markers),
    )


def _find_page_numbers(lines: list[Line]) -> list[int]:
    """Lines that hold only a growing number and stand apart from the text or go on counting, and running heads."""
    found: list[int] = []
    page = 0
    for index, line in enumerate(lines):
        if line.is_page_head:
            found.append(index)
        number = line.page_number
        if number is None or number <= page:
            continue
        stands_apart = index == 0 or lines[index - 1].is_blank or lines[index - 1].is_furniture
        if stands_apart or (page and number == page + 1):
            found.append(index)
            page = number
    return found


def _neighbours(lines: list[Line], is_text: list[bool], pages: set[int]) -> tuple[list[int], list[bool], list[bool]]:
    """`previous`, `is_separate` and `runs_over_page` of a `Layout`."""
    previous, is_separate, runs_over_page = [], [], []
    last, is_apart, is_page_turned = -1, True, False
    for index in range(len(lines)):
        previous.append(last)
        is_separate.append(is_apart)
        is_unfinished = last >= 0 and (not SENTENCE_END.search(lines[last].key) or _starts_lower(lines[index].key))
        runs_over_page.append(is_page_turned and is_unfinished)
        if is_text[index]:
            last, is_apart, is_page_turned = index, False, False
        elif index in pages:
            is_page_turned = True
        else:
            is_apart = True
    return previous, is_separate, runs_over_page


def _measure_widths(
    lines: list[Line], is_text: list[bool], previous: list[int], is_separate: list[bool]
) -> list[float]:
    """The page width around each line, in characters; 0 where lines are whole paragraphs."""
    widths = [0.0] * len(lines)
    run: list[int] = []
    for index, line in enumerate(lines):
        if not is_text[index]:
            continue
        if len(line.text) > MAX_WRAPPED_LENGTH:
            _set_width(lines, run, previous, is_separate, widths)
            run = []
        else:
            run.append(index)
    _set_width(lines, run, previous, is_separate, widths)
    return widths


def _set_width(
    lines: list[Line], run: list[int], previous: list[int], is_separate: list[bool], widths: list[float]
) -> None:
    in_run = set(run)
    broken = [
        len(lines[previous[index]].text)
        for index in run
        if previous[index] in in_run
        and not is_separate[index]
        and _goes_on(lines[previous[index]].key, lines[index].key)
    ]
    if len(broken) >= MIN_WRAPS and (width := median(broken)) >= MIN_WRAP_WIDTH:
        for index in run:
            widths[index] = width


def _is_blank_separated(markers: list[Marker | None], is_separate: list[bool]) -> bool:
    marks = [
        is_separate[index]
        for index, marker in enumerate(markers)
        if marker is not None and marker.level.rank >= Level.DIEU.rank
    ]
    return bool(marks) and sum(marks) >= SEPARATED_SHARE * len(marks)


def _goes_on(above: str, line: str) -> bool:
    """Whether the line certainly goes on with the one above it."""
    return bool(BROKEN_END.search(above)) or (_starts_lower(line) and not SENTENCE_END.search(above))


def _starts_lower(line: str) -> bool:
    """Whether the line begins inside a sentence; a điểm's letter does not count."""
    return line[:1].islower() and not _POINT.match(line)
