"""Which marks open a unit and which only look like one."""

from __future__ import annotations

import random

import pytest

from outreach.recognition import Level, RecognisedDocument, RecognisedProvision, recognise
from outreach.recognition.grammar import Number, follows, read_marker, read_number, roman_value
from outreach.recognition.reading import normalise
from tests.outreach.legal_texts import DEMOCRACY_LAW, RESOLUTION, filled_lines, text_of


def anchors(text: str) -> list[str]:
    """The anchors of what is recognised, in order."""
    return [provision.anchor for provision in recognise(text).walk()]


def one(document: RecognisedDocument, anchor: str) -> RecognisedProvision:
    """The one provision with this anchor."""
    (found,) = [provision for provision in document.walk() if provision.anchor == anchor]
    return found


@pytest.mark.parametrize(
    ("line", "level", "number"),
    [
        ("Điều 1. Phạm vi", Level.DIEU, "1"),
        ("ĐIỀU 12. PHẠM VI", Level.DIEU, "12"),
        ("Điều 5a. Nghĩa vụ", Level.DIEU, "5a"),
        ("Điều 217b: Tội", Level.DIEU, "217b"),
        ("Điều 1.Phạm vi", Level.DIEU, "1"),
        ("Điều 7[2]. Phạm vi", Level.DIEU, "7"),
        ("Điều 7.[2] Phạm vi", Level.DIEU, "7"),
        ("Điều 7", Level.DIEU, "7"),
        ("1. Một", Level.KHOAN, "1"),
        ("5a. Một", Level.KHOAN, "5a"),
        ("1.Một", Level.KHOAN, "1"),
        ("03. Một", Level.KHOAN, "03"),
        ("đ) Năm", Level.DIEM, "đ"),
        ("a1) Thêm", Level.DIEM, "a1"),
        ("Chương I", Level.CHUONG, "I"),
        ("CHƯƠNG XIV. TÊN", Level.CHUONG, "XIV"),
        ("Chương 2: Tên chương", Level.CHUONG, "2"),
        ("Chương IIa TÊN", Level.CHUONG, "IIa"),
        ("Mục 1. TÊN", Level.MUC, "1"),
        ("Tiểu mục 2", Level.TIEU_MUC, "2"),
        ("Phần thứ nhất", Level.PHAN, "thứ nhất"),
        ("PHẦN THỨ HAI", Level.PHAN, "THỨ HAI"),
        ("Phần II. TÊN", Level.PHAN, "II"),
    ],
)
def test_marks(line: str, level: Level, number: str) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.level, marker.printed) == (level, number)


@pytest.mark.parametrize(
    "line",
    [
        "Điều 5, Điều 6 của Luật này",
        "Điều 86 Luật Thực hiện dân chủ ở cơ sở",
        "Điều 44.13.LQ.86",
        "Điều lệ của tổ chức",
        "điều 5. của",
        "Chương I của Luật này quy định",
        "Chương trình công tác gồm các nội dung",
        "Chương II, Chương III",
        "Mục này có nội dung liên quan",
        "Mục 1 Chương II của Luật này",
        "Tiểu mục 2 và Tiểu mục 3 của Mục này",
        "Phần thứ yếu của công việc",
        "Phần lớn người dân",
        "1.000.000 đồng",
        "1.1. Một",
        "1.. x",
        "0. Không",
        "2024. Ngoài ra",
        "1) Một",
        "ab) Hai",
        "A) Hoa",
        "I. Phần",
        "(a) Một",
        "“Điều 5. Quyền",
    ],
)
def test_what_only_looks_like_a_mark(line: str) -> None:
    assert read_marker(line) is None


@pytest.mark.parametrize(("printed", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XL", 40), ("IIII", 4)])
def test_roman_numbers(printed: str, value: int) -> None:
    assert roman_value(printed) == value


@pytest.mark.parametrize(
    ("level", "printed", "number"),
    [
        (Level.PHAN, "thứ nhất", Number(1)),
        (Level.PHAN, "THỨ TƯ", Number(4)),
        (Level.PHAN, "thứ bốn", Number(4)),
        (Level.CHUONG, "IIa", Number(2, "a")),
        (Level.DIEM, "d", Number(4)),
        (Level.DIEM, "đ", Number(5)),
        (Level.DIEM, "e", Number(6)),
        (Level.DIEM, "g", Number(7)),
        (Level.DIEM, "y", Number(23)),
    ],
)
def test_places_of_numbers(level: Level, printed: str, number: Number) -> None:
    assert read_number(level, printed) == number


@pytest.mark.parametrize(
    ("previous", "number", "expected"),
    [
        (None, "1", True),
        (None, "2", False),
        ("1", "2", True),
        ("1", "3", False),
        ("2", "2", False),
        ("5", "5a", True),
        ("5a", "5b", True),
        ("5d", "5đ", True),
        ("5a", "6", True),
        ("5", "6a", False),
        ("5", "4", False),
    ],
)
def test_which_number_is_expected(previous: str | None, number: str, expected: bool) -> None:
    last = read_number(Level.DIEU, previous) if previous else None
    assert follows(last, read_number(Level.DIEU, number)) is expected


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


PIECES = (
    "Điều 1. ", "Điều 2.", "Điều 5a. X", "Điều 9999. y", "Điều 0. x", "1. ", "2.", "03. ", "a) ", "đ) ", "f) ", "a1) ",
    "Chương I", "CHƯƠNG II TÊN", "Mục 1. TÊN", "Phần thứ nhất", "Tiểu mục 1", "I. ", "IIII. A", "“", "”", '"',
    "Nơi nhận:", "TM. UBND", "PHỤ LỤC", "Mẫu số 01", "\n", "\n", "\n", "\n\n", "\t", "  ", "# ", "**", "***", "---",
    "12", "{}", "\n3\n",
    "Căn cứ Luật;", "QUYẾT NGHỊ:", "NGHỊ QUYẾT", "Số: 1/NQ-HĐND", "ngày 31 tháng 2 năm 2024", "abc", ", ", ". ", "; ",
    ": ", "của", "khoản 1", "Ð", "\u200b", "\u00a0", "\u0663. x", "²", "tệp.doc", "## 440130000000", "%(name)s %",
    "\x1f", "\u2028", "e\u0301", "\x00", "\ufeff",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(300))
def test_no_input_crashes_it_or_loses_a_line(seed: int) -> None:
    """Scraps of marks in any order, and real texts cut and spoilt."""
    chance = random.Random(seed)
    if seed % 3:
        text = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 80)))
    else:
        whole = text_of(chance.choice((DEMOCRACY_LAW, RESOLUTION)))
        start = chance.randrange(len(whole))
        letters = list(whole[start : start + 4000])
        for _ in range(20):
            letters[chance.randrange(len(letters))] = chance.choice(PIECES)
        text = "".join(letters)
    # Whatever the scraps are, there is an article to find.
    text += "\n\nĐiều 777. Cuối cùng\n"
    document = recognise(text)
    lines = [line for source in document.sources() for line in filled_lines(source)]
    assert lines == filled_lines(normalise(text))
    found = [provision.anchor for provision in document.walk()]
    assert len(found) == len(set(found))
    assert all(str(warning.message) for warning in document.warnings)
