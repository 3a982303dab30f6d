"""What the editor is told about a text, in the editor's language, with the place named."""

from __future__ import annotations

import pytest
from django.utils import translation

from outreach.recognition import RecognitionWarning, recognise
from outreach.recognition.warnings import MAX_EXCERPT, MAX_PER_CODE, MESSAGES, NOTES
from outreach.recognition.wording import find_slips
from tests.outreach.legal_texts import RESOLUTION, recognised


def warned(text: str, code: str) -> list[RecognitionWarning]:
    """The warnings of one code."""
    return [warning for warning in recognise(text).warnings if warning.code == code]


def said(warning: RecognitionWarning) -> str:
    """The warning as an English-speaking editor reads it."""
    with translation.override("en"):
        return str(warning.message)


def test_a_skipped_letter_names_the_clause_and_the_letter() -> None:
    (gap,) = [w for w in recognised(RESOLUTION).warnings if w.code == "letter_gap"]
    assert said(gap).startswith("khoản 2 Điều 1, line 67: điểm d is followed by điểm e; điểm đ is missing.")
    assert gap.excerpt.startswith("e) Chú trọng công tác giáo dục rèn luyện")
    assert len(gap.excerpt) <= MAX_EXCERPT


@pytest.mark.parametrize(
    ("text", "code", "anchor", "sentence"),
    [
        ("Điều 1. A.\nĐiều 3. B.", "number_gap", "dieu-3", "Điều 1 is followed by Điều 3; Điều 2 is missing"),
        ("Điều 1. A.\nĐiều 9. B.", "number_gap", "dieu-9", "Điều 2–Điều 8 is missing"),
        ("Điều 1. A.\nĐiều 4. B.", "number_gap", "dieu-4", "Điều 2, Điều 3 is missing"),
        ("Điều 1. A\n1. B.\n3. C.", "number_gap", "dieu-1-khoan-3", "khoản 1 is followed by khoản 3; khoản 2"),
        ("Điều 1. A\n2. B.\n3. C.", "first_number", "dieu-1-khoan-2", "khoản 2 Điều 1, line 2"),
        ("Điều 1. A\na) B.\nđ) C.", "letter_gap", "dieu-1-diem-dd", "điểm b, điểm c, điểm d is missing"),
        ("Điều 1. A\na) B.\na) C.", "duplicate_number", "dieu-1-diem-a-lan-2", "#dieu-1-diem-a-lan-2"),
        ("Điều 2. A.\nĐiều 2. B.", "duplicate_number", "dieu-2-lan-2", "Điều 2, line 2"),
        ("Điều 3. A.\nĐiều 2. B.", "out_of_order", "dieu-2", "it comes after Điều 3"),
        ("Điều 1. A\ne) B.\nf) C.", "unusual_letter", "dieu-1-diem-f", "điểm f Điều 1, line 3"),
        ("Điều 1. A.\nChương I\nB\nĐiều 2. C.", "late_heading", "chuong-1", "Chương I, line 2"),
        ("Chương I\nA\nTiểu mục 1. B\nĐiều 1. C.", "orphan_level", "chuong-1-tieu-muc-1", "it stands in no Mục"),
        ("Chương I\nĐiều 1. C.", "missing_heading", "chuong-1", "Chương I, line 1"),
        ("Điều 1. A\n1.\n2. B.", "empty_provision", "dieu-1-khoan-1", "khoản 1 Điều 1, line 2"),
        ("Điều 1. Nói “rằng.\nĐiều 2. B.", "unclosed_quote", "", "Line 1"),
        ("Điều 1. A.\nvan-ban-kem-theo.docx", "stray_line", "dieu-1", "van-ban-kem-theo.docx"),
    ],
)
def test_oddities_of_structure(text: str, code: str, anchor: str, sentence: str) -> None:
    (warning,) = warned(text, code)
    assert warning.anchor == anchor
    assert sentence in said(warning)


@pytest.mark.parametrize(
    "text",
    [
        "Điều 1. A.\nĐiều 2. B.\nĐiều 2a. C.\nĐiều 2b. D.\nĐiều 3. E.",
        "Điều 1. A\n1. B.\n1a. C.\n2. D.\nĐiều 2. E\n1. F.",
        "Điều 1. A\na) B.\nb) C.\nc) D.\nd) E.\nđ) F.\ne) G.\ng) H.\nh) I.\ni) K.\nk) L.\nl) M.",
        "Chương I\nA\nMục 1. B\nĐiều 1. C.\nChương II\nD\nMục 1. E\nĐiều 2. F.",
    ],
)
def test_sound_numbering_is_not_remarked_on(text: str) -> None:
    head = {"missing_number", "missing_date", "missing_kind", "missing_title", "missing_agency"}
    assert {warning.code for warning in recognise(text).warnings} <= head


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Báo cáo tham tra số 15", "thẩm tra"),
        ("trong qua trình kiểm tra", "quá trình"),
        ("Chủ tịch Ủy bản nhân dân", "Ủy ban"),
        ("Căn cLuật Tổ chức", "Căn cứ Luật"),
        ("Hội đồng phổ biến giáo dục pháp luật", "Hội đồng phối hợp phổ biến, giáo dục pháp luật"),
        ("Ban Giám sát đầu tư cộng đồng", "Ban Giám sát đầu tư của cộng đồng"),
        ("Luật thực hiện dân chủ ở cơ sở", "Luật Thực hiện dân chủ ở cơ sở"),
        ("thực hiện dân chủ cơ sở", "dân chủ ở cơ sở"),
        ("tổ chức chính trị xã hội", "chính trị - xã hội"),
        ("khiếu nại tố cáo", "khiếu nại, tố cáo"),
    ],
)
def test_slips_are_shown_with_what_was_probably_meant(written: str, meant: str) -> None:
    (finding,) = [finding for finding in find_slips(written) if finding.code == "suspicious_word"]
    assert finding.values["likely"] == meant
    assert finding.values["found"] in written


@pytest.mark.parametrize(
    "text",
    [
        "thực hiện thông qua trình tự, thủ tục",
        "đạt được qua trình độ đào tạo",
        "báo cáo thẩm tra trong quá trình kiểm tra",
        "pháp luật về thực hiện dân chủ ở cơ sở",
        "tổ chức chính trị - xã hội",
        "khiếu nại, tố cáo",
        "Hội đồng phối hợp phổ biến, giáo dục pháp luật",
    ],
)
def test_right_words_are_left_in_peace(text: str) -> None:
    assert list(find_slips(text)) == []


@pytest.mark.parametrize(
    ("text", "mismatch"),
    [
        ("Tờ trình số 706/TTr-HĐND ngày 24 tháng 6 năm 2024 của Ủy ban nhân dân phường", True),
        ("Tờ trình số 706/TTr-HĐND ngày 24 tháng 6 năm 2024 của Uỷ ban nhân dân phường", True),
        ("Quyết định số 346/QĐ-TTg ngày 06 tháng 4 năm 2023 của Chính phủ", True),
        ("Tờ trình số 706/TTr-UBND ngày 24 tháng 6 năm 2024 của Ủy ban nhân dân phường", False),
        ("Quyết định số 346/QĐ-TTg ngày 06 tháng 4 năm 2023 của Thủ tướng Chính phủ", False),
        ("Nghị định số 59/2023/NĐ-CP ngày 14 tháng 8 năm 2023 của Chính phủ", False),
        ("Báo cáo số 15/BC-HĐND ngày 03 tháng 7 năm 2024 của Ban Pháp chế, Hội đồng nhân dân", False),
        ("Pháp lệnh số 34/2007/PL-UBTVQH11 ngày 20 tháng 4 năm 2007 của Ủy ban Thường vụ Quốc hội", False),
    ],
)
def test_a_symbol_of_another_agency_is_noticed(text: str, mismatch: bool) -> None:
    """A body that is in no table is not judged."""
    assert bool([finding for finding in find_slips(text) if finding.code == "symbol_issuer_mismatch"]) is mismatch


def test_a_mismatch_names_the_number_and_both_agencies() -> None:
    (warning,) = [w for w in recognised(RESOLUTION).warnings if w.code == "symbol_issuer_mismatch"]
    assert "706/TTr-HĐND carries the symbol of Hội đồng nhân dân" in said(warning)
    assert "Ủy ban nhân dân" in said(warning)


def test_the_line_of_a_slip_is_the_line_it_stands_on() -> None:
    """Also when the paragraph began lines above."""
    text = "Điều 1. A\n1. Ủy ban nhân dân phường có trách nhiệm gửi báo cáo\ntham tra đến Thường trực.\n"
    (warning,) = warned(text, "suspicious_word")
    assert (warning.line, warning.anchor) == (3, "dieu-1-khoan-1")


def test_messages_speak_the_readers_language() -> None:
    """The warning is made once and read by people with different languages."""
    (gap,) = [w for w in recognised(RESOLUTION).warnings if w.code == "letter_gap"]
    with translation.override("vi"):
        vietnamese = str(gap.message)
    assert said(gap) != vietnamese
    assert "khoản 2 Điều 1" in vietnamese


def test_every_message_can_be_said() -> None:
    """Every template has its values, in a text that has every oddity at once; notes ask nothing of the editor."""
    for code in NOTES:
        assert code in MESSAGES
    one = warned("Điều 1. Cán bộ,\nviên chức.\n\n7\n\nĐiều 2. B.", "hard_wrapped")
    assert [said(w) for w in one] == ["One line break in mid-sentence (line 1) was replaced by a space."]
    assert one[0].is_note


def test_a_flood_of_one_oddity_is_cut_short() -> None:
    text = "Điều 1. A\n" + "1. Một.\n" * 200
    warnings = recognise(text).warnings
    assert len([w for w in warnings if w.code == "duplicate_number"]) == MAX_PER_CODE
    (more,) = [w for w in warnings if w.code == "more"]
    assert said(more).startswith("149 more remarks are of the same kind")


def test_warnings_come_in_the_order_of_the_text() -> None:
    lines = [warning.line for warning in recognised(RESOLUTION).warnings]
    assert lines == sorted(lines)


def test_a_percent_sign_in_the_text_harms_no_message() -> None:
    (warning,) = warned("Điều 1. Đạt “100%(s) số hộ.\nĐiều 2. B.", "unclosed_quote")
    assert "100%(s) số hộ" in said(warning)
