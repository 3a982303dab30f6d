"""Bytes of an uploaded file to text, or a refusal that says what to do."""

from __future__ import annotations

import codecs
import math
import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from outreach.recognition.errors import UnreadableDocument

MEBIBYTE = 1024 * 1024
#: The longest Vietnamese code of law is under 2 MiB of UTF-8.
MAX_BYTES = 5 * MEBIBYTE

#: First bytes of the files people upload by mistake, and what to call them.
SIGNATURES: tuple[tuple[bytes, object], ...] = (
    (b"PK\x03\x04", _("a Word document or ZIP archive")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _("an old Word document")),
    (b"{\\rtf", _("a rich text document")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"BM\x00", _("a picture")),
    (b"II*\x00", _("a picture")),
    (b"MM\x00*", _("a picture")),
    (b"RIFF", _("a picture or a recording")),
    (b"Rar!", _("an archive")),
    (b"7z\xbc\xaf", _("an archive")),
    (b"\x1f\x8b", _("an archive")),
    (b"MZ", _("a program")),
)
UNKNOWN_KIND = _("unknown data")
WEB_PAGE_KIND = _("a web page")

#: Words every legal text has, as they look when its 8-bit Vietnamese font was taken for Latin letters.
LEGACY_FONTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("TCVN3", re.compile("§iÒu|Céng hßa|céng hßa|NghÞ ®Þnh|quyÕt ®Þnh")),
    ("VNI", re.compile("Ñieàu|CỘNG HOØA|COÄNG HO[AØ]|Nghò ñònh|quyeát ñònh")),
)

#: A carriage return, a form feed (page break) or any Unicode line break ends a line.
NEWLINES = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
#: More than this share of control characters is not text.
MAX_CONTROL_SHARE = 0.001


def check_size(name: str, size: int) -> None:
    """Refuse a file of `size` bytes over the limit before it is read into memory."""
    if size > MAX_BYTES:
        raise UnreadableDocument("too_large", name=name, size=math.ceil(size / MEBIBYTE), limit=MAX_BYTES // MEBIBYTE)


def read_text(name: str, data: bytes) -> str:
    """The text of an uploaded file: UTF-8 or UTF-16 with a byte order mark, normalised to NFC and ``\\n``.

    `name` is only quoted in messages; what the file is, its content says. Raises `UnreadableDocument`.
    """
    check_size(name, len(data))
    if not data.strip():
        raise UnreadableDocument("empty", name=name)
    _refuse_other_formats(name, data)
    text = normalise(_decode(name, data))
    if not text.strip():
        raise UnreadableDocument("empty", name=name)
    if len(CONTROLS.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise UnreadableDocument("binary", name=name, kind=UNKNOWN_KIND)
    for font, fingerprint in LEGACY_FONTS:
        if fingerprint.search(text):
            raise UnreadableDocument("legacy_font", name=name, kind=font)
    return text


def normalise(text: str) -> str:
    """NFC, one kind of line end, no byte order mark and no NUL (no database stores one). No word is changed."""
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\x00", ""))
    return NEWLINES.sub("\n", text)


def _refuse_other_formats(name: str, data: bytes) -> None:
    head = data[:1024].removeprefix(codecs.BOM_UTF8).lstrip()
    if head.startswith(b"%PDF"):
        raise UnreadableDocument("pdf", name=name)
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            raise UnreadableDocument("binary", name=name, kind=kind)
    if head[:14].lower().startswith((b"<!doctype html", b"<html")):
        raise UnreadableDocument("binary", name=name, kind=WEB_PAGE_KIND)


def _decode(name: str, data: bytes) -> str:
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\x00" in data and not is_utf16:
        raise UnreadableDocument("binary", name=name, kind=UNKNOWN_KIND)
    try:
        return data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument("encoding", name=name) from error
