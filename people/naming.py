"""Vietnamese names: their parts and their order."""

from __future__ import annotations

import unicodedata

# The alphabet: each letter with its own place, from 1, whatever tone it carries.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
PLACES = {letter: place for place, letter in enumerate(ALPHABET, start=1)}
# Tones in the order of Vietnamese dictionaries: none, huyền, hỏi, ngã, sắc, nặng.
TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# Marks that make another letter, as against tones, which do not.
LETTER_MARKS = {"\u0306", "\u0302", "\u031b"}
OTHER = 99


def sort_key(last_name: str, first_name: str) -> str:
    """A string that sorts names the Vietnamese way in any database: given name, family name, middle names.

    Letters count first, over the whole word, and tones only between words alike: An, Án, Anh, Ân. Digits alone, because
    collations of databases skip or reorder everything else; 00 ends a word, a name, and its letters.
    """
    names = (first_name.split(), last_name.split())
    return "00".join("".join(_word(word) for word in words) for words in names)[:400]


def _word(word: str) -> str:
    letters, tones = [], []
    for letter, tone in _letters(word.casefold()):
        letters.append(f"{PLACES.get(letter, OTHER):02d}")
        tones.append(str(tone))
    return f"{''.join(letters)}00{''.join(tones)}"


def _letters(word: str) -> list[tuple[str, int]]:
    """Letters with the number of their tone, however the text was composed."""
    found: list[tuple[str, int]] = []
    for sign in unicodedata.normalize("NFD", word):
        if not found or not unicodedata.combining(sign):
            found.append((sign, 0))
        elif sign in LETTER_MARKS:
            found[-1] = (unicodedata.normalize("NFC", found[-1][0] + sign), found[-1][1])
        elif sign in TONES:
            found[-1] = (found[-1][0], TONES[sign])
    return found


def split_name(full_name: str) -> tuple[str, str]:
    """Họ and đệm, and the given name: the last word. A single word is the given name."""
    *before, given = unicodedata.normalize("NFC", full_name).split() or [""]
    return " ".join(before), given
