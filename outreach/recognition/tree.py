"""Marks that fit become a tree; a number that only looks like a mark stays text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from outreach.recognition.drafts import Draft
from outreach.recognition.grammar import Level, Marker, anchor_part, read_roman_part
from outreach.recognition.layout import Layout
from outreach.recognition.numbering import Numbering
from outreach.recognition.warnings import WarningList


class TreeBuilder:
    """Reads lines `0 … end-1` in order. `roots` and `start` (the first line of the first provision) are the result.

    In a text without articles (`has_articles` False: plans, directives, letters) khoản stand on their own and "I. …"
    opens a mục.
    """

    def __init__(self, layout: Layout, end: int, *, has_articles: bool, warnings: WarningList) -> None:
        self.layout = layout
        self.end = end
        self.has_articles = has_articles
        self.warnings = warnings
        self.roots: list[Draft] = []
        self.start = end
        self._open: list[Draft] = []
        self._anchors: Counter[str] = Counter()
        # Articles are numbered through the whole document, other units within their parent.
        self._articles = Numbering()
        self._top: dict[Level, Numbering] = {}
        self._latest: dict[Level, Marker] = {}

    def build(self) -> None:
        """Read all lines."""
        for index in range(self.end):
            if self.layout.is_text[index]:
                self._read(index)
        for draft in self.walk():
            draft.end = self.end
        drafts = list(self.walk())
        for draft, following in pairwise(drafts):
            draft.end = following.start
        for draft in drafts:
            draft.close(self.layout)
            self._check_words(draft)

    def walk(self) -> Iterator[Draft]:
        """All drafts in the order of the text."""
        pending = list(reversed(self.roots))
        while pending:
            draft = pending.pop()
            yield draft
            pending.extend(reversed(draft.children))

    def _read(self, index: int) -> None:
        line = self.layout.lines[index]
        marker = self.layout.markers[index]
        if marker is None and not self.has_articles:
            marker = read_roman_part(line.key)
        if marker and index not in self.layout.quotations.inside and self._accepts(marker, index):
            # Matching was done on the key; what is kept comes from the text, which has the same length.
            rest = line.text[len(line.text) - len(marker.rest) :] if marker.rest else ""
            self._open_draft(marker, index, rest)
        elif self._open:
            self._add_text(index)

    def _add_text(self, index: int) -> None:
        line, draft = self.layout.lines[index], self._open[-1]
        if line.is_file_name or self._is_record(index):
            self.warnings.add("stray_line", line.number, line.text, anchor=draft.anchor, place=draft.citation)
        else:
            draft.pieces.append((index, line.text))

    def _is_record(self, index: int) -> bool:
        """A data base's heading and its number: "## Danh sách điều khoản", "### 44013000000000001000"."""
        if self.layout.lines[index].is_record_number:
            return True
        if not self.layout.lines[index].is_markdown_heading:
            return False
        below = next((after for after in range(index + 1, self.end) if self.layout.is_text[after]), index)
        return self.layout.lines[below].is_record_number

    def _accepts(self, marker: Marker, index: int) -> bool:
        level = marker.level
        if not self._has_place(level) or self.layout.runs_into(index):
            return False
        if self.layout.starts_paragraph(index):
            return True
        if self.layout.blank_separated:
            return False
        return self._numbering(level, self._parent(level)).expects(marker)

    def _has_place(self, level: Level) -> bool:
        """A khoản needs an article, a điểm an article or khoản to stand in."""
        if level is Level.KHOAN and self.has_articles:
            return any(draft.level is Level.DIEU for draft in self._open)
        if level is Level.DIEM:
            return any(draft.level in (Level.DIEU, Level.KHOAN) for draft in self._open)
        return True

    def _parent(self, level: Level) -> Draft | None:
        return next((draft for draft in reversed(self._open) if draft.level.rank < level.rank), None)

    def _numbering(self, level: Level, parent: Draft | None) -> Numbering:
        if level is Level.DIEU:
            return self._articles
        if parent is None:
            return self._top.setdefault(level, Numbering())
        return parent.numbering(level)

    def _open_draft(self, marker: Marker, index: int, rest: str) -> None:
        parent = self._parent(marker.level)
        anchor = self._new_anchor(marker, parent)
        draft = Draft(marker, anchor, index, index, parent, [(index, rest)])
        self._check_number(draft, self._numbering(marker.level, parent))
        self._check_place(draft)
        (parent.children if parent else self.roots).append(draft)
        while self._open and self._open[-1] is not parent:
            self._open.pop()
        self._open.append(draft)
        self.start = min(self.start, index)

    def _new_anchor(self, marker: Marker, parent: Draft | None) -> str:
        """Articles stand alone in an address, so that moving one to another chapter does not change it."""
        part = anchor_part(marker.level, marker.printed, marker.number)
        anchor = part if marker.level is Level.DIEU or parent is None else f"{parent.anchor}-{part}"
        self._anchors[anchor] += 1
        return anchor if self._anchors[anchor] == 1 else f"{anchor}-lan-{self._anchors[anchor]}"

    def _check_number(self, draft: Draft, numbering: Numbering) -> None:
        level = draft.level
        carried = self._latest.get(level) if level.is_heading else None
        self._latest[level] = draft.marker
        for oddity in numbering.take(draft.marker, carried=carried):
            # A missing letter is best named by the khoản it is missing from.
            place = draft.parent if oddity.code == "letter_gap" and draft.parent else draft
            self._warn(oddity.code, draft, place=place.citation, **oddity.labels)

    def _check_place(self, draft: Draft) -> None:
        if draft.level is Level.TIEU_MUC and (draft.parent is None or draft.parent.level is not Level.MUC):
            self._warn("orphan_level", draft, missing="Mục")
        is_first_heading = draft.level.is_heading and draft.parent is None and bool(self.roots)
        if is_first_heading and all(root.level is Level.DIEU for root in self.roots):
            self._warn("late_heading", draft)

    def _check_words(self, draft: Draft) -> None:
        if draft.level.is_heading and not draft.title_length:
            self._warn("missing_heading", draft)
        elif not draft.paragraphs and not draft.children:
            self._warn("empty_provision", draft)

    def _warn(self, code: str, draft: Draft, **params: object) -> None:
        line = self.layout.lines[draft.start]
        values = {"place": draft.citation, **params}
        self.warnings.add(code, line.number, line.text, anchor=draft.anchor, **values)
