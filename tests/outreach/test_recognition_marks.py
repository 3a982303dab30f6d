"""What a line would open: marks and their numbers, one line at a time."""

from __future__ import annotations

import pytest

from outreach.recognition import Level
from outreach.recognition.grammar import Number, follows, read_marker, read_number, roman_value


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
