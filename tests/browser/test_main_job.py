"""The main job in a real browser on a running site with a real worker: at both widths, by keyboard, without scripts."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from lms.demo.accounts import PASSWORD
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.watching import Watch, axe, shoot

DATA = Path(__file__).resolve().parents[2] / "lms" / "demo" / "data"
COURSE = "/khoa-hoc/thuc-hien-dan-chu-o-co-so/"
# The slowest thing waited for is a certificate: commit, queue, worker, Typst.
WORKER_PATIENCE = 60


def sign_in(page: Page, username: str) -> None:
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/hoc-tap/")


def look(page: Page, name: str) -> None:
    """Every page visited is kept as a picture and looked at by axe."""
    shoot(page, name)
    axe(page)


def right_answers() -> dict[str, str]:
    """The right option of each question of the demo, by its stem."""
    questions = json.loads((DATA / "questions.json").read_text(encoding="utf-8"))
    return {question["stem"]: question["options"][question["answer"]] for question in questions}


def start_final_quiz(page: Page) -> None:
    page.goto(f"{COURSE}phan-5/bai-kiem-tra-cuoi-khoa/")
    page.get_by_role("link", name="Mở hoạt động").first.click()
    page.get_by_role("button", name="Bắt đầu làm bài").click()
    page.wait_for_url(re.compile(r"/luot-lam/\d+/"))


def submit(page: Page) -> None:
    page.get_by_role("button", name="Nộp bài").click()
    page.wait_for_url("**/ket-qua/")


def answer_everything_rightly(page: Page) -> None:
    """Each question as it comes; "saved" is waited for before going on."""
    right = right_answers()
    for number in range(1, 21):
        question = page.locator(f"#cau-{number}")
        stem = " ".join(question.locator("legend").inner_text().split())
        question.get_by_text(right[stem], exact=True).click()
        expect(question.locator("[data-save-state]")).to_have_attribute("data-s", "saved")
        if number < 20:
            page.locator("#next").click()
    page.locator("#finish").click()
    page.wait_for_url("**/xem-lai/")


def read_every_lesson(page: Page) -> None:
    """From where the learner stopped to the final quiz."""
    page.goto(COURSE)
    page.get_by_role("link", name=re.compile("Học tiếp")).first.click()
    for _ in range(20):
        done = page.get_by_role("button", name=re.compile("Đã đọc xong"))
        if done.count():
            done.click()
        elif "bai-kiem-tra-cuoi-khoa" in page.url:
            return
        else:
            practise(page)
            page.locator(".foot a").last.click()
        page.wait_for_load_state()
    raise AssertionError("the lessons do not end")


def practise(page: Page) -> None:
    """The practice quiz of a lesson counts when it was done, whatever the result."""
    lesson = page.url
    page.get_by_role("link", name="Mở hoạt động").first.click()
    page.get_by_role("button", name="Bắt đầu làm bài").click()
    page.wait_for_url(re.compile(r"/luot-lam/\d+/"))
    page.locator(".foot .rule a").click()
    page.wait_for_url("**/xem-lai/")
    submit(page)
    page.goto(lesson)


@pytest.mark.parametrize(("size", "username"), [(PHONE, "hocvien"), (DESKTOP, "thanhvien")], ids=["390", "1280"])
def test_learner_studies_fails_passes_and_gets_a_certificate(
    open_page: OpenPage, size: tuple[int, int], username: str
) -> None:
    page = open_page(*size, accept_downloads=True)
    page.goto("/tai-khoan/dang-nhap/")
    look(page, "login")
    sign_in(page, username)
    look(page, "my-learning")
    page.goto("/khoa-hoc/")
    look(page, "catalogue")
    page.goto(COURSE)
    look(page, "course")
    read_every_lesson(page)
    look(page, "lesson-quiz")

    start_final_quiz(page)
    look(page, "quiz")
    page.locator(".foot .rule a").click()
    page.wait_for_url("**/xem-lai/")
    look(page, "quiz-summary")
    submit(page)
    expect(page.get_by_text("Chưa đạt").first).to_be_visible()
    look(page, "quiz-failed")

    start_final_quiz(page)
    answer_everything_rightly(page)
    submit(page)
    expect(page.get_by_text("100").first).to_be_visible()
    look(page, "quiz-passed")

    pdf = download_certificate(page)
    text = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert "GIẤY CHỨNG NHẬN" in text
    code = re.search(r"KT(-[2-9A-Z]{4}){3}", text)
    assert code is not None
    look(page, "my-learning-done")

    anybody = open_page(*size)
    anybody.goto(f"/xac-minh/{code[0]}/")
    expect(anybody.get_by_text("còn giá trị")).to_be_visible()
    look(anybody, "verify-valid")


def download_certificate(page: Page) -> bytes:
    """The file is made by the worker; the page is opened again until it is there."""
    link = page.get_by_role("link", name=re.compile("^Tải Thực hiện"))
    for _ in range(WORKER_PATIENCE):
        page.goto("/hoc-tap/")
        if link.count():
            break
        page.wait_for_timeout(1000)
    with page.expect_download() as download:
        link.first.click()
    return Path(download.value.path()).read_bytes()


def test_resident_reads_searches_and_checks(page: Page, watch: Watch) -> None:
    for name, path in {
        "home": "/",
        "library": "/van-ban/",
        "document": "/van-ban/nghi-quyet-vinh-tan/",
        "articles": "/bai-viet/",
        "article": "/bai-viet/phuong-phai-cong-khai-nhung-gi/",
        "verify": "/xac-minh/",
        "search": "/tim-kiem/?q=luat+dan+chu+o+co+so",
        "search-none": "/tim-kiem/?q=khongcogi",
    }.items():
        page.goto(path)
        look(page, name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} scrolls sideways"
    page.goto("/tim-kiem/?q=luat+dan+chu+o+co+so")
    expect(page.get_by_role("link", name="Luật Thực hiện dân chủ ở cơ sở", exact=True).first).to_be_visible()

    page.goto("/bai-viet/phuong-phai-cong-khai-nhung-gi/")
    page.locator("a.law").first.click()
    expect(page.locator("#law-sheet")).to_be_visible()
    look(page, "article-provision")
    page.keyboard.press("Escape")
    expect(page.locator("#law-sheet")).to_be_hidden()

    watch.expect("status of 404")
    page.goto("/xac-minh/KT-2222-2222-2222/")
    look(page, "verify-unknown")
    page.goto("/khong-co-trang-nay/")
    look(page, "not-found")
    assert page.context.cookies() == []


def test_hr_sees_who_has_completed_and_downloads_the_list(open_page: OpenPage) -> None:
    for size in (PHONE, DESKTOP):
        page = open_page(*size, accept_downloads=True)
        sign_in(page, "nhansu")
        page.goto("/admin/bao-cao/hoc-tap/?state=completed")
        shoot(page, "report")
        axe(page, within=".ktr")
        with page.expect_download() as download:
            page.get_by_role("link", name="Tải Excel").click()
        rows = list(
            load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).active.iter_rows(values_only=True)
        )
        assert len(rows) > 30
        assert {row[6] for row in rows[1:]} == {"Hoàn thành"}


def test_administrator_imports_the_resolution(page: Page) -> None:
    sign_in(page, "quantri")
    page.goto("/admin/nhap-van-ban/")
    page.get_by_label("Tệp").set_input_files(DATA / "legal" / "nghi-quyet-vinh-tan.txt")
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_text("Cần xem lại").first).to_be_visible()
    shoot(page, "import-preview")
    axe(page, within=".ktr")
    page.get_by_role("button", name="Lưu bản nháp").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))


def test_search_lesson_and_quiz_by_keyboard_alone(desktop: Page) -> None:
    desktop.goto("/")
    desktop.keyboard.press("Tab")
    expect(desktop.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    tab_to(desktop, "input[name=q]")
    desktop.keyboard.type("niem yet")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/tim-kiem/**")

    sign_in(desktop, "giangvien")
    desktop.goto(COURSE)
    tab_to(desktop, "form button[type=submit]", within="main")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url(f"**{COURSE}phan-1/**")
    first = desktop.url
    tab_to(desktop, ".foot button[type=submit]")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url(lambda url: url != first)

    desktop.goto(f"{COURSE}phan-5/bai-kiem-tra-cuoi-khoa/")
    tab_to(desktop, ".activity a.btn")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/bai-kiem-tra/**")
    tab_to(desktop, "main form button[type=submit]")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url(re.compile(r"/luot-lam/\d+/"))
    tab_to(desktop, "#cau-1 input[type=radio]")
    desktop.keyboard.press("ArrowDown")
    expect(desktop.locator("#cau-1 [data-save-state]")).to_have_attribute("data-s", "saved")
    tab_to(desktop, "#next")
    desktop.keyboard.press("Enter")
    expect(desktop.locator("#cau-2")).to_be_visible()
    expect(desktop.locator("#cau-1")).to_be_hidden()


def tab_to(page: Page, selector: str, within: str = "") -> None:
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    wanted = f"{within} {selector}".strip()
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement?.matches(wanted)", wanted):
            return
    raise AssertionError(f"Tab never reaches {wanted}")


def test_reading_searching_and_the_quiz_work_without_scripts(unscripted: Page) -> None:
    unscripted.goto("/")
    unscripted.locator("input[name=q]").first.fill("tap huan co ban")
    unscripted.keyboard.press("Enter")
    unscripted.wait_for_url("**/tim-kiem/**")
    unscripted.locator("a[href*='#dieu-']").first.click()
    expect(unscripted.locator(".prov").first).to_be_visible()

    sign_in(unscripted, "lanhdao")
    unscripted.goto(COURSE)
    unscripted.get_by_role("button", name=re.compile("Ghi danh")).first.click()
    unscripted.get_by_role("button", name=re.compile("Đã đọc xong")).click()
    start_final_quiz(unscripted)
    shoot(unscripted, "quiz-without-scripts")
    right = right_answers()
    for question in unscripted.locator("fieldset").all():
        stem = " ".join(question.locator("legend").inner_text().split())
        question.get_by_text(right[stem], exact=True).click()
    unscripted.get_by_role("button", name="Lưu và xem lại").click()
    expect(unscripted.get_by_text("20 trên 20 câu")).to_be_visible()
    submit(unscripted)
    expect(unscripted.get_by_text("Đạt", exact=True).first).to_be_visible()


def test_an_answer_outlives_a_lost_connection_and_a_reload(phone: Page, watch: Watch) -> None:
    sign_in(phone, "truongdonvi")
    phone.goto(COURSE)
    phone.get_by_role("button", name=re.compile("Ghi danh")).first.click()
    phone.wait_for_load_state()
    start_final_quiz(phone)
    watch.expect("ERR_INTERNET_DISCONNECTED")
    phone.context.set_offline(True)
    phone.locator("#cau-1 label").nth(1).click()
    expect(phone.locator("#cau-1 [data-save-state]")).to_have_attribute("data-s", "failed")
    shoot(phone, "quiz-unsaved")
    phone.context.set_offline(False)
    expect(phone.locator("#cau-1 [data-save-state]")).to_have_attribute("data-s", "saved", timeout=30_000)
    phone.reload()
    expect(phone.locator("#cau-1 input").nth(1)).to_be_checked()
    other = phone.context.new_page()
    other.goto(phone.url.partition("#")[0] + "#cau-1")
    other.locator("#cau-1 label").nth(2).click()
    expect(phone.locator("#cau-1 input").nth(2)).to_be_checked()
