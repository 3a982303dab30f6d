"""No input makes the recogniser crash, or lose or reorder a line."""

from __future__ import annotations

import random

import pytest

from outreach.recognition import recognise
from outreach.recognition.reading import normalise
from tests.outreach.legal_texts import DEMOCRACY_LAW, RESOLUTION, filled_lines, text_of

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
