"""Text files of offices: UTF-8, UTF-16, Windows-1258, and the old TCVN3 (ABC) fonts. All else is refused."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from people.folding import fold
from people.tabular.model import UnreadableTable

# TCVN 5712:1993 as the ABC fonts use it: one byte a letter with its tone; capitals with tones share the small letters.
_TCVN3_BYTES = (
    "A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ "
    "B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ C6ặ C7ầ C8ẩ C9ẫ CAấ CBậ "
    "CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị "
    "DFò E1ỏ E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ EAờ EBở ECỡ EDớ EEợ "
    "EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự FAỳ FBỷ FCỹ FDý FEỵ"
)
TCVN3 = {int(entry[:2], 16): entry[2:] for entry in _TCVN3_BYTES.split()}
WORD = re.compile(r"[^\W\d_]+")
# A syllable without its marks: what nearly every word of a right decoding looks like.
SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|th|tr|ch|gh|gi|kh|ph|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?", re.IGNORECASE
)
ENOUGH = 0.8


def decode(data: bytes) -> str:
    """The text of a file, in NFC.

    Raises:
        UnreadableTable: the bytes are no text in an encoding that is known here.
    """
    for bom, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(bom):
            return _strict(data, encoding)
    if b"\0" in data:
        raise UnreadableTable(_("This is no table: neither Excel nor text."))
    try:
        return unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _old(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return unicodedata.normalize("NFC", data.decode(encoding))
    except UnicodeDecodeError as fault:
        raise UnreadableTable(_("The text of the file is damaged. Save it anew as Excel or UTF-8.")) from fault


def _old(data: bytes) -> str:
    """The old encoding in which most words are Vietnamese syllables."""
    candidates = [_windows_1258(data), "".join(TCVN3.get(byte, chr(byte)) for byte in data)]
    best = max(candidates, key=_plausibility)
    if _plausibility(best) < ENOUGH:
        raise UnreadableTable(
            _("The letters of the file cannot be recognised (an old font such as VNI?). Save it as Excel or UTF-8.")
        )
    return best


def _windows_1258(data: bytes) -> str:
    return unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))


def _plausibility(text: str) -> float:
    """The share of words with marks that are Vietnamese syllables with at most one tone."""
    marked = [word for word in WORD.findall(text) if not word.isascii()]
    if not marked:
        return 0.0
    return sum(bool(SYLLABLE.fullmatch(fold(word))) and _tones(word) <= 1 for word in marked) / len(marked)


def _tones(word: str) -> int:
    return sum(mark in "\u0300\u0301\u0303\u0309\u0323" for mark in unicodedata.normalize("NFD", word))
