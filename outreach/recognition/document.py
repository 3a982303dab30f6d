"""A text to a recognised document."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from outreach.recognition.errors import UnreadableDocument
from outreach.recognition.front import read_front
from outreach.recognition.grammar import Level
from outreach.recognition.header import warn_about_missing
from outreach.recognition.layout import Layout, read_layout
from outreach.recognition.lines import read_lines
from outreach.recognition.model import RecognisedDocument
from outreach.recognition.paragraphs import Paragraph
from outreach.recognition.reading import normalise
from outreach.recognition.tail import find_tail, has_articles, read_tail, source_of
from outreach.recognition.tree import TreeBuilder
from outreach.recognition.warnings import ENDING, HEAD, WarningList
from outreach.recognition.wording import Finding, find_slips

#: Five times the longest code of law, printed in narrow lines. It bounds the time an upload can take.
MAX_LINES = 50_000
#: A text without articles needs at least this many numbered units to be called structured.
MIN_UNITS = 2
#: Characters of context shown on either side of a slip.
CONTEXT = 30


def recognise(text: str) -> RecognisedDocument:
    """Take a legal text apart. Deterministic, linear in the length of the text.

    Raises `UnreadableDocument`: "no_structure" when there is nothing to divide, "too_many_lines".
    """
    text = normalise(text)
    if (count := text.count("\n") + 1) > MAX_LINES:
        raise UnreadableDocument("too_many_lines", count=count, limit=MAX_LINES)
    warnings = WarningList()
    layout = read_layout(read_lines(text))
    with_articles = has_articles(layout)
    end = find_tail(layout)
    tree = TreeBuilder(layout, end, has_articles=with_articles, warnings=warnings)
    tree.build()
    front = read_front(layout, tree.start, warnings)
    if not with_articles:
        _require_structure(tree, bool(front.header.kind or front.header.number))
        warnings.add("no_articles")
    tail = read_tail(layout, end, warnings)
    warn_about_missing(front.header, warnings)
    provisions = [paragraph for draft in tree.walk() for paragraph in draft.paragraphs]
    _warn_about_layout(layout, [*front.paragraphs, *provisions, *tail.paragraphs], warnings)
    _warn_about_wording(front.paragraphs, warnings, place=HEAD)
    for draft in tree.walk():
        _warn_about_wording(draft.paragraphs, warnings, place=draft.citation, anchor=draft.anchor)
    _warn_about_wording(tail.paragraphs, warnings, place=ENDING)
    return RecognisedDocument(
        header=front.header,
        preamble=front.preamble,
        enacting=front.enacting,
        provisions=tuple(root.finish(layout) for root in tree.roots),
        closing=tail.closing,
        appendices=tail.appendices,
        warnings=warnings.in_order(),
        front_source=source_of(layout.lines[: tree.start]),
        back_source=source_of(layout.lines[end:]),
    )


def _require_structure(tree: TreeBuilder, announces_itself: bool) -> None:
    """Without articles, only a text that says what it is and numbers its parts is a legal document."""
    units = sum(1 for draft in tree.walk() if draft.level is not Level.DIEM)
    if units < MIN_UNITS or not announces_itself:
        raise UnreadableDocument("no_structure")


def _warn_about_layout(layout: Layout, paragraphs: Iterable[Paragraph], warnings: WarningList) -> None:
    for index in layout.quotations.unclosed:
        warnings.add("unclosed_quote", layout.lines[index].number, layout.lines[index].text)
    if pages := layout.page_numbers:
        warnings.add("page_number", layout.lines[pages[0]].number, count=len(pages))
    joined = [pair for paragraph in paragraphs for pair in pairwise(paragraph.numbers)]
    if joined:
        warnings.add("hard_wrapped", joined[0][0], count=len(joined), last=joined[-1][1])


def _warn_about_wording(
    paragraphs: Iterable[Paragraph], warnings: WarningList, *, place: object, anchor: str = ""
) -> None:
    for paragraph in paragraphs:
        for finding in find_slips(paragraph.text):
            line, excerpt = paragraph.line_at(finding.start), _excerpt(paragraph.text, finding)
            warnings.add(finding.code, line, excerpt, place=place, anchor=anchor, **finding.values)


def _excerpt(text: str, finding: Finding) -> str:
    """The finding with whole words around it."""
    before = text[max(0, finding.start - CONTEXT) : finding.start]
    if finding.start > CONTEXT:
        before = "…" + before.partition(" ")[2]
    after = text[finding.end : finding.end + CONTEXT]
    if finding.end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + "…"
    return before + text[finding.start : finding.end] + after
