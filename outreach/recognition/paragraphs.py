"""Lines joined into paragraphs, remembering on which line every letter stood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from outreach.recognition.layout import Layout


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and where its lines begin in it: `starts[i]` is the offset of the text of line `numbers[i]`."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        """The 1-based source line of the letter at `offset`."""
        return self.numbers[bisect_right(self.starts, offset) - 1]


def build_paragraphs(pieces: Iterable[tuple[int, str]], layout: Layout) -> list[Paragraph]:
    """Join `(line index, text)` pieces where the layout says that a line continues the one above it."""
    groups: list[list[tuple[int, str]]] = []
    for index, text in pieces:
        if groups and layout.previous[index] == groups[-1][-1][0] and layout.continues(index):
            groups[-1].append((index, text))
        else:
            groups.append([(index, text)])
    return [_join(group, layout) for group in groups if any(text for _, text in group)]


def _join(group: list[tuple[int, str]], layout: Layout) -> Paragraph:
    starts, offset = [], 0
    filled = [(index, text) for index, text in group if text]
    for _, text in filled:
        starts.append(offset)
        offset += len(text) + 1
    return Paragraph(
        text=" ".join(text for _, text in filled),
        starts=tuple(starts),
        numbers=tuple(layout.lines[index].number for index, _ in filled),
    )
