"""Folding: the form in which text is compared when a searcher leaves out the marks. Pure."""

from __future__ import annotations

import unicodedata

# A soft hyphen, invisible in texts copied from PDF, would split a word in two.
_STROKES = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "\u00ad": ""})


def fold(text: str) -> str:
    """Lower case without marks, đ as d, white space single: "Luật Thực hiện" becomes "luat thuc hien".

    Ð (U+00D0, found in scanned texts for Đ) folds the same way. Works on NFC and NFD alike.
    """
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
    return " ".join(bare.translate(_STROKES).lower().split())
