"""The page about one's own data."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import AuditEntry, Consent, DataRequest, User
from people.services.privacy import finish_request, give_consent, refuse_request
from tests.people.privacy.conftest import AddRecord, browser_of

HERE = "/tai-khoan/du-lieu/"


def page_of(person: User) -> str:
    """The page as that person sees it."""
    answer = browser_of(person).get(HERE)
    assert answer.status_code == 200
    return answer.content.decode()


def test_addresses_are_as_documented() -> None:
    assert reverse("people:my_data") == HERE
    assert reverse("people:download_my_data", args=["json"]) == f"{HERE}tai-ve.json"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "tai-ve.json", "tai-ve.xlsx"])
def test_visitors_sign_in_first(client: Client, path: str) -> None:
    answer = client.get(HERE + path)
    assert answer.status_code == 302
    assert "dang-nhap" in answer["Location"]


def test_page_says_what_is_held_and_why(an: User, add_record: AddRecord) -> None:
    add_record(an)
    page = page_of(an)
    for text in ("001199000123", "01/02/1980", "an@phuong.example", "Khóa dan-chu", "12/QĐ-UBND"):
        assert text in page
    assert str(_("The duties of a state authority, without consent (Law 91/2025/QH15, Article 19)")) in page
    assert str(_("To let you set your first password")) in page


def test_page_of_somebody_without_a_record(an: User, binh: User, add_record: AddRecord) -> None:
    """Nobody sees another's, and nothing held is no error."""
    add_record(an)
    page = page_of(User.objects.create(username="moi"))
    assert "an@phuong.example" not in page
    assert "Khóa dan-chu" not in page
    assert "Khóa dan-chu" not in page_of(binh)


def test_page_is_not_kept_by_browsers(an: User) -> None:
    for path in ("", "tai-ve.json"):
        assert "no-store" in browser_of(an).get(HERE + path)["Cache-Control"]


def test_download_json(an: User) -> None:
    answer = browser_of(an).get(f"{HERE}tai-ve.json")
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"].startswith('attachment; filename="du-lieu-cua-toi-')
    assert json.loads(answer.content)["person"] == "Trần Thị An"
    entry = AuditEntry.objects.get(action="people.download_own_data")
    assert (entry.actor, entry.data) == (an, {"kind": "json"})


def test_download_excel(an: User) -> None:
    answer = browser_of(an).get(f"{HERE}tai-ve.xlsx")
    assert answer["Content-Disposition"].endswith('.xlsx"')
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames[0] == _("Overview")


def test_no_other_kind_of_file(an: User) -> None:
    assert browser_of(an).get(f"{HERE}tai-ve.pdf").status_code == 404


def test_asking_shows_the_request_with_its_deadlines(an: User) -> None:
    browser = browser_of(an)
    answer = browser.post(HERE, {"kind": "delete", "text": ""}, follow=True)
    asked = DataRequest.objects.get()
    page = answer.content.decode()
    assert answer.redirect_chain == [(HERE, 302)]
    assert (asked.person, asked.kind) == (an, "delete")
    assert page.count(f"{asked.finish_by:%d/%m/%Y}") == 2
    assert f"{asked.answer_by:%d/%m/%Y}" in page
    assert asked.get_state_display() in page


def test_nothing_is_chosen_beforehand(an: User) -> None:
    assert " checked" not in page_of(an)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"text": "Xóa"}, "Choose what you ask for."),
        ({"kind": "correct", "text": "  "}, "Write which data you mean and what should be done with it."),
    ],
)
def test_faults_are_named_and_nothing_is_lost(an: User, typed: dict[str, str], words: str) -> None:
    answer = browser_of(an).post(HERE, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert str(_(words)) in page
    assert 'aria-invalid="true"' in page
    assert not DataRequest.objects.exists()


def test_asking_twice_says_that_it_is_being_worked_on(an: User) -> None:
    browser = browser_of(an)
    browser.post(HERE, {"kind": "see"})
    answer = browser.post(HERE, {"kind": "see"})
    assert answer.status_code == 422
    assert str(_("You have asked for this already; it is being worked on.")) in answer.content.decode()
    assert DataRequest.objects.count() == 1


def test_answer_is_shown_as_text(an: User, officer: User) -> None:
    """Whatever staff typed is text, never markup."""
    browser = browser_of(an)
    browser.post(HERE, {"kind": "see"})
    browser.post(HERE, {"kind": "delete", "text": "<b>Hết</b>"})
    finish_request(request=DataRequest.objects.get(kind="see"), answer="Đã gửi <script>", acting_user=officer)
    refuse_request(request=DataRequest.objects.get(kind="delete"), reason="Luật lưu trữ", acting_user=officer)
    page = page_of(an)
    assert "Đã gửi &lt;script&gt;" in page
    assert "&lt;b&gt;Hết" in page
    assert "Luật lưu trữ" in page
    assert str(_("Refused, with reasons")) in page


def test_withdrawing_a_consent(an: User) -> None:
    consent = give_consent(person=an, purpose="ảnh", text="Tôi đồng ý đăng ảnh.", acting_user=an)
    address = reverse("people:withdraw_consent", args=[consent.pk])
    assert address in page_of(an)
    browser = browser_of(an)
    assert browser.get(address).status_code == 405
    for _once_more in range(2):
        assert browser.post(address)["Location"] == HERE
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert address not in page_of(an)
    assert "Tôi đồng ý đăng ảnh." in page_of(an)


def test_an_old_page_does_not_withdraw_a_newer_consent(an: User) -> None:
    """The button stands for the words beside it."""
    old = give_consent(person=an, purpose="ảnh", text="Cũ", acting_user=an)
    give_consent(person=an, purpose="ảnh", text="Mới", acting_user=an)
    browser_of(an).post(reverse("people:withdraw_consent", args=[old.pk]))
    assert Consent.objects.get(text="Mới").withdrawn_at is None


def test_nobody_withdraws_anothers_consent(an: User, binh: User) -> None:
    consent = give_consent(person=an, purpose="ảnh", text="Tôi đồng ý.", acting_user=an)
    answer = browser_of(binh).post(reverse("people:withdraw_consent", args=[consent.pk]))
    assert answer.status_code == 404
    assert Consent.objects.get().withdrawn_at is None


def test_posts_need_the_token(an: User) -> None:
    """No other site asks or withdraws for somebody."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(an)
    assert browser.post(HERE, {"kind": "see"}).status_code == 403
    assert not DataRequest.objects.exists()


def test_queries_do_not_grow_with_rows(an: User, add_record: AddRecord) -> None:
    add_record(an)
    browser = browser_of(an)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(HERE).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for number in range(60):
        give_consent(person=an, purpose=f"việc {number}", text="Đồng ý.", acting_user=an)
    assert queries() == few
