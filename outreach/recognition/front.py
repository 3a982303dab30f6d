"""Everything before the first provision: head, preamble ("Căn cứ …", "Xét …") and the words of enactment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from outreach.recognition.header import HeaderReader
from outreach.recognition.layout import Layout
from outreach.recognition.model import MAX_FIELD, RecognisedHeader
from outreach.recognition.paragraphs import Paragraph, build_paragraphs
from outreach.recognition.warnings import WarningList

_BASIS = re.compile(r"(?:Căn c\w*|Xét|Theo đề nghị|Theo tờ trình|Trên cơ sở)\b")
#: Usual openings of a preamble's paragraph that could also be a title ("Thực hiện dân chủ ở cơ sở").
_WEAK_BASIS = re.compile(r"(?:Thực hiện|Để|Sau khi|Tiếp theo|Nhằm)\s")
_ENACTING = re.compile(
    r"(?:QUYẾT NGHỊ|QUYẾT ĐỊNH|NGHỊ QUYẾT|THÔNG TƯ|CHỈ THỊ|THÔNG QUA|BAN HÀNH)\s*:?$"
    r"|(?:Quốc hội|(?:Ủy|Uỷ) ban Thường vụ Quốc hội|Chính phủ|Thủ tướng Chính phủ|Chủ tịch nước|Bộ trưởng\b.*"
    r"|(?:Chủ tịch )?(?:Hội đồng|(?:Ủy|Uỷ) ban) nhân dân\b.*|Chánh án\b.*|Viện trưởng\b.*|Tổng Kiểm toán\b.*)\s"
    r"(?i:ban hành|quyết nghị|quyết định|thông qua)\b",
)


@dataclass(frozen=True, slots=True)
class Front:
    """The parts before the first provision; `paragraphs` are those of the preamble and enactment, for checks."""

    header: RecognisedHeader
    preamble: tuple[str, ...]
    enacting: str
    paragraphs: tuple[Paragraph, ...]


def read_front(layout: Layout, end: int, warnings: WarningList) -> Front:
    """Read lines 0 … end-1."""
    indices = [index for index in range(end) if layout.is_text[index]]
    reader = HeaderReader(warnings)
    basis = _preamble_start(layout, indices)
    header, taken = reader.read(indices[:basis], layout)
    paragraphs = build_paragraphs(((index, layout.lines[index].text) for index in indices[taken:]), layout)
    preamble, enacting = _read_preamble(paragraphs, warnings)
    return Front(header, preamble, enacting, tuple(paragraphs))


def _preamble_start(layout: Layout, indices: Sequence[int]) -> int:
    """The position in `indices` of the first line that is no longer head."""
    for position, index in enumerate(indices):
        line = layout.lines[index]
        if line.is_markdown_heading and ":" in line.text:
            continue
        is_enacting = bool(_ENACTING.match(line.key)) and (line.key.endswith(":") or not line.key.isupper())
        # The first two lines are a kind and a title at the earliest.
        is_weak = position > 1 and line.key[-1] in ";,.:" and bool(_WEAK_BASIS.match(line.key))
        if _BASIS.match(line.key) or is_enacting or is_weak:
            return position
    return len(indices)


def _read_preamble(paragraphs: Sequence[Paragraph], warnings: WarningList) -> tuple[tuple[str, ...], str]:
    preamble: list[str] = []
    enacting = ""
    for paragraph in paragraphs:
        if not enacting and len(paragraph.text) <= MAX_FIELD and _ENACTING.match(paragraph.text):
            enacting = paragraph.text
            continue
        preamble.append(paragraph.text)
        is_usual = _BASIS.match(paragraph.text) or _WEAK_BASIS.match(paragraph.text) or paragraph.text[-1] in ";,"
        if enacting or not is_usual:
            warnings.add("text_before_structure", paragraph.numbers[0], paragraph.text)
    return tuple(preamble), enacting
