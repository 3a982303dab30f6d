"""Folding: the form in which text is compared when a searcher leaves out the marks. Pure."""

from __future__ import annotations

import re
import unicodedata

# A soft hyphen, invisible in texts copied from PDF, would split a word in two.
_WORD = re.compile(r"[^\W_]+")
_STROKES = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "\u00ad": ""})


def fold(text: str) -> str:
    """Words in lower case without marks, đ as d, one space between: "Số 10/2022/QH15" becomes "so 10 2022 qh15".

    Ð (U+00D0, found in scanned texts for Đ) folds the same way. Works on NFC and NFD alike. Nothing but letters and
    digits is left, so that a query cannot speak the search engine's own language.
    """
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
    return " ".join(_WORD.findall(bare.translate(_STROKES).lower()))
