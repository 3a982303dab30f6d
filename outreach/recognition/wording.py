"""Likely slips of the pen: shown to the editor with the form that is probably meant, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: (what is written, what is probably meant): first misspellings, then names that the laws of grassroots democracy and
#: legal dissemination write otherwise. Only forms that are never right by themselves belong here.
SLIPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), likely)
    for pattern, likely in (
        (r"\b[Tt]ham tra\b", "thẩm tra"),
        # "thông qua trình tự", "qua trình độ" are right.
        (r"(?<!thông )\bqua trình\b(?! (?:tự|độ|bày|diễn|duyệt|chiếu|báo))", "quá trình"),
        (r"\b(?:Ủy|Uỷ|ủy|uỷ) bản\b", "Ủy ban"),
        (r"\bCăn cLuật\b", "Căn cứ Luật"),
        (r"\bCăn cư\b", "Căn cứ"),
        (r"\b[Nn]ghị đinh\b", "Nghị định"),
        (r"\b[Qq]uyết đinh\b", "Quyết định"),
        (r"\b[Qq]uyêt định\b", "Quyết định"),
        (r"\b[Hh]ội đông nhân dân\b", "Hội đồng nhân dân"),
        (r"\bthưc hiện\b", "thực hiện"),
        (r"\bHội đồng [Pp]hổ biến,? giáo dục pháp luật\b", "Hội đồng phối hợp phổ biến, giáo dục pháp luật"),
        (r"\bBan Giám sát đầu tư cộng đồng\b", "Ban Giám sát đầu tư của cộng đồng"),
        (r"\bLuật thực hiện dân chủ ở cơ sở\b", "Luật Thực hiện dân chủ ở cơ sở"),
        (r"\bdân chủ cơ sở\b", "dân chủ ở cơ sở"),
        (r"\bchính trị xã hội\b", "chính trị - xã hội"),
        (r"\bkhiếu nại tố cáo\b", "khiếu nại, tố cáo"),
    )
)

#: The symbol an agency's documents carry, and how a text begins when it names that agency as issuer.
ISSUERS = {
    "HĐND": "Hội đồng nhân dân",
    "UBND": "Ủy ban nhân dân",
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "QH": "Quốc hội",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
}
_CITED_ISSUER = re.compile(
    r"(?P<number>\d{1,6}(?:/\d{4})?/[A-ZĐ][A-Za-zĐđ]{0,8}-(?P<symbol>HĐND|UBND|CP|TTg|UBTVQH|QH)(?:\d{1,2})?)\s+"
    r"ngày\s+[^;.]{5,30}?\s+của\s+(?P<issuer>"
    + "|".join(re.escape(name).replace("Ủy", "(?:Ủy|Uỷ)") for name in sorted(ISSUERS.values(), key=len, reverse=True))
    + r")\b"
)
_EDITORIAL_NOTE = re.compile(r"\((?:Mục|Điều|Khoản|Điểm|Chương) này có nội dung liên quan đến\b")


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning's code, where in the paragraph it was found, and the values of its message."""

    code: str
    start: int
    end: int
    values: dict[str, str]


def find_slips(text: str) -> Iterator[Finding]:
    """Every likely slip, wrong symbol and publisher's note in one paragraph."""
    for pattern, likely in SLIPS:
        for match in pattern.finditer(text):
            yield Finding("suspicious_word", match.start(), match.end(), {"found": match[0], "likely": likely})
    for match in _CITED_ISSUER.finditer(text):
        symbol_of, issuer = ISSUERS[match["symbol"]], match["issuer"].replace("Uỷ", "Ủy")
        if issuer != symbol_of:
            values = {"found": match["number"], "symbol_of": symbol_of, "issuer": issuer}
            yield Finding("symbol_issuer_mismatch", match.start(), match.end(), values)
    for match in _EDITORIAL_NOTE.finditer(text):
        yield Finding("editorial_note", match.start(), match.end(), {})
