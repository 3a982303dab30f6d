"""The page that anybody may ask whether a certificate is genuine: enough to compare with the paper, and no more."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from certificates.models import Certificate
from certificates.selectors import normalised_code
from people.models import OrganisationUnit, User

pytestmark = pytest.mark.django_db


def page_of(code: str) -> tuple[int, str]:
    """Status and words of the page of a code, for somebody without an account."""
    response = Client().get(f"/xac-minh/{code}/")
    return response.status_code, response.content.decode()


def test_a_genuine_one_shows_what_stands_on_the_paper(certificate: Certificate, official: User) -> None:
    User.objects.filter(pk=official.pk).update(last_name="Tên", first_name="Mới")
    OrganisationUnit.objects.update(name="Tên đơn vị mới")
    status, html = page_of(certificate.code)
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert status == 200
    for words in ("Nguyễn Thị Phượng", "Khóa dan-chu", certificate.serial, today, certificate.code, "Phường Vĩnh Tân"):
        assert words in html
    assert "Tên Mới" not in html
    assert "Tên đơn vị mới" not in html


def test_it_tells_no_more(certificate: Certificate) -> None:
    Certificate.objects.update(snapshot=certificate.snapshot | {"score": 61.5})
    html = page_of(certificate.code)[1]
    for words in ("14/08/1986", "1986", "61,5", "61.5", "Văn phòng HĐND", "Công chức Văn phòng", "phuong"):
        assert words not in html.replace(certificate.code, ""), words


def test_pages_with_a_name_are_kept_out_of_search_engines_and_caches(certificate: Certificate) -> None:
    response = Client().get(certificate.verification_path)
    assert 'content="noindex"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def ways_to_type(code: str) -> list[str]:
    """A code as people type it from paper."""
    return [code.lower(), code.replace("-", ""), code.replace("-", " "), f"  {code} ", code.removeprefix("KT-")]


def test_however_it_is_typed(certificate: Certificate) -> None:
    for typed in ways_to_type(certificate.code):
        found = Client().get("/xac-minh/", {"ma": typed})
        assert found.url == f"/xac-minh/{certificate.code}/", typed
        assert page_of(typed.strip())[0] == 200, typed


def test_a_code_that_itself_begins_with_the_prefix() -> None:
    code = "KT-KTAB-CDEF-GHJK"
    assert [normalised_code(typed) for typed in (code, *ways_to_type(code))] == [code] * 6


@pytest.mark.parametrize("code", ["KT-2222-2222-2222", "KT-2222", "x" * 300, "khong-co"])
def test_an_unknown_one_says_what_to_try(code: str, certificate: Certificate) -> None:
    status, html = page_of(code)
    assert status == 404
    assert "<ul" in html
    assert "Nguyễn Thị Phượng" not in html


@pytest.mark.parametrize("typed", ["", "   ", "---", "Ễ"])
def test_what_is_no_code_at_all_is_refused_with_a_message(typed: str) -> None:
    response = Client().get("/xac-minh/", {"ma": typed})
    assert response.status_code == 200
    html = response.content.decode()
    assert 'role="alert"' in html
    assert 'aria-invalid="true"' in html
    assert Client().get("/xac-minh/---/").url == "/xac-minh/"


def test_the_form_alone_complains_of_nothing() -> None:
    html = Client().get("/xac-minh/").content.decode()
    assert 'role="alert"' not in html
    assert 'name="ma"' in html


def test_what_was_typed_is_shown_as_text() -> None:
    html = Client().get("/xac-minh/", {"ma": '"><script>'}, follow=True).content.decode()
    assert "<script>" not in html
