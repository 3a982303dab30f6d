"""A provision while it is being read: lines are added, then it is closed into its final form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from outreach.recognition.grammar import Level, Marker, citation_part
from outreach.recognition.layout import Layout
from outreach.recognition.model import RecognisedProvision
from outreach.recognition.numbering import Numbering
from outreach.recognition.paragraphs import Paragraph, build_paragraphs
from outreach.recognition.tail import source_of

#: A title under "Chương I" is no longer than this; a longer paragraph is text.
MAX_TITLE = 400


@dataclass
class Draft:
    """An open provision. `start` and `end` are line indices; `pieces` its own `(line index, text)`, mark taken off."""

    marker: Marker
    anchor: str
    start: int
    end: int
    parent: Draft | None
    pieces: list[tuple[int, str]]
    children: list[Draft] = field(default_factory=list)
    numberings: dict[Level, Numbering] = field(default_factory=dict)
    paragraphs: list[Paragraph] = field(default_factory=list)
    title_length: int = 0

    @property
    def level(self) -> Level:
        """The level of its mark."""
        return self.marker.level

    @property
    def awaits_title(self) -> bool:
        """Whether only the bare mark ("Chương I") has been read."""
        return self.level.is_heading and not any(text for _, text in self.pieces)

    @property
    def citation(self) -> str:
        """The full name: "điểm a khoản 2 Điều 1", "Mục 1 Chương II"; an article needs no chapter."""
        own = citation_part(self.level, self.marker.printed)
        if self.level is Level.DIEU or self.parent is None:
            return own
        return f"{own} {self.parent.citation}"

    def numbering(self, level: Level) -> Numbering:
        """The numbering of the children at `level`."""
        return self.numberings.setdefault(level, Numbering())

    def close(self, layout: Layout) -> None:
        """Join the lines into paragraphs and find which of them are the title."""
        self.paragraphs = build_paragraphs(self.pieces, layout)
        if self.level.is_heading:
            self.title_length = _heading_title(self.paragraphs)
        elif self.level is Level.DIEU:
            has_body = len(self.paragraphs) > 1 or bool(self.children)
            self.title_length = int(has_body and _is_article_title(self.paragraphs))

    def finish(self, layout: Layout) -> RecognisedProvision:
        """The final form of this provision and all under it."""
        titles, body = self.paragraphs[: self.title_length], self.paragraphs[self.title_length :]
        return RecognisedProvision(
            level=self.level,
            number=self.marker.printed,
            heading=" ".join(paragraph.text for paragraph in titles),
            text="\n".join(paragraph.text for paragraph in body),
            anchor=self.anchor,
            citation=self.citation,
            line=layout.lines[self.start].number,
            source=source_of(layout.lines[self.start : self.end]),
            children=tuple(child.finish(layout) for child in self.children),
        )


def _heading_title(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs under "Chương I" are its title: the first, and capital lines that go on with it."""
    if not paragraphs or len(paragraphs[0].text) > MAX_TITLE:
        return 0
    if paragraphs[0].text[-1] in ".;:" and not paragraphs[0].text.isupper():
        return 0
    count = 1
    while count < len(paragraphs) and paragraphs[0].text.isupper() and paragraphs[count].text.isupper():
        count += 1
    return count


def _is_article_title(paragraphs: Sequence[Paragraph]) -> bool:
    """A law titles its articles; a resolution often goes straight on, and then the line is a sentence."""
    return bool(paragraphs) and len(paragraphs[0].text) <= MAX_TITLE and paragraphs[0].text[-1] not in ".;:"
