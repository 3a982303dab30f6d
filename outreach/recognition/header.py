"""The head of a document: who issued what, when, under which number and title."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from outreach.recognition.layout import Layout
from outreach.recognition.lines import Line
from outreach.recognition.model import MAX_FIELD, RecognisedHeader
from outreach.recognition.numbers import (
    find_date,
    find_number,
    has_full_date,
    is_malformed,
    labelled_number,
    place_and_date,
)
from outreach.recognition.warnings import WarningList
from people.folding import fold

#: The kinds a document can announce itself as (Law on promulgation, Decree 30/2020/NĐ-CP article 7), longest first.
KINDS = tuple(
    sorted(
        (
            "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Nghị quyết liên tịch", "Nghị quyết", "Nghị định",
            "Quyết định", "Thông tư liên tịch", "Thông tư", "Chỉ thị", "Quy chế", "Quy định",
            "Thông cáo", "Thông báo", "Hướng dẫn", "Chương trình", "Kế hoạch", "Phương án", "Đề án", "Dự án", "Báo cáo",
            "Biên bản", "Tờ trình", "Công văn", "Công điện", "Kết luận", "Quy trình", "Điều lệ", "Nội quy",
        ),
        key=len,
        reverse=True,
    )
)  # fmt: skip

#: Words an agency's name begins with, accents off.
AGENCY_STARTS = (
    "quoc hoi", "uy ban", "hoi dong", "chinh phu", "thu tuong", "chu tich", "bo ", "so ", "giam doc", "ban ",
    "tong cuc", "cuc ", "toa an", "vien kiem sat", "kiem toan", "mat tran", "doan ", "hoi ", "lien doan",
    "tong lien doan", "van phong", "thuong truc", "dang uy", "tinh uy", "thanh uy", "quan uy", "ubnd", "hdnd", "phong ",
)  # fmt: skip
#: The state's name and motto and the Party's name, accents off: part of every head, saying nothing about the document.
MOTTOES = ("cong hoa xa hoi chu nghia viet nam", "doc lap", "dang cong san viet nam")
#: Sections of the official gazette, printed above the head.
RUBRICS = ("van ban hop nhat", "van ban quy pham phap luat", "van ban khac", "phan van ban")

_SESSION = re.compile(r"\b(?:khóa|khoá)\b.*|\bkỳ họp\b.*|\bnhiệm kỳ\b.*", re.IGNORECASE)
#: "V/v …" above a text is what an official letter (công văn) has in place of a kind and a title.
_LETTER_SUBJECT = re.compile(r"V/v\b", re.IGNORECASE)
_RECORD_FIELD = re.compile(r"(?P<key>[^\d:]{2,40}):\s*(?P<value>.*)$")


@dataclass
class HeaderReader:
    """Reads the lines of a head one cell at a time; each cell is offered to the readers in turn."""

    warnings: WarningList
    kind: str = ""
    number: str = ""
    place: str = ""
    session: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    record_agency: str = ""
    agencies_above: list[str] = field(default_factory=list)
    agencies_below: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    title_ended: bool = False

    def read(self, indices: Sequence[int], layout: Layout) -> tuple[RecognisedHeader, int]:
        """The header these lines hold and how many of them it took: text with no place after the title ends it.

        What cannot be placed above the kind of document becomes a warning.
        """
        taken = 0
        for index in indices:
            line = layout.lines[index]
            if self.title and layout.is_separate[index]:
                self.title_ended = True
            for cell in self._cells(line):
                if not self._read_cell(cell, line):
                    if self.kind:
                        return self._result(), taken
                    self.warnings.add("text_before_structure", line.number, cell)
            taken += 1
        return self._result(), taken

    def _cells(self, line: Line) -> list[str]:
        """Above the kind, a line may hold the two columns of an official head."""
        return [line.text] if self.kind or place_and_date(line.text) else line.cells

    def _read_cell(self, cell: str, line: Line) -> bool:
        readers: tuple[Callable[[str, Line], bool], ...] = (
            self._read_record_field,
            self._read_motto,
            self._read_number,
            self._read_place_and_date,
            self._read_session,
            self._read_kind,
            self._read_agency,
            self._read_title,
        )
        return any(reader(cell, line) for reader in readers)

    def _read_record_field(self, cell: str, line: Line) -> bool:
        """A line "# Cơ quan ban hành: Quốc hội" of a record put above the text."""
        if not line.is_markdown_heading or not (match := _RECORD_FIELD.match(cell)):
            return False
        key, value = fold(match["key"]), match["value"].strip()
        if key in ("so", "so hieu", "so, ky hieu"):
            self._set_number(find_number(value), line)
        elif key == "co quan ban hanh":
            self.record_agency = value
        elif key == "ngay ban hanh":
            self.issued_on = self._date(value, line)
        elif key == "ngay co hieu luc":
            self.effective_on = self._date(value, line)
        return True

    def _read_motto(self, cell: str, line: Line) -> bool:
        return fold(cell).startswith(MOTTOES + RUBRICS)

    def _read_number(self, cell: str, line: Line) -> bool:
        if self.title or (found := labelled_number(cell)) is None:
            return False
        self._set_number(found.number, line)
        # A copied head may have run together: "CHÍNH PHỦ Số: 125/2026/NĐ-CP Hà Nội, ngày 06 tháng 4 năm 2026".
        if fold(found.before).startswith(AGENCY_STARTS):
            self._read_agency(found.before, line)
        self._read_place_and_date(found.after, line)
        return True

    def _set_number(self, number: str, line: Line) -> None:
        self.number = self.number or number
        if number and is_malformed(number):
            self.warnings.add("malformed_number", line.number, number)

    def _read_place_and_date(self, cell: str, line: Line) -> bool:
        if (found := place_and_date(cell.strip("()"))) is None:
            return False
        self.place = self.place or found[0]
        self.issued_on = self.issued_on or self._date(found[1], line)
        return True

    def _date(self, text: str, line: Line) -> date | None:
        found = find_date(text)
        if found is None and has_full_date(text):
            self.warnings.add("impossible_date", line.number, text)
        return found

    def _read_session(self, cell: str, line: Line) -> bool:
        if not self.kind or not (cell.isupper() or cell.startswith(("Khóa", "Khoá", "(Khóa"))):
            return False
        if not (match := _SESSION.search(cell)):
            return False
        if len(session := " ".join(filter(None, (self.session, match[0])))) > MAX_FIELD:
            return False
        self.session = session
        if agency := cell[: match.start()].strip(" ,(-"):
            self.agencies_below.append(agency)
        self.title_ended = self.title_ended or bool(self.title)
        return True

    def _read_kind(self, cell: str, line: Line) -> bool:
        if self.kind:
            return False
        folded = cell.casefold()
        for kind in KINDS:
            if folded == kind.casefold():
                self.kind = kind
                return True
            if folded.startswith(kind.casefold() + " ") and cell[len(kind) + 1].isupper():
                self.kind = kind
                self.title.append(cell[len(kind) + 1 :])
                return True
        return False

    def _read_agency(self, cell: str, line: Line) -> bool:
        """Capital lines above the kind; below the title, capital lines set apart from it or unlike it."""
        if not cell.isupper():
            return False
        if not self.kind:
            self.agencies_above.append(cell)
            return True
        may_begin = self.title_ended or (self.title and not self.title[-1].isupper())
        may_continue = self.agencies_below and not self.session
        if not ((may_begin and fold(cell).startswith(AGENCY_STARTS)) or may_continue):
            return False
        self.agencies_below.append(cell)
        self.title_ended = True
        return True

    def _read_title(self, cell: str, line: Line) -> bool:
        if cell.startswith("("):
            return bool(self.kind)
        if self.title and cell.casefold() == " ".join(self.title).casefold():
            # A converted page says the title twice.
            return True
        # Below a title in capitals, a sentence is no longer title.
        if self.title and self.title[-1].isupper() and not cell.isupper():
            self.title_ended = True
        if self.kind and not self.title_ended:
            self.title.append(cell)
            return True
        if not self.kind and _LETTER_SUBJECT.match(cell):
            self.kind = "Công văn"
            self.title.append(cell)
            return True
        return False

    def _result(self) -> RecognisedHeader:
        return RecognisedHeader(
            kind=self.kind,
            number=self.number,
            agency=self.record_agency or _last_agency(self.agencies_above) or _last_agency(self.agencies_below),
            session=self.session,
            place=self.place,
            issued_on=self.issued_on,
            effective_on=self.effective_on,
            title=" ".join(self.title),
        )


def _last_agency(lines: list[str]) -> str:
    """The issuer among capital lines: a superior may stand above it, and its name may take two lines.

    Nothing when they make no name but a page in capitals.
    """
    names: list[str] = []
    for line in lines:
        if names and not fold(line).startswith(AGENCY_STARTS):
            names[-1] += f" {line}"
        else:
            names.append(line)
    return names[-1] if names and len(names[-1]) <= MAX_FIELD else ""


def warn_about_missing(header: RecognisedHeader, warnings: WarningList) -> None:
    """One warning for each part of the head that was not found."""
    for name in ("kind", "number", "title", "agency"):
        if not getattr(header, name):
            warnings.add(f"missing_{name}")
    if header.issued_on is None:
        warnings.add("missing_date")
