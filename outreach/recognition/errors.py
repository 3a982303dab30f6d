"""The one refusal of the recogniser, with a sentence a clerk can act on."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from outreach.recognition.messages import Message, Template, message

#: What to say and do about each refusal. The keys are stable: screens and tests rely on them.
REFUSALS: Mapping[str, Template] = {
    "too_large": _(
        "“%(name)s” is %(size)s MB; the limit is %(limit)s MB. A legal text is far smaller: "
        "check that this is the right file, or split it into parts."
    ),
    "empty": _("“%(name)s” has no text in it. Check that you chose the right file and that it was saved."),
    "pdf": _(
        "“%(name)s” is a PDF file, whatever its name says. Open it, copy the text into Notepad, "
        "save it as .txt (UTF-8) and upload that file."
    ),
    "binary": _(
        "“%(name)s” is not a plain text file (%(kind)s). Only .txt is accepted: open the file in its own program, "
        "choose Save as → Plain text (.txt), encoding UTF-8, and upload the result."
    ),
    "encoding": _(
        "The letters of “%(name)s” cannot be read: it is not saved in Unicode. Open it in Notepad, choose Save as, "
        "set Encoding to UTF-8, and upload it again."
    ),
    "legacy_font": _(
        "“%(name)s” is typed in an old font encoding (%(kind)s), not in Unicode. Convert it to Unicode with UniKey "
        "(Ctrl+Shift+F6), save it as UTF-8 and upload it again."
    ),
    "too_many_lines": _(
        "The text has %(count)s lines; the limit is %(limit)s. Split it into parts and upload them one by one."
    ),
    "no_structure": _(
        "No article was found in this text. An article begins on its own line with “Điều 1.”; "
        "check that the whole legal document is in the file."
    ),
}


class UnreadableDocument(ValueError):
    """The input cannot become a legal document. ``code`` is a key of `REFUSALS`, ``message`` the lazy sentence."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.message: Message = message(REFUSALS[code], **params)
        super().__init__(code)

    def __str__(self) -> str:
        return str(self.message)
