"""Which marks open a unit and which only look like one."""

from __future__ import annotations

import pytest

from outreach.recognition import Level, recognise
from tests.outreach.legal_texts import anchors, filled_lines, one

LAW = """\
LUẬT
ĐỊA PHƯƠNG

Phần thứ nhất
NHỮNG QUY ĐỊNH CHUNG

Chương I
PHẠM VI

Điều 1. Phạm vi
Luật này quy định về địa phương.
Điều 2. Giải thích từ ngữ
1. Một là:
a) Thôn;
b) Tổ dân phố.
2. Hai.

Chương II
TỔ CHỨC
CỦA ĐỊA PHƯƠNG

Mục 1. CƠ QUAN
Điều 3. Cơ quan
d) Bốn
đ) Năm

Mục 2
NHÂN SỰ
Điều 3a. Nhân sự
Nội dung.

Phần thứ hai
THI HÀNH
Chương III
HIỆU LỰC
Điều 4. Hiệu lực
Luật này có hiệu lực.
"""


def test_the_whole_ladder() -> None:
    document = recognise(LAW)
    assert [(p.anchor, p.heading) for p in document.walk() if p.level.rank <= Level.DIEU.rank] == [
        ("phan-1", "NHỮNG QUY ĐỊNH CHUNG"),
        ("phan-1-chuong-1", "PHẠM VI"),
        ("dieu-1", "Phạm vi"),
        ("dieu-2", "Giải thích từ ngữ"),
        ("phan-1-chuong-2", "TỔ CHỨC CỦA ĐỊA PHƯƠNG"),
        ("phan-1-chuong-2-muc-1", "CƠ QUAN"),
        ("dieu-3", "Cơ quan"),
        ("phan-1-chuong-2-muc-2", "NHÂN SỰ"),
        ("dieu-3a", "Nhân sự"),
        ("phan-2", "THI HÀNH"),
        ("phan-2-chuong-3", "HIỆU LỰC"),
        ("dieu-4", "Hiệu lực"),
    ]
    assert document.counts() == {"phan": 2, "chuong": 3, "muc": 2, "tieu_muc": 0, "dieu": 5, "khoan": 2, "diem": 4}
    assert one(document, "dieu-2-khoan-1-diem-b").citation == "điểm b khoản 1 Điều 2"
    assert one(document, "phan-1-chuong-2-muc-2").citation == "Mục 2 Chương II Phần thứ nhất"
    assert one(document, "dieu-2-khoan-1").label == "khoản 1"


def test_chapters_may_run_on_from_part_to_part() -> None:
    """Chapter III first in part two is no gap."""
    assert {w.code for w in recognise(LAW).warnings} & {"first_number", "number_gap"} == {"first_number"}
    (gap,) = [w for w in recognise(LAW).warnings if w.code == "first_number"]
    assert gap.anchor == "dieu-3-diem-d"


def test_two_letters_d_have_anchors_of_their_own() -> None:
    assert anchors("Điều 1. X\nd) Bốn\nđ) Năm\n") == ["dieu-1", "dieu-1-diem-d", "dieu-1-diem-dd"]


def test_a_line_is_a_title_only_when_it_titles_something() -> None:
    document = recognise(
        "Điều 1. Phạm vi\nQuy định này…\nĐiều 2. Giao Ủy ban nhân dân phường thực hiện\nĐiều 3. Như sau:\n1. Một"
    )
    assert [(p.heading, p.text) for p in document.provisions] == [
        ("Phạm vi", "Quy định này…"),
        ("", "Giao Ủy ban nhân dân phường thực hiện"),
        ("", "Như sau:"),
    ]


def test_an_article_whose_title_stands_on_the_next_line() -> None:
    document = recognise("Điều 1.\nPhạm vi\n\n1. Một.\n\nĐiều 2\nĐối tượng\n\n1. Hai.\n")
    assert [p.heading for p in document.provisions] == ["Phạm vi", "Đối tượng"]


WRAPPED = """\
Điều 1. Trách nhiệm của Ủy ban nhân dân các cấp trong việc thực hiện quy định tại
Điều 5, Điều 6 của Luật này

1. Thực hiện đầy đủ các nhiệm vụ được quy định tại khoản 1, khoản 2, khoản 3 và khoản
4. Trường hợp cần thiết thì báo cáo cấp trên theo quy định của pháp luật về dân chủ ở
Điều 86 Luật Thực hiện dân chủ ở cơ sở và các văn bản có liên quan đến việc thi hành tại
Điều 9. Việc báo cáo được thực hiện bằng văn bản gửi đến cơ quan có thẩm quyền vào ngày
15. Ủy ban nhân dân cấp xã chịu trách nhiệm về tính chính xác của báo cáo theo điểm a và
b) khoản này, bảo đảm công khai, minh bạch, đúng thời hạn và đúng trình tự, thủ tục đã
nêu ở trên.

2. Hai.
"""


@pytest.mark.parametrize("text", [WRAPPED, "\n".join(filled_lines(WRAPPED))], ids=["blank lines", "no blank lines"])
def test_citations_at_the_start_of_a_wrapped_line_open_nothing(text: str) -> None:
    document = recognise(text)
    assert [p.anchor for p in document.walk()] == ["dieu-1", "dieu-1-khoan-1", "dieu-1-khoan-2"]
    assert "và khoản 4. Trường hợp" in one(document, "dieu-1-khoan-1").text
    assert "thi hành tại Điều 9. Việc báo cáo" in one(document, "dieu-1-khoan-1").text
    assert one(document, "dieu-1").heading.endswith("tại Điều 5, Điều 6 của Luật này")


@pytest.mark.parametrize(
    "title", ["Địa điểm", "Tài khoản", "Báo cáo hằng năm", "Danh mục", "Chứng từ", "Công văn đến", "Văn bằng", "Số"]
)
def test_a_title_may_end_in_a_word_that_citations_have(title: str) -> None:
    text = f"Điều 1. {title}\n1. Một.\n2. Hai.\nĐiều 2. {title}\na) Một;\nb) Hai.\n"
    assert anchors(text) == [
        "dieu-1",
        "dieu-1-khoan-1",
        "dieu-1-khoan-2",
        "dieu-2",
        "dieu-2-diem-a",
        "dieu-2-diem-b",
    ]


def test_lists_with_dashes_keep_their_items() -> None:
    document = recognise("Điều 1. Nội dung\n1. Gồm:\n- Tuyên truyền;\n- Tập huấn;\n+ Cán bộ.\n2. Hai.\n")
    assert one(document, "dieu-1-khoan-1").text == "Gồm:\n- Tuyên truyền;\n- Tập huấn;\n+ Cán bộ."


def test_page_numbers_are_left_out_and_the_sentence_goes_on() -> None:
    document = recognise("Điều 1. Nội dung\n1. Cán bộ, công chức,\n\n- 2 -\n\nviên chức phường.\n\n3\n\n2. Hai.\n")
    assert one(document, "dieu-1-khoan-1").text == "Cán bộ, công chức, viên chức phường."
    assert [(w.line, w.is_note) for w in document.warnings if w.code == "page_number"] == [(4, True)]


def test_a_year_alone_on_a_wrapped_line_is_no_page_number() -> None:
    document = recognise("Điều 1. Nội dung\n1. Báo cáo trước ngày 15 tháng 12 năm\n2024\n\n2. Hai.\n")
    assert one(document, "dieu-1-khoan-1").text == "Báo cáo trước ngày 15 tháng 12 năm 2024"


def test_running_heads_of_the_gazette_are_left_out() -> None:
    document = recognise(
        "2 CÔNG BÁO/Số 1583 + 1584/Ngày 17-11-2025\nĐiều 1. Nội dung\n1. Các tổ chức chính trị và tổ\n"
        "CÔNG BÁO/Số 1583 + 1584/Ngày 17-11-2025 3\nchức xã hội.\n2. Hai.\n"
    )
    assert one(document, "dieu-1-khoan-1").text == "Các tổ chức chính trị và tổ chức xã hội."
    assert document.front_source.startswith("2 CÔNG BÁO")


def test_a_title_in_capitals_may_have_a_semicolon() -> None:
    document = recognise("Chương I\nQUYỀN CỦA CÔNG DÂN;\nTRÁCH NHIỆM CỦA CƠ QUAN\nĐiều 1. Một.\n")
    assert document.provisions[0].heading == "QUYỀN CỦA CÔNG DÂN; TRÁCH NHIỆM CỦA CƠ QUAN"


def test_an_article_after_a_heading_on_a_wrapped_page() -> None:
    """The heading above ends in no full stop, but it is too short to run on."""
    lines = "Quy chế này áp dụng đối với cán bộ, công chức, viên chức và người\nlao động của phường. "
    text = f"Chương I\nQUY ĐỊNH CHUNG\nĐiều 5. Phạm vi\n1. {lines}\n2. {lines}\n3. {lines}\n"
    assert anchors(text)[:2] == ["chuong-1", "dieu-5"]


def test_headings_made_by_a_converter_inside_a_quotation_stay_text() -> None:
    document = recognise("#### Điều 1. Sửa đổi\n1. Sửa như sau:\n“Điều 5. Năm\n\n#### Điều 6. Sáu\nHết.”.\n2. Hai.\n")
    assert one(document, "dieu-1-khoan-1").text == "Sửa như sau:\n“Điều 5. Năm\nĐiều 6. Sáu\nHết.”."
    assert "dieu-1-khoan-2" in {p.anchor for p in document.walk()}


def test_markdown_is_no_text() -> None:
    document = recognise(
        "# NGHỊ QUYẾT\n**Về ngân sách**\n\n## **Điều 1.** *Phạm vi*\n\n1\\. Một **hai** ba.\n\n**a)** Bốn.\n\n***\n"
    )
    assert [(p.anchor, p.heading or p.text) for p in document.walk()] == [
        ("dieu-1", "*Phạm vi*"),
        ("dieu-1-khoan-1", "Một hai ba."),
        ("dieu-1-khoan-1-diem-a", "Bốn."),
    ]


def test_lookalike_letters_are_recognised_and_kept() -> None:
    document = recognise("Ðiều 1. Ðối tượng\nÐây là nội dung.\nđiều khác.\nÐiều 2. Hai.\n")
    assert document.provisions[0].heading == "Ðối tượng"
    assert document.provisions[0].source.startswith("Ðiều 1.")
    assert len(document.provisions) == 2
