"""The main job, from end to end: the ward's resolution becomes learning, a certificate, and a line of HR's report."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from assessments.enums import QuestionStatus
from assessments.models import (
    Attempt,
    QuestionCategory,
    QuizActivity,
    Response,
    SingleChoiceOption,
    SingleChoiceQuestion,
)
from assessments.services import record_version
from certificates.models import Certificate
from cms.models import HomePage
from courses.models import Course, CourseCatalogPage, Enrolment, Lesson, Section
from jobs.models import Job
from jobs.services import run_job
from lms.demo.content import load_site
from lms.demo.people import load_people
from outreach.models import ArticleIndexPage, ArticlePage, LegalDocument, LegalLibraryPage, Provision
from people.models import User

RESOLUTION = Path(__file__).resolve().parents[2] / "lms" / "demo" / "data" / "legal" / "nghi-quyet-vinh-tan.txt"
pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    """The ward's people and its empty site."""
    ward = load_people()
    return load_site(ward)


@pytest.fixture
def resolution(home: HomePage, capsys: pytest.CaptureFixture[str]) -> LegalDocument:
    """The resolution, imported by the command as the IT person would."""
    home.add_child(instance=LegalLibraryPage(title="Văn bản", slug="van-ban"))
    call_command("import_document", str(RESOLUTION), publish=True)
    return LegalDocument.objects.get()


@pytest.fixture
def course(home: HomePage, resolution: LegalDocument) -> Course:
    """A course of one lesson to read and one quiz, built on the resolution."""
    category = QuestionCategory.objects.create(name="Nghị quyết")
    basis = resolution.provisions.get(anchor="dieu-1-khoan-5-diem-a")
    for number in range(4):
        question = SingleChoiceQuestion(
            category=category,
            stem=f"Câu hỏi số {number}?",
            explanation=f"Giải thích số {number}.",
            basis=basis,
            status=QuestionStatus.READY,
        )
        question.options = [
            SingleChoiceOption(text=f"Phương án {letter} của câu {number}", is_correct=letter == "B", sort_order=order)
            for order, letter in enumerate("ABCD")
        ]
        question.save()
        record_version(question)
    quiz = QuizActivity.objects.create(title="Bài cuối khóa", question_count=4, minutes=10, attempts_allowed=3)
    quiz.categories.add(category)
    catalogue = CourseCatalogPage(title="Khóa học", slug="khoa-hoc")
    home.add_child(instance=catalogue)
    page = Course(title="Dân chủ ở cơ sở cho cán bộ phường", slug="dan-chu", periods=8)
    catalogue.add_child(instance=page)
    section = Section(title="Phần 1", slug="phan-1")
    page.add_child(instance=section)
    section.add_child(
        instance=Lesson(title="Bài đọc", slug="bai-doc", body=[("text", "<p>Đọc.</p>"), ("provision", basis)])
    )
    section.add_child(instance=Lesson(title="Bài kiểm tra", slug="bai-kiem-tra", body=[("activity", quiz)]))
    return page


def signed_in(username: str) -> Client:
    """A browser in which that person is signed in."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def take_quiz(learner: Client, quiz_url: str, right: int) -> Attempt:
    """Start, answer so many questions rightly and the others wrongly, submit."""
    learner.post(f"{quiz_url}bat-dau/")
    attempt = Attempt.objects.latest("pk")
    answers = {}
    for response in Response.objects.filter(attempt=attempt).select_related("version"):
        wanted = response.position <= right
        keys = [option["key"] for option in response.version.content["options"] if option["correct"] == wanted]
        answers[f"q{response.position}"] = keys[0]
    learner.post(f"/hoc-tap/luot-lam/{attempt.pk}/luu-tat-ca/", answers)
    learner.post(f"/hoc-tap/luot-lam/{attempt.pk}/nop/")
    attempt.refresh_from_db()
    return attempt


def test_resolution_is_imported_with_its_flaws_kept_and_told(resolution: LegalDocument) -> None:
    levels = list(resolution.provisions.values_list("level", flat=True))
    assert (levels.count("dieu"), levels.count("khoan"), levels.count("diem")) == (1, 7, 20)
    assert resolution.number == ""
    assert resolution.issued_on is None
    assert "tham tra" in resolution.source_text
    assert "qua trình" in resolution.source_text
    codes = {warning["code"] for warning in resolution.warnings}
    assert {"missing_number", "missing_date", "letter_gap", "suspicious_word"} <= codes

    page = Client().get(f"{resolution.url}")

    assert page.status_code == 200
    html = page.content.decode()
    assert 'id="dieu-1-khoan-2-diem-e"' in html
    assert "Báo cáo tham tra số 15/BC-HĐND" in html


def test_article_quotes_a_provision_and_both_are_found_without_marks(home: HomePage, resolution: LegalDocument) -> None:
    index = ArticleIndexPage(title="Bài viết", slug="bai-viet")
    home.add_child(instance=index)
    provision = Provision.objects.get(anchor="dieu-1-khoan-5-diem-a")
    article = ArticlePage(
        title="Ban Thanh tra nhân dân giúp gì cho bà con?",
        slug="ban-thanh-tra",
        published_on=date(2026, 11, 5),
        body=[("text", "<p>Ban giúp bà con.</p>"), ("provision", provision)],
    )
    index.add_child(instance=article)
    resident = Client()

    html = resident.get("/bai-viet/ban-thanh-tra/").content.decode()
    assert "được tập huấn cơ bản" in html
    assert f"{resolution.url}#dieu-1-khoan-5-diem-a" in html

    found = resident.get("/tim-kiem/", {"q": "tap huan co ban thuc hien nhiem vu"}).content.decode()
    assert f"{resolution.url}#dieu-1-khoan-5-diem-a" in found
    assert "/bai-viet/ban-thanh-tra/" in resident.get("/tim-kiem/", {"q": "giup gi cho ba con"}).content.decode()
    assert not resident.cookies, "reading and searching must not set a cookie"


def test_official_learns_fails_once_passes_and_hr_sees_it(course: Course, django_capture_on_commit_callbacks) -> None:
    learner, staff = signed_in("hocvien"), signed_in("nhansu")

    first = learner.post(f"/hoc-tap/ghi-danh/{course.pk}/")
    assert first.url.endswith("/khoa-hoc/dan-chu/phan-1/bai-doc/")
    enrolment = Enrolment.objects.get()
    lesson = learner.get(first.url)
    assert lesson.status_code == 200
    assert "được tập huấn cơ bản" in lesson.content.decode()
    reading = Lesson.objects.get(slug="bai-doc")
    second = learner.post(f"/hoc-tap/da-doc/{enrolment.pk}/{reading.pk}/")
    quiz_url = re.search(r"/hoc-tap/\d+/bai-kiem-tra/\d+/", learner.get(second.url).content.decode())[0]

    failed = take_quiz(learner, quiz_url, right=1)
    assert (failed.score, failed.passed) == (25, False)
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.progress) == ("active", 50)
    assert not Certificate.objects.exists()

    with django_capture_on_commit_callbacks(execute=False):
        passed = take_quiz(learner, quiz_url, right=3)
    assert (passed.score, passed.passed) == (75, True)
    learner.post(f"/hoc-tap/luot-lam/{passed.pk}/nop/")
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.progress) == ("completed", 100)

    certificate = Certificate.objects.get()
    run_job(Job.objects.get().pk)
    pdf = b"".join(learner.get(f"/hoc-tap/giay-chung-nhan/{certificate.pk}/").streaming_content)
    text = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    today = timezone.localdate()
    for words in (
        "GIẤY CHỨNG NHẬN",
        "Nguyễn Thị Phượng",
        "14/08/1986",
        "Dân chủ ở cơ sở cho cán bộ phường",
        "Đạt (75/100)",
        f"01/{today.year}",
        certificate.code,
    ):
        assert words in text, f"{words} is not in the PDF's text: {text}"
    assert "Chứng chỉ" not in text

    checked = Client().get(f"/xac-minh/{certificate.code.lower()}/").content.decode()
    assert "Nguyễn Thị Phượng" in checked
    assert f"01/{today.year}" in checked
    assert "14/08/1986" not in checked
    assert "75/100" not in checked
    assert Client().get("/xac-minh/KT-2222-2222-2222/").status_code == 404

    report = staff.get("/admin/bao-cao/hoc-tap/", {"state": "completed"})
    assert report.status_code == 200
    assert "Nguyễn Thị Phượng" in report.content.decode()
    sheet = load_workbook(io.BytesIO(staff.get("/admin/bao-cao/hoc-tap/", {"export": "xlsx"}).content)).active
    head, line = list(sheet.iter_rows(values_only=True))
    row = dict(zip(head, line, strict=True))
    assert row["Họ và tên"] == "Nguyễn Thị Phượng"
    assert row["Giấy chứng nhận"] == f"01/{today.year}"
    assert row["Hoàn thành ngày"].date() == today
    assert row["Tiến độ, %"] == 100


def test_head_sees_only_their_own_unit(course: Course) -> None:
    signed_in("hocvien").post(f"/hoc-tap/ghi-danh/{course.pk}/")

    head = signed_in("truongdonvi").get("/admin/bao-cao/hoc-tap/")
    export = signed_in("truongdonvi").get("/admin/bao-cao/hoc-tap/", {"export": "xlsx"})

    assert head.status_code == 200
    assert "Nguyễn Thị Phượng" not in head.content.decode()
    assert len(list(load_workbook(io.BytesIO(export.content)).active.iter_rows())) == 1
    refused = signed_in("hocvien").get("/admin/bao-cao/hoc-tap/")
    assert refused.status_code in {302, 403}
