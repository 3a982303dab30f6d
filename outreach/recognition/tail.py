"""Where the provisions end: passing formula, recipients, signature, then appendices and attached documents.

An appendix has numbered lists, even articles, of its own; they are not the document's. A closing mark counts only if
the document's own articles do not go on after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from outreach.recognition.grammar import Level
from outreach.recognition.header import KINDS
from outreach.recognition.layout import Layout
from outreach.recognition.lines import Line
from outreach.recognition.paragraphs import Paragraph, build_paragraphs
from outreach.recognition.warnings import WarningList

_RECIPIENTS = re.compile(r"(?:\|\s*)?(?:Nơi nhận|NƠI NHẬN)\s*(?::|$)")
_ON_BEHALF = re.compile(r"(?:(?:TM|KT|TL|TUQ|Q)\s*\.|T/M\.?|K/T\.?)\s*\w")
#: What stands, alone and in capitals, above a signature.
_SIGNER = re.compile(
    r"(?:PHÓ )?(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|CHỦ NHIỆM|GIÁM ĐỐC|TỔNG THƯ KÝ|BÍ THƯ|CHÁNH ÁN|VIỆN TRƯỞNG)"
    r"[\w ]{0,40}$"
)
_PASSED = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Hiến pháp) này\s+(?:đã\s+)?(?:được|đã)\s.{5,300}?thông qua\b", re.DOTALL
)
#: The passing formula may be wrapped over this many lines.
_PASSED_LINES = 4

_APPENDIX = re.compile(
    r"(?:(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+|SỐ\s+)?(?:[IVXLC]+|\d{1,3}|[A-Z])(?:[a-zđ]|\.\d+)?)?"
    r"|(?:MẪU|Mẫu|BIỂU MẪU|Biểu mẫu|BIỂU|Biểu)\s+(?:số|SỐ|Số)\s*:?\s*[\dIVX]+(?:[a-zđ]|\.\d+)?)"
    r"(?!\w)\s*[.:–-]?\s*(?P<rest>.*)$"
)
_ATTACHED = ("DANH MỤC", *(kind.upper() for kind in KINDS))
_ATTACHED_TO = re.compile(r"[(\[]?\s*(?:Ban hành )?kèm theo\s", re.IGNORECASE)
#: An attached document says to what it is attached within this many lines of its title.
_ATTACHED_LINES = 8


@dataclass(frozen=True, slots=True)
class Tail:
    """The parts after the last provision; `paragraphs` are those of the closing, for wording checks."""

    closing: tuple[str, ...]
    appendices: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


def find_tail(layout: Layout) -> int:
    """The index of the first line after the provisions; the number of lines if nothing follows them."""
    articles = _articles(layout)
    units = (index for index, marker in enumerate(layout.markers) if marker)
    first = articles[0][0] if articles else next(units, len(layout.lines))
    for index in range(first + 1, len(layout.lines)):
        if _may_start_tail(layout, index) and _articles_end_before(articles, index):
            return index
    return len(layout.lines)


def _articles(layout: Layout) -> list[tuple[int, int]]:
    """(line index, number) of every line that looks like an article of this document."""
    found = []
    for index, marker in enumerate(layout.markers):
        if marker is None or marker.level is not Level.DIEU:
            continue
        if index not in layout.quotations.inside and layout.starts_paragraph(index):
            found.append((index, marker.number.base))
    return found


def has_articles(layout: Layout) -> bool:
    """Whether the text is divided into Điều at all."""
    return bool(_articles(layout))


def _articles_end_before(articles: Sequence[tuple[int, int]], index: int) -> bool:
    """Whether the numbering ends before `index`: an article after it, if any, starts again (an attached document)."""
    position = bisect_left(articles, (index, 0))
    if position == len(articles):
        return True
    return position > 0 and articles[position][1] == 1


def _may_start_tail(layout: Layout, index: int) -> bool:
    line = layout.lines[index]
    if not layout.is_text[index] or index in layout.quotations.inside or layout.continues(index):
        return False
    if not layout.starts_paragraph(index):
        return False
    if _RECIPIENTS.match(line.key):
        return True
    if line.key.isupper() and (_ON_BEHALF.match(line.key) or _SIGNER.match(line.key)):
        return True
    return _is_passing_formula(layout, index) or _starts_appendix(layout, index)


def _is_passing_formula(layout: Layout, index: int) -> bool:
    if " này " not in layout.lines[index].key:
        return False
    words = " ".join(line.key for line in layout.lines[index : index + _PASSED_LINES])
    return bool(_PASSED.match(words))


def _starts_appendix(layout: Layout, index: int) -> bool:
    line = layout.lines[index]
    if match := _APPENDIX.match(line.key):
        rest = match["rest"]
        return not rest or rest.startswith("(") or (rest[0].isupper() and rest[-1] not in ";,.")
    if not line.key.isupper() or not line.key.startswith(_ATTACHED):
        return False
    return any(_ATTACHED_TO.match(after.text) for after in layout.lines[index + 1 : index + 1 + _ATTACHED_LINES])


def read_tail(layout: Layout, start: int, warnings: WarningList) -> Tail:
    """Read the lines from `start` to the end."""
    starts = [
        index
        for index in range(start, len(layout.lines))
        if layout.is_text[index] and not layout.continues(index) and _starts_appendix(layout, index)
    ]
    ends = [*starts[1:], len(layout.lines)][: len(starts)]
    closing_end = starts[0] if starts else len(layout.lines)
    pieces = ((index, layout.lines[index].text) for index in range(start, closing_end) if layout.is_text[index])
    closing = build_paragraphs(pieces, layout)
    appendices = tuple(source_of(layout.lines[begin:end]) for begin, end in zip(starts, ends, strict=True))
    _warn_about_articles(layout, start, warnings)
    return Tail(tuple(paragraph.text for paragraph in closing), appendices, tuple(closing))


def _warn_about_articles(layout: Layout, start: int, warnings: WarningList) -> None:
    for line, marker in zip(layout.lines[start:], layout.markers[start:], strict=True):
        if marker and marker.level is Level.DIEU:
            warnings.add("attached_articles", line.number, line.text)
            return


def source_of(lines: Sequence[Line]) -> str:
    """The exact text of lines, without the blank ones around them."""
    kept = [index for index, line in enumerate(lines) if line.raw.strip()]
    return "\n".join(line.raw for line in lines[kept[0] : kept[-1] + 1]) if kept else ""
