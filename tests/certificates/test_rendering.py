"""The file: one page that says what was frozen, for eyes, readers and cameras alike."""

from __future__ import annotations

import io
import itertools
import unicodedata
from typing import Any

import pypdfium2
import pytest
import segno
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from certificates.models import Certificate
from certificates.services import render_certificate
from jobs.enums import JobState
from jobs.models import Job
from jobs.services import run_job
from people.models import User

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
LOWER = "đ" + "".join(unicodedata.normalize("NFC", a + tone) for a, tone in itertools.product(VOWELS, TONES))
LETTERS = LOWER + LOWER.upper()


def said_by(pdf: bytes) -> str:
    """The text of a file in reading order, white space single."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().split())


def with_facts(certificate: Certificate, **changes: Any) -> Certificate:
    """The certificate with other facts, unsaved: `person__name="…"`."""
    for path, value in changes.items():
        *groups, key = path.split("__")
        facts = certificate.snapshot
        for group in groups:
            facts = facts[group]
        facts[key] = value
    return certificate


@pytest.fixture
def frozen(certificate: Certificate) -> Certificate:
    """A certificate with every fact, as it comes from the database."""
    fresh = Certificate.objects.get(pk=certificate.pk)
    return with_facts(fresh, started_on="2026-11-02", completed_on="2026-11-20", score=86.0)


def test_it_says_what_was_frozen_in_reading_order(frozen: Certificate, settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://khaitri.example"
    User.objects.update(last_name="Tên", first_name="Mới")
    text = said_by(render_certificate(frozen))
    phrases = [
        "THÀNH PHỐ HỒ CHÍ MINH",
        "PHƯỜNG VĨNH TÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "GIẤY CHỨNG NHẬN",
        "Nguyễn Thị Phượng",
        "Sinh ngày 14/08/1986",
        "Công chức Văn phòng – Thống kê, Văn phòng HĐND và UBND",
        "Khóa dan-chu",
        "từ ngày 02/11/2026 đến ngày 20/11/2026",
        "08 tiết",
        "Kết quả: Đạt (86/100)",
        f"Số vào sổ: {frozen.serial}",
        f"Mã tra cứu: {frozen.code}",
        f"khaitri.example/xac-minh/{frozen.code}",
        "Vĩnh Tân, ngày",
        "CHỦ TỊCH",
        "Trần Văn An",
    ]
    places = [text.find(phrase) for phrase in phrases]
    assert -1 not in places, [phrase for phrase, place in zip(phrases, places, strict=True) if place < 0]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"course__periods": "12.0"}, "12 tiết"),
        ({"course__periods": "8.5"}, "8,5 tiết"),
        ({"score": 86.5}, "Đạt (86,5/100)"),
        ({"score": 100.0}, "Đạt (100/100)"),
        ({"score": None}, "Kết quả: Đạt Số"),
    ],
)
def test_numbers_as_officials_write_them(frozen: Certificate, change: dict[str, Any], words: str) -> None:
    assert words in said_by(render_certificate(with_facts(frozen, **change)))


def test_facts_that_are_unknown_are_left_out(frozen: Certificate) -> None:
    nothing = dict.fromkeys(("parent_agency", "place", "authority", "signer"), "") | {"agency": "PHƯỜNG VĨNH TÂN"}
    bare = with_facts(
        frozen, person__born_on=None, person__title="", person__unit="", course__periods="0.0", design=nothing
    )
    text = said_by(render_certificate(bare))
    for absent in ("Sinh ngày", "tiết", "None", "· ·", ", ngày"):
        assert absent not in text
    assert "Nguyễn Thị Phượng đã hoàn thành khóa học" in text


def test_every_vietnamese_letter_is_printed_and_read_back(frozen: Certificate) -> None:
    letters = " ".join(LETTERS)
    named = with_facts(frozen, person__name="Nguyễn Phạm Hoàng Thục Quyên Ễ Ộ Ữ Ặ ẫ", course__title=letters)
    text = said_by(render_certificate(named))
    assert letters in text
    assert "Nguyễn Phạm Hoàng Thục Quyên Ễ Ộ Ữ Ặ ẫ" in text


def test_the_longest_names_and_titles_stay_on_one_page_and_complete(frozen: Certificate) -> None:
    name = ("Công Tằng Tôn Nữ Nguyễn Phúc Huyền Trang " * 8)[:300].strip()
    title = ("Bồi dưỡng kiến thức pháp luật và kỹ năng giám sát " * 6)[:255].strip()
    unit = ("Trung tâm phục vụ hành chính công của phường " * 6)[:255].strip()
    text = said_by(render_certificate(with_facts(frozen, person__name=name, course__title=title, person__unit=unit)))
    for words in (name, title, unit, frozen.code, "Trần Văn An"):
        assert words in text


def test_words_are_words_whatever_they_look_like(frozen: Certificate) -> None:
    name = 'Lê #panic() *An* $x$ "Bình" \\ @ <a>'
    assert name in said_by(render_certificate(with_facts(frozen, person__name=name)))


def test_the_code_for_cameras_leads_to_the_verification_page(frozen: Certificate, settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://khaitri.example"
    page = pypdfium2.PdfDocument(render_certificate(frozen))[0]
    picture = page.render(scale=4, grayscale=True).to_pil()
    # Nothing but the code is quite black in the lower left.
    corner = picture.crop((0, picture.height // 2, picture.width // 2, picture.height)).point(
        lambda grey: 255 * (grey < 16)
    )
    printed = corner.crop(corner.getbbox())
    expected = segno.make(f"https://khaitri.example/xac-minh/{frozen.code}/", error="m", micro=False).matrix
    side = len(expected)
    step = printed.width / side
    seen = [
        [int(printed.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) > 0) for x in range(side)]
        for y in range(side)
    ]
    assert seen == [list(row) for row in expected]


def test_it_is_an_archivable_and_accessible_document(frozen: Certificate) -> None:
    reader = PdfReader(io.BytesIO(render_certificate(frozen)))
    root: Any = reader.trailer["/Root"]
    described = root["/Metadata"].get_object().get_data().decode()
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("vi")
    assert "<pdfaid:part>2</pdfaid:part>" in described
    assert "<pdfuaid:part>1</pdfuaid:part>" in described
    assert reader.metadata is not None
    assert frozen.serial in str(reader.metadata.title)


def test_the_same_facts_give_the_same_file(frozen: Certificate) -> None:
    assert render_certificate(frozen) == render_certificate(frozen)


def test_the_job_makes_the_file_once(certificate: Certificate) -> None:
    job = Job.objects.get()
    run_job(job.pk)
    made = Certificate.objects.get()
    assert Job.objects.get().state == JobState.DONE
    with made.file.open() as file:
        assert "Nguyễn Thị Phượng" in said_by(file.read())

    Certificate.objects.update(snapshot={})
    Job.objects.update(state=JobState.QUEUED)
    run_job(job.pk)

    assert Job.objects.get().state == JobState.DONE, "a second run has nothing to do, so it cannot fail"
    assert Certificate.objects.get().file.name == made.file.name
