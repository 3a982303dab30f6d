"""The recogniser of Vietnamese legal documents: bytes → text → a tree of Phần, Chương, Mục, Điều, khoản and điểm.

Pure Python: it knows no model and no page. It never changes a word, never renumbers and never guesses; whatever looks
odd becomes a warning that names the place, so that a person decides.
"""

from __future__ import annotations

from outreach.recognition.document import recognise
from outreach.recognition.errors import UnreadableDocument
from outreach.recognition.grammar import Level
from outreach.recognition.model import RecognisedDocument, RecognisedHeader, RecognisedProvision
from outreach.recognition.reading import MAX_BYTES, check_size, read_text
from outreach.recognition.warnings import RecognitionWarning

__all__ = [
    "MAX_BYTES",
    "Level",
    "RecognisedDocument",
    "RecognisedHeader",
    "RecognisedProvision",
    "RecognitionWarning",
    "UnreadableDocument",
    "check_size",
    "read_text",
    "recognise",
]
