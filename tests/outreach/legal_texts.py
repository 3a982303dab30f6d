"""The real texts the recogniser is tried on, as the demo ships them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from outreach.recognition import RecognisedDocument, RecognisedProvision, read_text, recognise

FOLDER = Path(__file__).resolve().parents[2] / "lms" / "demo" / "data" / "legal"
RESOLUTION = "nghi-quyet-vinh-tan.txt"
DEMOCRACY_LAW = "10-2022-qh15.txt"
NAMES = sorted(path.name for path in FOLDER.glob("*.txt"))


@cache
def text_of(name: str) -> str:
    """The text of one of the documents."""
    return read_text(name, (FOLDER / name).read_bytes())


@cache
def recognised(name: str) -> RecognisedDocument:
    """One of the documents, taken apart."""
    return recognise(text_of(name))


def filled_lines(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line for line in text.split("\n") if line.strip()]


def anchors(text: str) -> list[str]:
    """The anchors of what is recognised, in order."""
    return [provision.anchor for provision in recognise(text).walk()]


def one(document: RecognisedDocument, anchor: str) -> RecognisedProvision:
    """The one provision with this anchor."""
    (found,) = [provision for provision in document.walk() if provision.anchor == anchor]
    return found
