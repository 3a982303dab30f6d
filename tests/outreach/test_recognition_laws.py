"""The recogniser on the ward's resolution and five laws and decrees, held against the texts themselves."""

from __future__ import annotations

import re
import textwrap
import time
from datetime import date

import pytest

from outreach.recognition import Level, RecognisedDocument, RecognisedProvision, recognise
from tests.outreach.legal_texts import DEMOCRACY_LAW, NAMES, RESOLUTION, filled_lines, recognised, text_of

# (điều, khoản, điểm, tiểu mục, chương), counted with grep on the files: `^Điều N.`, `^N.` and `^x)`.
# The source of the law of 2022 lacks three articles (4, 63, 84) and all headings but tiểu mục.
COUNTS = {
    "10-2022-qh15.txt": (88, 341, 175, 7, 0),
    "14-2012-qh13.txt": (41, 102, 41, 0, 0),
    "28-2013-nd-cp.txt": (13, 26, 35, 0, 0),
    "59-2023-nd-cp.txt": (31, 81, 61, 2, 0),
    "61-2023-nd-cp.txt": (25, 86, 73, 0, 1),
    "nghi-quyet-vinh-tan.txt": (1, 7, 20, 0, 0),
}
MARKS = {"dieu": r"Điều \d+[a-zđ]?\.\s", "khoan": r"\d+[a-zđ]?\.\s", "diem": r"[a-zđ]\)\s"}
LETTERS = "abcdđeghiklmnopqrstuvxy"


def provision(name: str, anchor: str) -> RecognisedProvision:
    """The one provision with this anchor."""
    (found,) = [provision for provision in recognised(name).walk() if provision.anchor == anchor]
    return found


def codes(document: RecognisedDocument) -> list[str]:
    """The codes of the document's warnings, in order."""
    return [warning.code for warning in document.warnings]


@pytest.mark.parametrize("name", NAMES)
class TestEveryText:
    """What holds for all six."""

    def test_counts(self, name: str) -> None:
        counts = recognised(name).counts()
        assert tuple(counts[level] for level in ("dieu", "khoan", "diem", "tieu_muc", "chuong")) == COUNTS[name]
        assert (counts["phan"], counts["muc"]) == (0, 0)

    def test_counts_agree_with_the_marks_in_the_file(self, name: str) -> None:
        counts = recognised(name).counts()
        for level, mark in MARKS.items():
            assert counts[level] == len(re.findall(f"(?m)^{mark}", text_of(name))), level

    def test_every_line_is_in_exactly_one_place_and_in_order(self, name: str) -> None:
        together = "\n".join(recognised(name).sources())
        assert filled_lines(together) == filled_lines(text_of(name))

    def test_every_word_of_a_provision_is_in_its_source(self, name: str) -> None:
        for provision in recognised(name).walk():
            shown = f"{provision.heading} {provision.text}".split()
            # One law has soft hyphens inside its words: nobody sees them, and no search would find the word.
            source = provision.source.replace("\N{SOFT HYPHEN}", "").split()
            assert shown
            assert [word for word in shown if word not in source] == []

    def test_source_begins_on_its_line(self, name: str) -> None:
        lines = text_of(name).split("\n")
        for provision in recognised(name).walk():
            assert provision.source.split("\n")[0] == lines[provision.line - 1]

    def test_anchors_are_unique_and_ascii(self, name: str) -> None:
        anchors = [provision.anchor for provision in recognised(name).walk()]
        assert len(anchors) == len(set(anchors))
        assert all(re.fullmatch(r"[a-z0-9-]+", anchor) for anchor in anchors)

    def test_levels_nest(self, name: str) -> None:
        for provision in recognised(name).walk():
            assert all(child.level.rank > provision.level.rank for child in provision.children)
            if provision.level is Level.KHOAN:
                assert provision.anchor.startswith("dieu-")

    def test_only_articles_and_headings_are_titled(self, name: str) -> None:
        for provision in recognised(name).walk():
            if provision.level in (Level.KHOAN, Level.DIEM):
                assert provision.heading == ""
                assert provision.text
            elif name != RESOLUTION:
                assert provision.heading

    def test_numbers_of_clauses_and_points_run_on(self, name: str) -> None:
        """The laws have no gap below the article; the resolution has one, which is warned about."""
        gaps = []
        for provision in recognised(name).walk():
            khoan = [child.number for child in provision.children if child.level is Level.KHOAN]
            assert khoan == [str(number) for number in range(1, len(khoan) + 1)]
            diem = "".join(child.number for child in provision.children if child.level is Level.DIEM)
            if not LETTERS.startswith(diem):
                gaps.append((provision.anchor, diem))
        assert gaps == ([("dieu-1-khoan-2", "abcde")] if name == RESOLUTION else [])

    def test_the_same_text_gives_the_same_result(self, name: str) -> None:
        assert recognise(text_of(name)) == recognised(name)

    def test_windows_line_ends_change_nothing(self, name: str) -> None:
        assert recognise(text_of(name).replace("\n", "\r\n")) == recognised(name)

    @pytest.mark.parametrize("width", [60, 72, 80, 100])
    def test_hard_wrapping_changes_nothing(self, name: str, width: int) -> None:
        """Broken at any width, with blank lines between paragraphs, every provision reads the same."""
        assert shape(recognise(wrapped(text_of(name), width))) == shape(recognised(name))

    @pytest.mark.parametrize("width", [66, 76, 90])
    def test_page_numbers_and_missing_blank_lines_change_no_structure(self, name: str, width: int) -> None:
        """Where nothing tells a paragraph from a wrapped line, units and words still stand; so do they across pages."""
        lines = wrapped(text_of(name), width).split("\n")
        paged = [
            part
            for index, line in enumerate(lines)
            for part in ([line] if index % 40 else [line, "", f"{index // 40 + 1}", ""])
        ]
        dense = [line for line in lines if line]
        for variant in (paged, dense):
            assert words(recognise("\n".join(variant))) == words(recognised(name))


def wrapped(text: str, width: int) -> str:
    """The text as a page of this width would have it."""
    lines = (textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    return "\n".join("\n".join(parts) for parts in lines)


def shape(document: RecognisedDocument) -> list[tuple[str, ...]]:
    """All provisions with their title and paragraphs."""
    return [(p.anchor, p.citation, p.heading, p.text) for p in document.walk()]


def words(document: RecognisedDocument) -> list[tuple[object, ...]]:
    """All provisions with their words, wherever paragraphs break."""
    return [(p.anchor, f"{p.heading} {p.text}".split()) for p in document.walk()]


def test_the_long_law_takes_well_under_a_second() -> None:
    """Measured in processor time, so that a busy machine does not fail it."""
    text = text_of(DEMOCRACY_LAW)
    started = time.process_time()
    recognise(text)
    assert time.process_time() - started < 1


class TestDemocracyLaw:
    """Law 10/2022/QH15 and what its source lacks."""

    def test_head(self) -> None:
        header = recognised(DEMOCRACY_LAW).header
        assert (header.kind, header.number, header.agency) == ("Luật", "10/2022/QH15", "Quốc hội")
        assert (header.issued_on, header.effective_on) == (date(2022, 11, 10), date(2023, 7, 1))
        assert header.title == "THỰC HIỆN DÂN CHỦ Ở CƠ SỞ"

    def test_articles_run_to_91_without_three(self) -> None:
        numbers = [p.number for p in recognised(DEMOCRACY_LAW).walk() if p.level is Level.DIEU]
        assert numbers == [str(number) for number in range(1, 92) if number not in (4, 63, 84)]
        gaps = [(w.code, w.line) for w in recognised(DEMOCRACY_LAW).warnings if w.code == "number_gap"]
        assert gaps == [("number_gap", 40), ("number_gap", 938), ("number_gap", 1238)]

    @pytest.mark.parametrize(
        ("anchor", "heading", "beginning"),
        [
            ("dieu-86", "Trách nhiệm của Hội đồng nhân dân, Ủy ban nhân dân cấp xã", ""),
            ("dieu-91", "Áp dụng pháp luật và quy định chuyển tiếp", ""),
            (
                "dieu-11",
                "Những nội dung chính quyền địa phương cấp xã phải công khai",
                "Trừ các thông tin thuộc bí mật",
            ),
            ("dieu-90-khoan-1", "", "Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2023."),
            ("dieu-31-khoan-1-diem-d", "", "Tham dự hội nghị trao đổi, đối thoại"),
            ("dieu-35-khoan-2-diem-dd", "", "Xử lý người có hành vi cản trở công dân"),
        ],
    )
    def test_spots(self, anchor: str, heading: str, beginning: str) -> None:
        found = provision(DEMOCRACY_LAW, anchor)
        assert found.heading == heading
        assert found.text.startswith(beginning)
        assert bool(found.text) == bool(beginning)

    def test_a_heading_whose_title_stands_on_the_next_line(self) -> None:
        found = provision(DEMOCRACY_LAW, "tieu-muc-1")
        assert (found.heading, found.line) == ("NỘI DUNG, HÌNH THỨC KIỂM TRA, GIÁM SÁT", 428)
        assert found.children[0].anchor == "dieu-30"

    def test_repeated_headings_get_an_address_of_their_own_and_a_warning(self) -> None:
        repeated = [w.anchor for w in recognised(DEMOCRACY_LAW).warnings if w.code == "duplicate_number"]
        assert repeated == ["tieu-muc-1-lan-2", "tieu-muc-2-lan-2", "tieu-muc-2-lan-3"]

    def test_invisible_characters_do_not_split_words(self) -> None:
        clause = provision(DEMOCRACY_LAW, "dieu-11-khoan-1")
        assert "phương án chuyển dịch" in clause.text
        assert "ph\N{SOFT HYPHEN}ương án" in clause.source

    def test_paragraphs_after_a_clause_stay_in_it(self) -> None:
        assert provision(DEMOCRACY_LAW, "dieu-14-khoan-1").text.count("\n") == 2


class TestResolution:
    """The ward's resolution, flaws included."""

    def test_head_has_no_number_and_no_date(self) -> None:
        header = recognised(RESOLUTION).header
        assert (header.kind, header.number, header.issued_on) == ("Nghị quyết", "", None)
        assert header.agency == "HỘI ĐỒNG NHÂN DÂN PHƯỜNG VĨNH TÂN"
        assert header.session == "KHÓA I, KỲ HỌP THỨ 10, NHIỆM KỲ 2021-2026"
        assert header.title == (
            "Về việc Ban hành các biện pháp bảo đảm thực hiện dân chủ ở cơ sở trên địa bàn phường Vĩnh Tân"
        )

    def test_preamble_and_enactment(self) -> None:
        document = recognised(RESOLUTION)
        assert [paragraph.split(" ", 1)[0] for paragraph in document.preamble] == ["Căn"] * 6 + ["Xét"]
        assert document.preamble[-1].endswith("ý kiến thảo luận của đại biểu Hội đồng nhân dân tại kỳ họp.")
        assert "Báo cáo tham tra số 15/BC-HĐND ngày 03 tháng 7 năm 2024" in document.preamble[-1]
        assert document.enacting == "QUYẾT NGHỊ:"
        assert (document.closing, document.appendices) == ((), ())

    def test_the_article_is_a_sentence_not_a_title(self) -> None:
        article = provision(RESOLUTION, "dieu-1")
        assert article.heading == ""
        assert article.text == (
            "Ban hành các biện pháp bảo đảm thực hiện dân chủ ở cơ sở trên địa bàn phường Vĩnh Tân "
            "với những nội dung cụ thể như sau:"
        )
        assert [child.anchor for child in article.children] == [f"dieu-1-khoan-{number}" for number in range(1, 8)]

    def test_points_of_each_clause(self) -> None:
        letters = ["".join(p.number for p in clause.children) for clause in provision(RESOLUTION, "dieu-1").children]
        assert letters == ["abc", "abcde", "abc", "abc", "ab", "ab", "ab"]

    def test_a_clause_wrapped_over_two_lines(self) -> None:
        clause = provision(RESOLUTION, "dieu-1-khoan-1")
        assert clause.text == "Về công tác tổ chức, quán triệt, tuyên truyền và tổ chức triển khai thực hiện"
        assert clause.source == "1. Về công tác tổ chức, quán triệt, tuyên truyền và tổ chức triển khai thực\nhiện"

    def test_slips_stay_in_the_text(self) -> None:
        assert "trong qua trình kiểm tra" in provision(RESOLUTION, "dieu-1-khoan-6-diem-b").text
        assert '"tự diễn biến", "tự chuyển hóa".' in provision(RESOLUTION, "dieu-1-khoan-2-diem-e").text

    def test_warnings(self) -> None:
        warnings = recognised(RESOLUTION).warnings
        by_code = {(w.code, w.line, w.anchor) for w in warnings}
        assert {
            ("missing_number", 0, ""),
            ("missing_date", 0, ""),
            ("symbol_issuer_mismatch", 30, ""),
            ("suspicious_word", 32, ""),
            ("letter_gap", 67, "dieu-1-khoan-2-diem-e"),
            ("suspicious_word", 95, "dieu-1-khoan-6-diem-b"),
            ("hard_wrapped", 11, ""),
        } <= by_code
        assert {w.code for w in warnings} == {code for code, _, _ in by_code} - {"number_gap", "duplicate_number"}
        assert [w.code for w in warnings if w.is_note] == ["hard_wrapped"]


class TestDecrees:
    """What the decrees' sources hold beside the law."""

    def test_names_of_attached_files_are_not_shown_as_law(self) -> None:
        clause = provision("59-2023-nd-cp.txt", "dieu-3-khoan-6")
        assert ".doc" not in clause.text
        assert "Phu luc_ban hanh kem theo NĐ so 59_2023_ND-CP.doc" in clause.source

    def test_records_between_articles_are_not_shown_as_law(self) -> None:
        clause = provision("61-2023-nd-cp.txt", "dieu-24-khoan-2")
        assert clause.text.endswith("hương ước, quy ước mới thay thế trước ngày 31 tháng 12 năm 2023.")
        strays = [w.line for w in recognised("61-2023-nd-cp.txt").warnings if w.code == "stray_line"]
        assert strays == [168, 198, 238, 396, 398, 402]

    def test_a_chapter_that_appears_after_its_articles_is_reported(self) -> None:
        chapter = provision("61-2023-nd-cp.txt", "chuong-1")
        assert (chapter.number, chapter.heading) == ("I", "NHỮNG QUY ĐỊNH CHUNG")
        assert [child.anchor for child in chapter.children] == ["dieu-25"]
        assert "late_heading" in codes(recognised("61-2023-nd-cp.txt"))

    def test_a_publishers_note_is_kept_and_reported(self) -> None:
        notes = [w for w in recognised("14-2012-qh13.txt").warnings if w.code == "editorial_note"]
        assert [(w.line, w.anchor) for w in notes] == [(100, "dieu-9-khoan-4")]
        assert "Mục này có nội dung liên quan" in provision("14-2012-qh13.txt", "dieu-9-khoan-4").text

    def test_a_clean_decree_has_no_warnings(self) -> None:
        assert codes(recognised("28-2013-nd-cp.txt")) == []
