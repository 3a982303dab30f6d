"""Where a document's own provisions stop: quotations, endings, appendices, attached documents."""

from __future__ import annotations

import pytest

from outreach.recognition import recognise
from tests.outreach.legal_texts import anchors, filled_lines, one

AMENDMENT = """\
Điều 1. Sửa đổi, bổ sung một số điều của Luật A
1. Sửa đổi Điều 5 như sau:
{open}Điều 5. Quyền của công dân
1. Công dân có quyền được biết.
a) Biết;
b) Bàn.

2. Nhà nước bảo đảm.

Chương II
Điều 5a. Khác
3. Ba.{close}.
2. Thay cụm từ {open}a{close} bằng cụm từ {open}b{close}.
Điều 2. Hiệu lực
Từ ngày ký.
"""


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"')])
def test_quoted_articles_belong_to_the_law_they_amend(opening: str, closing: str) -> None:
    document = recognise(AMENDMENT.format(open=opening, close=closing))
    assert [p.anchor for p in document.walk()] == ["dieu-1", "dieu-1-khoan-1", "dieu-1-khoan-2", "dieu-2"]
    quoted = one(document, "dieu-1-khoan-1").text
    assert f"{opening}Điều 5. Quyền của công dân\n1. Công dân" in quoted
    assert "unclosed_quote" not in {w.code for w in document.warnings}


def test_a_quotation_inside_a_quoted_article() -> None:
    text = AMENDMENT.format(open="“", close="”").replace("được biết.", "được biết (gọi là “quyền”).")
    assert anchors(text) == ["dieu-1", "dieu-1-khoan-1", "dieu-1-khoan-2", "dieu-2"]


def test_a_lost_quotation_mark_swallows_nothing() -> None:
    body = "".join(f"Điều {n}. Tên\n1. Một.\n2. Hai “ba.\n" for n in range(1, 20)) + "Điều 20. Tên\nKết thúc”.\n"
    document = recognise(body)
    assert document.counts()["dieu"] == 20
    assert document.counts()["khoan"] == 38
    assert "unclosed_quote" in {w.code for w in document.warnings}


ENDING = """\
NGHỊ QUYẾT
Về ngân sách

Điều 1. Phê chuẩn như sau:
1. Thu theo Phụ lục I kèm theo;
2. Chi theo Mẫu số 01
Mẫu số 01 kèm theo Nghị quyết này.
Điều 2. Thực hiện.
Nghị quyết này được Hội đồng nhân dân phường Vĩnh Tân khóa I, kỳ họp thứ 10
thông qua ngày 03 tháng 7 năm 2024./.

Nơi nhận:
- UBND phường;
- Lưu: VT.
TM. HỘI ĐỒNG NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A

PHỤ LỤC I
DANH SÁCH
1. Khoản thu
2. Khoản chi
a) Một

Mẫu số 01
1. Họ tên: ……
Phụ lục II (kèm theo)
3. Khác
"""


def test_ending_and_appendices_are_no_clauses_of_the_last_article() -> None:
    document = recognise(ENDING)
    assert [p.anchor for p in document.walk()] == ["dieu-1", "dieu-1-khoan-1", "dieu-1-khoan-2", "dieu-2"]
    assert document.closing[0].startswith("Nghị quyết này được Hội đồng nhân dân phường Vĩnh Tân khóa I, kỳ họp thứ 10")
    assert "Nguyễn Văn A" in document.closing
    assert document.appendices == (
        "PHỤ LỤC I\nDANH SÁCH\n1. Khoản thu\n2. Khoản chi\na) Một",
        "Mẫu số 01\n1. Họ tên: ……",
        "Phụ lục II (kèm theo)\n3. Khác",
    )


@pytest.mark.parametrize(
    "first",
    [
        "Nơi nhận:",
        "Nơi nhận:          TM. ỦY BAN NHÂN DÂN",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "T/M CHI BỘ",
        "| **Nơi nhận:** | TM. ỦY BAN NHÂN DÂN |",
        "CHỦ TỊCH QUỐC HỘI",
        "Luật này đã được Quốc hội khóa XV, kỳ họp thứ 4 thông qua ngày 10 tháng 11 năm 2022.",
        "PHỤ LỤC",
        "Phụ lục số 02",
        "MẪU SỐ 3a",
    ],
)
def test_what_ends_the_articles(first: str) -> None:
    document = recognise(f"Điều 1. Một.\nĐiều 2. Hai.\n{first}\n1. Không phải khoản\n")
    assert [p.anchor for p in document.walk()] == ["dieu-1", "dieu-2"]
    assert filled_lines(document.back_source) == [first, "1. Không phải khoản"]


@pytest.mark.parametrize("middle", ["Nơi nhận: bộ phận một cửa.", "CHỦ TỊCH NƯỚC", "PHỤ LỤC"])
def test_articles_that_go_on_are_not_cut_off(middle: str) -> None:
    """The President's chapter of a constitution is no signature."""
    assert anchors(f"Điều 1. Một.\n{middle}\nĐiều 2. Hai.\n1. Khoản.\n") == ["dieu-1", "dieu-2", "dieu-2-khoan-1"]


def test_an_attached_document_with_articles_of_its_own_stays_whole() -> None:
    document = recognise(
        "QUYẾT ĐỊNH\nBan hành Quy chế\n\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế.\nĐiều 2. Hiệu lực.\n"
        "Nơi nhận:\n- Lưu: VT.\n\nQUY CHẾ\nLÀM VIỆC\n(Ban hành kèm theo Quyết định số 1/QĐ-UBND)\n"
        "Chương I\nCHUNG\nĐiều 1. Phạm vi\nĐiều 3. Ba\n"
    )
    assert [p.anchor for p in document.walk()] == ["dieu-1", "dieu-2"]
    assert document.appendices[0].startswith("QUY CHẾ\nLÀM VIỆC")
    assert document.appendices[0].endswith("Điều 3. Ba")
    assert [w.line for w in document.warnings if w.code == "attached_articles"] == [14]


def test_a_plan_without_articles_is_divided_by_its_numbers() -> None:
    document = recognise(
        "KẾ HOẠCH\nThực hiện dân chủ ở cơ sở\n\nThực hiện Nghị quyết số 12/NQ-HĐND, Ủy ban ban hành kế hoạch như sau:\n"
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Nâng cao nhận thức.\n2. Yêu cầu\na) Thiết thực.\nII. NỘI DUNG\n1. Một\n"
        "Nơi nhận:\n- Lưu: VT.\n"
    )
    assert [(p.anchor, p.citation) for p in document.walk()] == [
        ("muc-1", "Mục I"),
        ("muc-1-khoan-1", "khoản 1 Mục I"),
        ("muc-1-khoan-2", "khoản 2 Mục I"),
        ("muc-1-khoan-2-diem-a", "điểm a khoản 2 Mục I"),
        ("muc-2", "Mục II"),
        ("muc-2-khoan-1", "khoản 1 Mục II"),
    ]
    assert document.preamble == ("Thực hiện Nghị quyết số 12/NQ-HĐND, Ủy ban ban hành kế hoạch như sau:",)
    assert "no_articles" in {w.code for w in document.warnings}
