"""The lines of a text: what was typed, and what is left when markup and page furniture are set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Letters that only look like those of a mark, from old keyboards and scanners. Used to recognise, never to show.
LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ"})

#: A longer line is a paragraph, not columns.
MAX_COLUMNS_LENGTH = 400

#: Invisible characters: soft hyphen, zero-width space and joiners, byte order mark, word joiner.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_HEADING_MARK = re.compile(r"#{1,6}\s+")
_ESCAPE = re.compile(r"\\([.#*_()\[\]+-])")
_ITALIC = re.compile(r"\*(?=[^*\s])([^*]+)(?<=[^*\s])\*$")
_COLUMNS = re.compile(r"\t+|\s{2,}|\|")
_RULE = re.compile(r"[-–—_=*~|:\s]{3,}$")
_PAGE_NUMBER = re.compile(r"(?:Trang\s+|[-–—]\s*)?(\d{1,3})(?:\s*[-–—]|\s*/\s*\d{1,3})?$")
#: The running head of the official gazette: "CÔNG BÁO/Số 1583 + 1584/Ngày 17-11-2025 2", the page before or after it.
_GAZETTE_HEAD = re.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số\s[\d\s+]{1,20}/\s*Ngày\s[\d/-]{8,10}(?:\s+\d{1,4})?$")
_FILE_NAME = re.compile(r"[^.;:]{1,120}\.(?:docx?|xlsx?|pdf|zip|rar|rtf)$", re.IGNORECASE)
_RECORD_NUMBER = re.compile(r"\d{8,}$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `raw` as typed, `text` without markup and with single spaces, `key` the same for matching.

    `is_markdown_heading` says that a # mark was taken off. `is_furniture` lines (rules) are no text at all.
    """

    number: int
    raw: str
    text: str
    key: str
    is_markdown_heading: bool
    is_furniture: bool

    @property
    def is_blank(self) -> bool:
        """Whether the line separates paragraphs rather than belonging to one."""
        return not self.text

    @property
    def page_number(self) -> int | None:
        """The page number if the line could be one; whether it is, its neighbours decide."""
        match = _PAGE_NUMBER.match(self.text)
        return int(match[1]) if match else None

    @property
    def is_page_head(self) -> bool:
        """Whether the line is a running head that a page of the official gazette carries."""
        return bool(_GAZETTE_HEAD.match(self.text))

    @property
    def is_file_name(self) -> bool:
        """Whether the line is only the name of an attached file, left behind by a web page."""
        return bool(_FILE_NAME.match(self.text))

    @property
    def is_record_number(self) -> bool:
        """Whether the line is a heading that only a data base understands."""
        return self.is_markdown_heading and bool(_RECORD_NUMBER.match(self.text))

    @property
    def cells(self) -> list[str]:
        """The columns of a line set in columns, as the two halves of an official head are."""
        if len(self.raw) > MAX_COLUMNS_LENGTH:
            return [self.text]
        return [cell for cell in map(clean, _COLUMNS.split(self.raw.strip())) if cell]


def read_lines(text: str) -> list[Line]:
    """The lines of a normalised text, numbered from 1."""
    return [_read_line(number, raw) for number, raw in enumerate(text.split("\n"), 1)]


def _read_line(number: int, raw: str) -> Line:
    text = clean(raw)
    return Line(
        number=number,
        raw=raw,
        text=text,
        key=text.translate(LOOKALIKES),
        is_markdown_heading=bool(_HEADING_MARK.match(raw.lstrip())),
        is_furniture=bool(text) and bool(_RULE.match(text)),
    )


def clean(raw: str) -> str:
    """The words of a line: markup (#, **, an italic line's *, escapes) and invisible characters off, single spaces."""
    text = " ".join(_INVISIBLE.sub("", raw).split())
    text = _HEADING_MARK.sub("", text, count=1) if text.startswith("#") else text
    if not _RULE.match(text):
        text = text.replace("**", "")
        text = _ITALIC.sub(r"\1", text) if text.startswith("*") else text
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return " ".join(text.split())
