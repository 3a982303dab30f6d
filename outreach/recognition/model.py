"""What the recogniser gives back: immutable, with every line of the source in exactly one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from outreach.recognition.grammar import Level, citation_part
from outreach.recognition.warnings import RecognitionWarning

#: No agency, session or enacting formula is longer; a longer text in its place is something else.
MAX_FIELD = 255


@dataclass(frozen=True, slots=True)
class RecognisedHeader:
    """The head of a document as printed; whatever it does not say is empty.

    `kind` is spelled as in a sentence ("Nghị quyết"); `session` is the line of a council ("KHÓA I, KỲ HỌP THỨ 10, …").
    All but the title are at most `MAX_FIELD` characters. `effective_on` is filled only from a record's own
    "Ngày có hiệu lực" line, never from the articles.
    """

    kind: str = ""
    number: str = ""
    agency: str = ""
    session: str = ""
    place: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class RecognisedProvision:
    """One unit of the text.

    `number` is printed as in the source; `heading` is the title of a grouping unit or an article; `text` is its own
    paragraphs (children excluded) joined by ``\\n``; `anchor` is unique in the document; `citation` names the unit in
    full ("điểm a khoản 2 Điều 1"); `line` is 1-based; `source` is the exact text of its own lines, mark included.
    """

    level: Level
    number: str
    heading: str
    text: str
    anchor: str
    citation: str
    line: int
    source: str
    children: tuple[RecognisedProvision, ...] = ()

    @property
    def label(self) -> str:
        """The unit's own name: "Điều 1", "khoản 2", "điểm đ"."""
        return citation_part(self.level, self.number)

    def walk(self) -> Iterator[RecognisedProvision]:
        """This unit and everything under it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class RecognisedDocument:
    """A legal text taken apart.

    `front_source`, the provisions' sources and `back_source`, in this order, hold every line of the text that is not
    blank. `appendices` are exact source, each from its heading on.
    """

    header: RecognisedHeader
    preamble: tuple[str, ...]
    enacting: str
    provisions: tuple[RecognisedProvision, ...]
    closing: tuple[str, ...]
    appendices: tuple[str, ...]
    warnings: tuple[RecognitionWarning, ...]
    front_source: str = ""
    back_source: str = ""

    def walk(self) -> Iterator[RecognisedProvision]:
        """Every provision, in the order of the text."""
        for provision in self.provisions:
            yield from provision.walk()

    def counts(self) -> dict[str, int]:
        """How many units of each level there are, from "phan" to "diem"; levels the text does not use are 0."""
        counts = {level.value: 0 for level in Level}
        for provision in self.walk():
            counts[provision.level.value] += 1
        return counts

    def sources(self) -> Iterator[str]:
        """The source text piece by piece, in order."""
        yield self.front_source
        for provision in self.walk():
            yield provision.source
        yield self.back_source
