"""Oddities of a text, told to the editor. The text itself stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from outreach.recognition.messages import Message, Template, message

#: A text can hold thousands of one oddity; the editor is shown the first ones and how many more there are.
MAX_PER_CODE = 50
MAX_EXCERPT = 90

#: What each oddity is called in front of an editor. `place` is a citation ("khoản 2 Điều 1"), `line` a 1-based line.
MESSAGES: Mapping[str, Template] = {
    # the head of the document
    "missing_number": _("The document's number was not found; fill it in if you know it."),
    "missing_date": _("The date of issue was not found; fill it in if you know it."),
    "missing_kind": _("The kind of document (resolution, decision, law …) was not found; choose it yourself."),
    "missing_title": _("The title was not found; fill it in."),
    "missing_agency": _("The issuing agency was not found; fill it in if you know it."),
    "impossible_date": _("Line %(line)s: “%(excerpt)s” is not a date that exists; the date was left empty."),
    "malformed_number": _("Line %(line)s: the number “%(excerpt)s” looks incomplete; check it against the original."),
    "text_before_structure": _(
        "Line %(line)s: this text before the first article is not a usual part of a head or preamble: “%(excerpt)s”. "
        "Check where it belongs."
    ),
    # numbering
    "letter_gap": _(
        "%(place)s, line %(line)s: %(previous)s is followed by %(number)s; %(missing)s is missing. "
        "Nothing was renumbered."
    ),
    "number_gap": _(
        "Line %(line)s: %(previous)s is followed by %(number)s; %(missing)s is missing. Nothing was renumbered."
    ),
    "first_number": _("%(place)s, line %(line)s: the numbering begins with this number. Nothing was renumbered."),
    "out_of_order": _(
        "%(place)s, line %(line)s: it comes after %(previous)s. Check whether it is a provision of its own; "
        "nothing was moved."
    ),
    "duplicate_number": _(
        "%(place)s, line %(line)s: this number occurs more than once; this one has the address #%(anchor)s."
    ),
    "unusual_letter": _("%(place)s, line %(line)s: this letter is not among those that number điểm."),
    # structure
    "no_articles": _("The text has no Điều; it was divided by its other numbers."),
    "orphan_level": _("%(place)s, line %(line)s: it stands in no %(missing)s; a heading above it may be missing."),
    "late_heading": _(
        "%(place)s, line %(line)s: articles before it stand under no heading of this kind; "
        "earlier headings may be missing."
    ),
    "missing_heading": _("%(place)s, line %(line)s: no title was found under this heading."),
    "empty_provision": _("%(place)s, line %(line)s: there is no text after the number."),
    "attached_articles": _(
        "Line %(line)s: an attached document has articles of its own. It was kept whole as an appendix; import it "
        "separately if it should have addresses."
    ),
    "unclosed_quote": _("Line %(line)s: a quotation mark is opened and never closed: “%(excerpt)s”."),
    # lines and wording
    "hard_wrapped": ngettext_lazy(
        "One line break in mid-sentence (line %(line)s) was replaced by a space.",
        "%(count)s line breaks in mid-sentence (lines %(line)s–%(last)s) were replaced by spaces.",
        "count",
    ),
    "page_number": ngettext_lazy(
        "Line %(line)s holds only a page number; it is left out of the text.",
        "%(count)s lines, from line %(line)s on, hold only page numbers; they are left out of the text.",
        "count",
    ),
    "stray_line": _(
        "%(place)s, line %(line)s: this does not look like text of the document, so it is not shown: “%(excerpt)s”."
    ),
    "editorial_note": _("%(place)s, line %(line)s: this looks like a publisher's note, not law: “%(excerpt)s”."),
    "suspicious_word": _("%(place)s, line %(line)s: “%(found)s” is written; is “%(likely)s” meant?"),
    "symbol_issuer_mismatch": _(
        "%(place)s, line %(line)s: %(found)s carries the symbol of %(symbol_of)s, "
        "but its issuer is given as %(issuer)s."
    ),
    "more": ngettext_lazy(
        "One more remark is of the same kind as this one and was not listed: %(like)s",
        "%(count)s more remarks are of the same kind as this one and were not listed: %(like)s",
        "count",
    ),
}

#: Only worth knowing: nothing needs to be decided.
NOTES = frozenset({"hard_wrapped", "page_number", "more"})

#: Where a warning stands when it is in no provision.
HEAD = _("Head of the document")
ENDING = _("End of the document")


@dataclass(frozen=True, slots=True)
class RecognitionWarning:
    """One oddity: a stable `code`, the 1-based `line` (0 for the whole text), an `excerpt` and a lazy `message`.

    `anchor` is the provision it belongs to, empty outside the provisions.
    """

    code: str
    line: int
    excerpt: str
    message: Message
    anchor: str = ""

    @property
    def is_note(self) -> bool:
        """Whether the editor need not do anything about it."""
        return self.code in NOTES


@dataclass
class WarningList:
    """Collects warnings, a limited number of each code."""

    items: list[RecognitionWarning] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, code: str, line: int = 0, excerpt: str = "", *, anchor: str = "", **params: object) -> None:
        """Note one oddity; `params` are the values of its message besides line and excerpt."""
        self.counts[code] += 1
        if self.counts[code] > MAX_PER_CODE:
            return
        excerpt = shorten(excerpt)
        text = message(MESSAGES[code], line=line, excerpt=excerpt, anchor=anchor, **params)
        self.items.append(RecognitionWarning(code, line, excerpt, text, anchor))

    def in_order(self) -> tuple[RecognitionWarning, ...]:
        """All warnings from the top of the text to its end, then how many were not listed."""
        ordered = sorted(self.items, key=lambda warning: warning.line)
        for code, count in self.counts.items():
            if count > MAX_PER_CODE:
                listed = next(warning.message for warning in self.items if warning.code == code)
                text = message(MESSAGES["more"], count=count - MAX_PER_CODE, like=listed)
                ordered.append(RecognitionWarning("more", 0, "", text))
        return tuple(ordered)


def shorten(text: str) -> str:
    """At most `MAX_EXCERPT` characters on one line, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= MAX_EXCERPT:
        return text
    return text[: MAX_EXCERPT - 1].rsplit(" ", 1)[0] + "…"
