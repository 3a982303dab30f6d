"""Numbers, dates and heads of documents, with the cases that real texts get wrong."""

from __future__ import annotations

from datetime import date

import pytest

from outreach.recognition import RecognisedDocument, recognise
from outreach.recognition.header import KINDS
from outreach.recognition.numbers import (
    LabelledNumber,
    find_date,
    find_number,
    is_malformed,
    labelled_number,
    place_and_date,
)

ARTICLE = "\nĐiều 1. Quyết định này có hiệu lực từ ngày ký.\n"


@pytest.mark.parametrize(
    "number",
    [
        "59/2023/NĐ-CP",
        "61/2023/NĐ-CP",
        "346/QĐ-TTg",
        "5571/KH-UBND",
        "706/TTr-HĐND",
        "15/BC-HĐND",
        "10/2022/QH15",
        "34/2007/PL-UBTVQH11",
        "1685/NQ-UBTVQH15",
        "27/2025/QĐ-TTg",
        "17/2025/TT-BTP",
        "102/2025/NQ-HĐND",
        "25/2018/QĐ-UBND",
        "249/QĐ-UBND",
        "23/2015/TTLT-BGD ĐT-BNV",
        "03/VBHN-VPQH",
        "21-KL/TW",
        "27-NQ/TW",
        "32-CT/TW",
        "573/HĐPH-PBGDPL",
        "5673/BNV-CCVC",
        "820/HĐPB",
        "610/TL-BTC",
        "74/TL-BTCCT",
        "609/KHBTP",
        "23/2016/TT-BGD&ĐT",
        "66.17/2026/NQ-CP",
        "12/CV-BCĐ",
        "12a/2024/QĐ-UBND",
        "01/2020/TTLT-BCA-BQP-TANDTC-VKSNDTC",
    ],
)
def test_numbers_are_found_as_printed(number: str) -> None:
    assert find_number(f"Căn cứ văn bản số {number} ngày 14 tháng 8 năm 2023") == number
    assert find_number(f"({number};") == number
    assert labelled_number(f"Số: {number}") == LabelledNumber(number, "", "")
    assert not is_malformed(number)


@pytest.mark.parametrize(
    "text",
    [
        "1.012379.H13",
        "Nghị quyết Trung ương 4 (khóa XII)",
        "nhiệm kỳ 2021-2026",
        "ngày 14/8/2023",
        "và/hoặc",
        "2/3 số đại biểu",
        "https://vanban.example/10/2022/QH15/luat",
    ],
)
def test_what_is_no_document_number(text: str) -> None:
    assert find_number(text) == ""


def test_a_number_that_lost_its_type_is_kept_and_known_to_be_incomplete() -> None:
    assert find_number("Quyết định số 43/2010/-TTg") == "43/2010/-TTg"
    assert is_malformed("43/2010/-TTg")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("Số: 12/NQ-HĐND", "12/NQ-HĐND"),
        ("Luật số: 47/2014/QH13", "47/2014/QH13"),
        ("Nghị quyết số 12/NQ-HĐND", "12/NQ-HĐND"),
        ("SỐ 12/NQ-HÐND", "12/NQ-HÐND"),
        ("Số:      /NQ-HĐND", ""),
        ("Số: …/2024/NQ-HĐND", ""),
        ("Số: ....../QĐ-UBND", ""),
        ("Số:", ""),
        ("Số: /2025/QĐ-CTUBND Phú Thọ, ngày 17 tháng 10 năm 2025", ""),
        ("CHÍNH PHỦ Số: 125/2026/NĐ-CP", "125/2026/NĐ-CP"),
        ("LUẬT CÔNG NGHIỆP CÔNG NGHỆ SỐ", None),
        ("QUY ĐỊNH CHI TIẾT MỘT SỐ ĐIỀU CỦA LUẬT", None),
        ("Ban hành một số biện pháp", None),
        ("Điều 1. Số lượng", None),
    ],
)
def test_the_number_of_a_head(cell: str, number: str | None) -> None:
    """An open place is an empty number; a line about something else is no number line at all."""
    found = labelled_number(cell)
    assert (found.number if found else None) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ngày 14 tháng 8 năm 2023", date(2023, 8, 14)),
        ("ngày 06 tháng 4 năm 2023", date(2023, 4, 6)),
        ("ngày 03\ntháng 7 năm 2024", date(2024, 7, 3)),
        ("Hà Nội, ngày 31 tháng 10 năm 2023", date(2023, 10, 31)),
        ("14/8/2023", date(2023, 8, 14)),
        ("05/03/2020", date(2020, 3, 5)),
        ("15-7-2022", date(2022, 7, 15)),
        ("1.1.2026", date(2026, 1, 1)),
        ("0h00’ ngày 01/4/2021", date(2021, 4, 1)),
        ("07 giờ 00 ngày 03-02-2026", date(2026, 2, 3)),
        ("từ ngày 3-2-2026 đến ngày 15-3-2026", date(2026, 2, 3)),
        ("8-2", None),
        ("09/11 hằng năm", None),
        ("ngày 09 tháng 11 hằng năm", None),
        ("tháng 6/2020", None),
        ("quý II/2026", None),
        ("năm 2022", None),
        ("nhiệm kỳ 2021-2026", None),
        ("trước ngày 10 tháng 01 của năm liền kề", None),
        ("chậm nhất 05 ngày làm việc kể từ ngày nhận", None),
        ("15 mon 6 năm 2022", None),
        ("ngày   tháng   năm 2024", None),
        ("ngày 31 tháng 2 năm 2024", None),
        ("1.012.2024", None),
        ("10/2022/QH15", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert find_date(text) == day


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Hà Nội, ngày 10 tháng 11 năm 2022", ("Hà Nội", "ngày 10 tháng 11 năm 2022")),
        ("Vĩnh Tân, ngày    tháng 7 năm 2024", ("Vĩnh Tân", "ngày    tháng 7 năm 2024")),
        ("TP. Hồ Chí Minh, ngày 3 tháng 7 năm 2024.", ("TP. Hồ Chí Minh", "ngày 3 tháng 7 năm 2024")),
        ("ngày 10 tháng 11 năm 2022", ("", "ngày 10 tháng 11 năm 2022")),
        ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;", None),
        ("Về việc kỷ niệm ngày 30 tháng 4 năm 2025 trên địa bàn", None),
    ],
)
def test_place_and_date_stand_alone_in_their_line(cell: str, found: tuple[str, str] | None) -> None:
    assert place_and_date(cell) == found


def codes(document: RecognisedDocument) -> list[str]:
    """The codes of the document's warnings, in order."""
    return [warning.code for warning in document.warnings]


TWO_COLUMNS = """\
HỘI ĐỒNG NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHƯỜNG VĨNH TÂN                          Độc lập - Tự do - Hạnh phúc
_______                                  ____________
Số: 12/NQ-HĐND                    Vĩnh Tân, ngày 03 tháng 7 năm 2024

NGHỊ QUYẾT
Về việc phê chuẩn quyết toán
ngân sách năm 2023

HỘI ĐỒNG NHÂN DÂN PHƯỜNG VĨNH TÂN
KHÓA I, KỲ HỌP THỨ 10

Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;
QUYẾT NGHỊ:
"""


@pytest.mark.parametrize("separator", ["      ", "\t", "\t\t", " | "])
def test_a_head_in_two_columns(separator: str) -> None:
    document = recognise(TWO_COLUMNS.replace("      ", separator) + ARTICLE)
    header = document.header
    assert (header.kind, header.number, header.issued_on) == ("Nghị quyết", "12/NQ-HĐND", date(2024, 7, 3))
    assert (header.agency, header.place) == ("HỘI ĐỒNG NHÂN DÂN PHƯỜNG VĨNH TÂN", "Vĩnh Tân")
    assert header.session == "KHÓA I, KỲ HỌP THỨ 10"
    assert header.title == "Về việc phê chuẩn quyết toán ngân sách năm 2023"
    assert document.preamble == ("Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;",)
    assert document.enacting == "QUYẾT NGHỊ:"
    assert codes(document) == []


def test_a_head_line_by_line() -> None:
    document = recognise(
        "QUỐC HỘI\n-------\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\n---------------\n"
        "Luật số: 47/2014/QH13\nHà Nội, ngày 19 tháng 11 năm 2014\n\nLUẬT\nBAN HÀNH VĂN BẢN\nCỦA QUỐC HỘI\n\n"
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\nQuốc hội ban hành Luật Ban hành văn bản.\n"
        + ARTICLE
    )
    header = document.header
    assert (header.kind, header.number, header.agency) == ("Luật", "47/2014/QH13", "QUỐC HỘI")
    assert (header.place, header.issued_on) == ("Hà Nội", date(2014, 11, 19))
    assert header.title == "BAN HÀNH VĂN BẢN CỦA QUỐC HỘI"
    assert document.enacting == "Quốc hội ban hành Luật Ban hành văn bản."
    assert codes(document) == []


def test_a_superior_above_the_issuer() -> None:
    head = (
        "UBND TỈNH BÌNH DƯƠNG\nSỞ TƯ PHÁP\nSố: 1/QĐ-STP\nBình Dương, ngày 2/1/2024\nQUYẾT ĐỊNH\nVề việc khen thưởng\n"
    )
    document = recognise(head + ARTICLE)
    assert document.header.agency == "SỞ TƯ PHÁP"
    assert document.header.number == "1/QĐ-STP"


def test_the_number_and_date_in_one_line() -> None:
    document = recognise("Số: 15/NQ-HĐND Vĩnh Tân, ngày 03 tháng 7 năm 2024\nNGHỊ QUYẾT\nVề ngân sách\n" + ARTICLE)
    assert (document.header.number, document.header.place) == ("15/NQ-HĐND", "Vĩnh Tân")
    assert document.header.issued_on == date(2024, 7, 3)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_announces_itself(kind: str) -> None:
    for line in (kind.upper(), f"**{kind.upper()}**", f"# {kind}"):
        assert recognise(f"{line}\nVề việc chung\n{ARTICLE}").header.kind == kind


def test_kind_and_title_in_one_line() -> None:
    header = recognise("LUẬT THỰC HIỆN DÂN CHỦ Ở CƠ SỞ\n" + ARTICLE).header
    assert (header.kind, header.title) == ("Luật", "THỰC HIỆN DÂN CHỦ Ở CƠ SỞ")
    header = recognise("Luật Thực hiện dân chủ ở cơ sở\n" + ARTICLE).header
    assert (header.kind, header.title) == ("Luật", "Thực hiện dân chủ ở cơ sở")


def test_a_head_that_ran_together_when_it_was_copied() -> None:
    document = recognise(
        "CHÍNH PHỦ Số: 125/2026/NĐ-CP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập – Tự do – Hạnh phúc\n"
        "Hà Nội, ngày 06 tháng 4 năm 2026\n\n# NGHỊ ĐỊNH\n\nQuy định về khoa học\n" + ARTICLE
    )
    assert (document.header.agency, document.header.number) == ("CHÍNH PHỦ", "125/2026/NĐ-CP")
    assert document.header.title == "Quy định về khoa học"


def test_a_title_said_twice_is_one_title() -> None:
    document = recognise("# LUẬT CÔNG NGHIỆP CÔNG NGHỆ SỐ\n\nCÔNG NGHIỆP CÔNG NGHỆ SỐ\n\nCăn cứ Hiến pháp;\n" + ARTICLE)
    assert (document.header.kind, document.header.title) == ("Luật", "CÔNG NGHIỆP CÔNG NGHỆ SỐ")
    assert document.preamble == ("Căn cứ Hiến pháp;",)


def test_an_open_number_before_the_place_and_date() -> None:
    document = recognise("Số: /2025/QĐ-UBND Phú Thọ, ngày 17 tháng 10 năm 2025\nQUYẾT ĐỊNH\nVề việc chung\n" + ARTICLE)
    assert (document.header.number, document.header.place) == ("", "Phú Thọ")
    assert document.header.issued_on == date(2025, 10, 17)


def test_a_sentence_below_a_title_in_capitals_is_not_title() -> None:
    document = recognise("LUẬT\nCƯ TRÚ\nLuật Cư trú số 68/2020/QH14 được sửa đổi, bổ sung bởi Luật B,\n" + ARTICLE)
    assert document.header.title == "CƯ TRÚ"
    assert document.preamble[0].startswith("Luật Cư trú số 68/2020/QH14")


def test_an_official_letter_has_a_subject_for_a_title() -> None:
    document = recognise(
        "ỦY BAN NHÂN DÂN\nSố: 5/UBND-VP\nV/v tập huấn\nVĩnh Tân, ngày 1 tháng 2 năm 2024\n1. Một việc.\n2. Hai việc.\n"
    )
    assert (document.header.kind, document.header.title) == ("Công văn", "V/v tập huấn")


def test_nothing_missing_is_guessed() -> None:
    """A date in the preamble or the articles is not the document's."""
    document = recognise("Căn cứ Luật số 10/2022/QH15 ngày 10 tháng 11 năm 2022;\nĐiều 1. Hiệu lực từ ngày 1/1/2024.\n")
    header = document.header
    assert (header.kind, header.number, header.title, header.agency, header.issued_on) == ("", "", "", "", None)
    assert {"missing_kind", "missing_number", "missing_title", "missing_agency", "missing_date"} <= set(codes(document))


def test_a_day_that_does_not_exist_is_left_empty_and_reported() -> None:
    document = recognise("Vĩnh Tân, ngày 31 tháng 2 năm 2024\nNGHỊ QUYẾT\nVề ngân sách\n" + ARTICLE)
    assert document.header.issued_on is None
    assert {"impossible_date", "missing_date"} <= set(codes(document))


def test_an_unfinished_number_in_the_head_is_reported() -> None:
    document = recognise("Số: 43/2010/-TTg\nQUYẾT ĐỊNH\nVề việc chung\n" + ARTICLE)
    assert document.header.number == "43/2010/-TTg"
    assert "malformed_number" in codes(document)


def test_text_that_belongs_nowhere_is_kept_and_reported() -> None:
    """Before the articles, after the title: it stays where a reader sees it."""
    document = recognise("NGHỊ QUYẾT\nVề ngân sách\n\nMột đoạn lạ không rõ là gì\n\nCăn cứ Luật A;\n" + ARTICLE)
    assert document.preamble == ("Một đoạn lạ không rõ là gì", "Căn cứ Luật A;")
    assert [w.line for w in document.warnings if w.code == "text_before_structure"] == [4]


def test_a_capital_page_is_no_agency() -> None:
    """What goes into a column of a table has its length."""
    document = recognise("A B C\n" * 400 + "NGHỊ QUYẾT\nVề ngân sách\n" + ARTICLE)
    assert document.header.agency == ""
    assert "missing_agency" in codes(document)
