"""Who gets what: restricted pages leak nowhere, linked documents are public, each part of the site has its policy."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from outreach.models import LegalDocument
from people.models import User
from tests.courses.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> Client:
    return browser_of(None)


def policy_of(browser: Client, url: str) -> dict[str, str]:
    """The content security policy by directive."""
    header = browser.get(url).headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";") if " " in part.strip())


@pytest.mark.parametrize("kind", ["login", "groups", "password"])
def test_a_restricted_document_is_told_nowhere(visitor: Client, resolution: LegalDocument, kind: str) -> None:
    restriction = PageViewRestriction.objects.create(page=resolution, restriction_type=kind, password="mat-khau-rieng")
    restriction.groups.add(Group.objects.create(name="Hội đồng"))
    for url in ["/", "/van-ban/", reverse("search") + "?q=dan+chu", f"{resolution.url}trich/dieu-1-khoan-5/"]:
        page = visitor.get(url, follow=True).content.decode()
        assert resolution.title not in page, url
        assert "được tập huấn cơ bản" not in page, url
    direct = visitor.get(resolution.url, follow=True)
    assert direct.status_code == 200
    assert "được tập huấn cơ bản" not in direct.content.decode()


def test_a_password_opens_the_document(visitor: Client, resolution: LegalDocument) -> None:
    PageViewRestriction.objects.create(page=resolution, restriction_type="password", password="mat-khau-rieng")
    asked = visitor.get(resolution.url)
    form = {"password": "mat-khau-rieng", "return_url": resolution.url}
    assert "được tập huấn" in visitor.post(asked.context["action_url"], form, follow=True).content.decode()


def test_a_linked_file_is_for_everybody(visitor: Client) -> None:
    document = Document.objects.create(title="Biểu mẫu", file=ContentFile(b"mau don", name="mau-don.txt"))
    answer = visitor.get(document.url)
    assert b"".join(answer.streaming_content) == b"mau don"


def test_the_site_runs_no_inline_script_and_the_admin_says_what_it_needs(
    visitor: Client, resolution: LegalDocument, administrator: User
) -> None:
    assert policy_of(visitor, resolution.url)["script-src"] == "'self'"
    assert policy_of(visitor, resolution.url)["object-src"] == "'none'"
    admin = policy_of(browser_of(administrator), reverse("wagtailadmin_home"))
    assert "'unsafe-inline'" in admin["script-src"]
    assert "http" not in " ".join(admin.values()), "nothing from elsewhere, not even in the admin"


@pytest.mark.parametrize(
    ("words", "is_found"), [("được tập hu", True), ("duoc tap huan", True), ("không hề có", False)]
)
def test_an_editor_finds_a_provision_to_quote(
    resolution: LegalDocument, administrator: User, words: str, is_found: bool
) -> None:
    browser = browser_of(administrator)
    opened = browser.get(reverse("provision_chooser:choose"))
    assert resolution.provisions.first().full_citation in opened.json()["html"]
    found = browser.get(reverse("provision_chooser:choose_results"), {"q": words}).content.decode()
    assert (str(resolution.provisions.get(anchor="dieu-1-khoan-5-diem-a")) in found) == is_found
