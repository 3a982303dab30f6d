"""An uploaded file becomes text, or the clerk learns what to do with it."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
from django.utils import translation

from outreach.recognition import MAX_BYTES, UnreadableDocument, check_size, read_text, recognise

WORDS = "Điều 1. Phạm vi\nQuyết định này quy định…"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        WORDS.encode("utf-16"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        unicodedata.normalize("NFD", WORDS).encode(),
        WORDS.replace("\n", "\r\n").encode(),
        WORDS.replace("\n", "\r").encode(),
        WORDS.replace("\n", "\f").encode(),
    ],
    ids=[
        "utf-8",
        "utf-8 with mark",
        "utf-16 le",
        "utf-16 be",
        "decomposed letters",
        "windows",
        "old mac",
        "page break",
    ],
)
def test_the_same_words_come_out_of_every_way_of_saving_them(data: bytes) -> None:
    assert read_text("a.txt", data) == WORDS


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (codecs.BOM_UTF8 + b"  ", "empty"),
        (codecs.BOM_UTF16_LE, "empty"),
        ("\u00a0\n".encode(), "empty"),
        (b"%PDF-1.7\n1 0 obj", "pdf"),
        (b"\n  %PDF-1.4", "pdf"),
        (codecs.BOM_UTF8 + b"%PDF-1.4", "pdf"),
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "binary"),
        (b"{\\rtf1\\ansi Nghi quyet}", "binary"),
        (b"<!DOCTYPE html><html><body>", "binary"),
        (b"Nghi quyet\x00\x00", "binary"),
        (b"\x01\x02\x03\x04abc", "binary"),
        (WORDS.encode("utf-16-le"), "binary"),
        ("Điều 1. Phạm vi".encode("cp1258", "replace") + b"\xff\xd0", "encoding"),
        (WORDS.encode()[:1], "encoding"),
        (WORDS.encode("utf-16")[:-1], "encoding"),
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam\n§iÒu 1. Ph¹m vi".encode(), "legacy_font"),
        ("Ñieàu 1. Phaïm vi ñieàu chænh".encode(), "legacy_font"),
    ],
)
def test_what_is_no_text_is_refused_by_its_content(data: bytes, code: str) -> None:
    """Whatever the name says."""
    with pytest.raises(UnreadableDocument) as refusal:
        read_text("nghi-quyet.txt", data)
    assert refusal.value.code == code
    with translation.override("en"):
        assert "“nghi-quyet.txt”" in str(refusal.value.message)


def test_too_large_a_file_is_told_its_size_and_the_limit() -> None:
    with translation.override("en"), pytest.raises(UnreadableDocument) as refusal:
        read_text("luat.txt", b"a" * (MAX_BYTES + 1))
    assert refusal.value.code == "too_large"
    with translation.override("en"):
        assert "6 MB" in str(refusal.value)
        assert "5 MB" in str(refusal.value)


def test_size_can_be_checked_before_a_file_is_read() -> None:
    check_size("luat.txt", MAX_BYTES)
    with pytest.raises(UnreadableDocument) as refusal:
        check_size("luat.txt", 50 * 1024 * 1024)
    assert refusal.value.code == "too_large"


def test_a_word_file_says_what_is_accepted_instead() -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        read_text("nghi-quyet.docx", b"PK\x03\x04")
    with translation.override("en"):
        assert "Word" in str(refusal.value)
        assert ".txt" in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "Kính gửi bà con, chiều nay họp tổ dân phố lúc 19 giờ.",
        "1. Gạo\n2. Muối\n3. Dầu ăn",
        "Theo Điều 5, Điều 6 của Luật này và khoản 2\nĐiều 86 Luật Thực hiện dân chủ ở cơ sở.",
        "NGHỊ QUYẾT\nVề việc gì đó\n1. Chỉ có một số.",
    ],
)
def test_text_without_structure_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        recognise(text)
    assert refusal.value.code == "no_structure"


def test_a_text_of_endless_lines_is_refused() -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        recognise("Điều 1.\n" * 60_000)
    assert refusal.value.code == "too_many_lines"
