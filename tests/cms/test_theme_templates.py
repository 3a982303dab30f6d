"""The shared templates as people meet them: header, footer, messages, forms, search, and the pages that say no."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.conf import settings as project
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template, render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from wagtail.models import Site

from cms.models import SiteInfo
from cms.selectors import Found
from lms import views
from people.models import User

pytestmark = pytest.mark.django_db

QueryCounter = Callable[[int], AbstractContextManager[object]]

OWN_TEMPLATES = sorted(project.BASE_DIR.glob("cms/templates/**/*.html"))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """The source language, so that the tests do not depend on compiled translations."""
    with translation.override("en"):
        yield


@pytest.fixture
def site_info() -> SiteInfo:
    info = SiteInfo.for_site(Site.objects.get(is_default_site=True))
    info.name, info.phone = "UBND phường Vĩnh Tân", "028 0000 0000"
    info.save()
    return info


@pytest.fixture
def official() -> User:
    return User.objects.create_user("lan", first_name="Ngọc Lan", last_name="Trần Thị")


def soup(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def rendered(name: str, request: HttpRequest | None = None, **context: object) -> BeautifulSoup:
    return BeautifulSoup(render_to_string(name, context, request), "html.parser")


def words(found: Tag) -> str:
    return " ".join(found.get_text().split())


@pytest.mark.parametrize("path", OWN_TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_what_the_content_policy_forbids(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(
        r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)|https?://(?!www\.w3\.org)", source
    )


@pytest.mark.parametrize("path", OWN_TEMPLATES, ids=lambda path: path.name)
def test_every_template_compiles(path: Path) -> None:
    folder = project.BASE_DIR / "cms" / "templates"
    assert get_template(str(path.relative_to(folder)))


def test_the_skip_link_comes_first_and_leads_to_the_content(client: Client) -> None:
    page = soup(client.get("/khong-co/"))
    first = page.body.find(["a", "button", "input", "summary"])
    assert first["href"] == "#noi-dung"
    assert page.find(id="noi-dung").name == "main"


def test_a_page_loads_three_style_and_script_files_of_its_own_and_no_other(client: Client) -> None:
    head = soup(client.get("/khong-co/")).head
    addresses = [tag.get("href") or tag.get("src") for tag in head.find_all(["link", "script"])]
    assert all(address.startswith("/static/") for address in addresses)
    assert len(head.find_all("link", rel="stylesheet")) == 2
    assert len(head.find_all("script")) == 2


def test_an_unknown_address_offers_the_search(client: Client) -> None:
    response = client.get("/khong-co/")
    page = soup(response)
    assert response.status_code == 404
    assert page.main.form["action"] == "/tim-kiem/"
    assert page.main.find("input", attrs={"name": "q"})["value"] == ""


def test_a_visitor_may_sign_in_and_gets_no_cookie(client: Client) -> None:
    response = client.get("/khong-co/")
    assert soup(response).header.find("a", href="/tai-khoan/dang-nhap/?next=/khong-co/")
    assert not response.cookies


def test_who_is_signed_in_sees_their_given_name_and_may_sign_out(client: Client, official: User) -> None:
    client.force_login(official)
    header = soup(client.get("/khong-co/")).header
    assert words(header.find("a", href="/hoc-tap/")) == "Ngọc Lan"
    sign_out = header.find("form", action="/tai-khoan/dang-xuat/")
    assert sign_out["method"] == "post"
    assert sign_out.find("input", attrs={"name": "csrfmiddlewaretoken"})
    assert not header.find("a", href=re.compile("dang-nhap"))


def test_only_who_may_open_the_administration_is_shown_the_way(client: Client, official: User) -> None:
    client.force_login(official)
    assert not soup(client.get("/khong-co/")).find("a", href="/admin/")

    client.force_login(User.objects.create_superuser("quantri"))
    assert soup(client.get("/khong-co/")).find("a", href="/admin/")


def test_the_footer_shows_what_is_known_of_the_site_and_no_empty_row(client: Client, site_info: SiteInfo) -> None:
    footer = soup(client.get("/khong-co/")).footer
    assert footer.h2.string == "UBND phường Vĩnh Tân"
    assert footer.dl.find("a")["href"] == "tel:02800000000"
    assert [term.string for term in footer.dl.find_all("dt")] == ["Telephone"]


def test_messages_of_the_last_action_keep_their_kind() -> None:
    storage = [
        messages.storage.base.Message(messages.ERROR, "Chưa gửi được <b>"),
        messages.storage.base.Message(messages.SUCCESS, "Đã gửi"),
    ]
    bad, good = rendered("cms/_messages.html", messages=storage).find_all(class_="alert")
    assert (bad["role"], words(bad)) == ("alert", "Chưa gửi được <b>")
    assert "alert-danger" in bad["class"]
    assert "alert-success" in good["class"]
    assert good["role"] == "status"


class Registration(forms.Form):
    """Fields of each layout, one of them refused by the form as a whole."""

    phone = forms.RegexField(r"^\d{10}$", label="Số điện thoại", help_text="Để báo khi trúng giải.")
    way = forms.ChoiceField(label="Cách nhận", choices=[("a", "Thư"), ("b", "Gọi")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Tôi đồng ý")

    def clean(self) -> None:
        self.add_error(None, "Đã hết hạn đăng ký.")


def test_the_summary_of_errors_takes_the_focus_and_links_to_each_field() -> None:
    form = Registration({"phone": "09012"})
    page = rendered("cms/_form_errors.html", form=form)
    fields = BeautifulSoup(
        "".join(render_to_string("cms/_field.html", {"field": field}) for field in form), "html.parser"
    )
    summary = page.find(role="alert")
    assert summary.has_attr("data-focus")
    assert summary["tabindex"] == "-1"
    assert "Đã hết hạn đăng ký." in words(summary)
    assert [link.string for link in summary.find_all("a")] == ["Số điện thoại", "Cách nhận", "Tôi đồng ý"]
    assert all(fields.find(id=link["href"][1:]) for link in summary.find_all("a"))


def test_a_form_without_errors_has_no_summary() -> None:
    assert rendered("cms/_form_errors.html", form=Registration()).find(role="alert") is None


@pytest.mark.parametrize("name", ["phone", "way", "agreed"])
def test_help_and_error_of_a_field_are_what_it_says_it_is_described_by(name: str) -> None:
    page = rendered("cms/_field.html", field=Registration({"phone": "09012"})[name])
    described = page.select_one("[aria-describedby]")
    error = page.find(id=f"id_{name}_error")
    assert f"id_{name}_error" in described["aria-describedby"].split()
    assert all(page.find(id=part) for part in described["aria-describedby"].split())
    assert words(error)


def test_each_control_has_a_label_that_is_its_target() -> None:
    for field in Registration():
        page = rendered("cms/_field.html", field=field)
        for control in page.find_all("input"):
            assert page.find("label", attrs={"for": control["id"]})


def test_pages_of_a_list_keep_the_query(rf: RequestFactory) -> None:
    listing = Paginator(range(60), 20).get_page(2)
    page = rendered("cms/_pagination.html", rf.get("/tim-kiem/", {"q": "dân chủ", "trang": "2"}), list=listing)
    assert page.find(rel="next")["href"] == "?q=d%C3%A2n+ch%E1%BB%A7&trang=3"
    assert page.find(rel="prev")["href"] == "?q=d%C3%A2n+ch%E1%BB%A7&trang=1"
    assert words(page.select_one("[aria-current=page]")) == "2"


def test_a_list_of_one_page_has_no_page_links() -> None:
    assert rendered("cms/_pagination.html", list=Paginator([1], 20).get_page(1)).find("nav") is None


def search_page(rf: RequestFactory, query: str, results: list[Found]) -> BeautifulSoup:
    listing = Paginator(results, 20).get_page(1)
    return rendered("cms/search.html", rf.get("/tim-kiem/"), query=query, count=len(results), results=listing)


def test_search_results_say_what_they_are_and_lead_there(rf: RequestFactory) -> None:
    page = search_page(rf, "dân chủ", [Found("Điều 1 <b>", "/van-ban/nq/#dieu-1", "Văn bản", "Ban hành…")])
    row = page.main.find("li")
    assert row.a["href"] == "/van-ban/nq/#dieu-1"
    assert words(row) == "Văn bản Điều 1 <b> Ban hành…"
    assert page.main.find("input", id="q")["value"] == "dân chủ"


def test_nothing_found_says_so_and_what_to_try(rf: RequestFactory) -> None:
    page = search_page(rf, "thu quỷ", [])
    assert "Nothing found for “thu quỷ”" in words(page.find(class_="empty"))


def test_before_a_search_nothing_is_said_to_be_missing(rf: RequestFactory) -> None:
    page = search_page(rf, "", [])
    assert page.find(class_="empty") is None


def test_a_refusal_gives_the_reason_of_the_rule(rf: RequestFactory, official: User) -> None:
    request = rf.get("/admin/bao-cao/")
    request.user = official
    response = views.permission_denied(request, PermissionDenied("Anh chị chưa được giao xem đơn vị này."))
    assert response.status_code == 403
    assert "Anh chị chưa được giao xem đơn vị này." in words(soup(response).main)


def test_a_form_that_is_too_old_gets_a_page_that_says_what_to_do(official: User) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/tai-khoan/dang-xuat/")
    assert response.status_code == 403
    assert len(soup(response).main.find_all("li")) == 3


def test_the_page_of_a_fault_needs_neither_context_nor_database(django_assert_num_queries: QueryCounter) -> None:
    with django_assert_num_queries(0):
        page = BeautifulSoup(render_to_string("500.html"), "html.parser")
    assert page.main.find("a", href="/")
    assert page.find("link", rel="stylesheet", href="/static/vendor/bootstrap.min.css")
