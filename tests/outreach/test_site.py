"""What residents read: documents, articles, excerpts, search; and what editors preview and schedule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import HomePage
from cms.tasks import publish_scheduled_pages
from outreach.enums import Level
from outreach.models import ArticleIndexPage, ArticlePage, LegalDocument, LegalLibraryPage, Provision
from outreach.recognition import Level as RecognisedLevel
from people.folding import fold
from people.models import User
from tests.courses.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles(home: HomePage) -> ArticleIndexPage:
    page: ArticleIndexPage = home.add_child(instance=ArticleIndexPage(title="Bài viết", slug="bai-viet"))
    return page


def add_article(articles: ArticleIndexPage, slug: str, **fields: Any) -> ArticlePage:
    body = [("text", "<p>Bà con đọc bài này để biết.</p>")]
    names = {"title": f"Bài {slug}", "published_on": date(2026, 11, 5), "body": body}
    index = ArticleIndexPage.objects.get(pk=articles.pk)
    page: ArticlePage = index.add_child(instance=ArticlePage(slug=slug, **names | fields))
    return page


def html(url: str, **query: str) -> str:
    answer = browser_of(None).get(url, query)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_the_library_and_the_recogniser_know_the_same_levels() -> None:
    assert {level.value for level in Level} == {level.value for level in RecognisedLevel}


def test_document_page_has_every_provision_under_its_anchor(resolution: LegalDocument) -> None:
    page = html(resolution.url)
    for anchor in resolution.provisions.values_list("anchor", flat=True):
        assert f'id="{anchor}"' in page
    assert "Bản nguồn chưa có số" in page
    assert "thẩm tra" not in page, "the reader sees the text as it is; slips are told to editors"


def test_excerpt_holds_the_provision_and_what_is_within(resolution: LegalDocument) -> None:
    page = html(f"{resolution.url}trich/dieu-1-khoan-5/")
    assert "Khoản 5 Điều 1" in page
    assert "được tập huấn cơ bản" in page
    assert browser_of(None).get(f"{resolution.url}trich/dieu-9/").status_code == 404
    resolution.unpublish()
    assert browser_of(None).get(f"{resolution.url}trich/dieu-1-khoan-5/").status_code == 404


def test_an_article_quotes_word_for_word_and_the_document_points_back(
    resolution: LegalDocument, articles: ArticleIndexPage
) -> None:
    provision = resolution.provisions.get(anchor="dieu-1-khoan-4-diem-a")
    article = add_article(articles, "chuyen-trang", body=[("provision", provision)])
    page = html(article.url)
    assert provision.text in page
    assert f'href="{provision.url}"' in page
    assert "Đang rà soát hiệu lực" in page
    article.save_revision().publish()
    assert article.title in html(resolution.url)


@pytest.mark.parametrize(
    "query",
    [
        "luat thuc hien dan chu o co so",
        "LUẬT THỰC HIỆN DÂN CHỦ Ở CƠ SỞ",
        "đẩy mạnh cải cách hành chính",
        "day manh cai cach hanh chinh",
        "chuye\u0302n trang cu\u0309a phu\u031bo\u031b\u0300ng",
    ],
)
def test_search_needs_no_marks(resolution: LegalDocument, query: str) -> None:
    assert f"{resolution.url}#" in html("/tim-kiem/", q=query)


@pytest.mark.parametrize(
    "query", ['"', "AND OR (", "* -", "'; DROP TABLE", "a" * 5000, "khongcochunaonhuthe", "%_\\", ":"]
)
def test_hostile_and_fruitless_queries_are_answered_kindly(resolution: LegalDocument, query: str) -> None:
    assert "Không tìm thấy" in html("/tim-kiem/", q=query)


def test_drafts_and_unpublished_pages_are_not_found(resolution: LegalDocument, articles: ArticleIndexPage) -> None:
    article = add_article(articles, "an", title="Chuyện ấn phẩm", live=False)
    assert article.url not in html("/tim-kiem/", q="an pham")
    resolution.unpublish()
    assert resolution.url not in html("/tim-kiem/", q="cai cach hanh chinh")


def test_a_page_scheduled_for_the_past_is_published_by_the_beat(articles: ArticleIndexPage) -> None:
    article = add_article(articles, "hen-gio", title="Bài hẹn giờ", live=False)
    article.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = article.save_revision(approved_go_live_at=article.go_live_at)
    assert revision.approved_go_live_at
    publish_scheduled_pages()
    assert article.title in html("/tim-kiem/", q="bai hen gio")


def test_editors_preview_drafts_of_every_kind(
    resolution: LegalDocument,
    articles: ArticleIndexPage,
    library: LegalLibraryPage,
    home: HomePage,
    administrator: User,
) -> None:
    article = add_article(articles, "nhap", live=False)
    for page in (article, resolution, articles, library, home):
        request = page.specific.make_preview_request(extra_request_attrs={"user": administrator})
        assert request.status_code == 200, page


def test_folding() -> None:
    assert fold("  Luật   THỰC hiện\u00a0Đất đai ") == "luat thuc hien dat dai"
    assert fold("công\u00adkhai") == "congkhai"


def test_queries_do_not_grow_with_rows(
    resolution: LegalDocument, articles: ArticleIndexPage, library: LegalLibraryPage
) -> None:
    def counts() -> list[int]:
        found = []
        for url in ("/", resolution.url, articles.url, library.url):
            html(url)
            with CaptureQueriesContext(connection) as queries:
                html(url)
            found.append(len(queries))
        return found

    def grow(rows: int) -> None:
        have = ArticlePage.objects.count()
        quoted = resolution.provisions.get(anchor="dieu-1-khoan-4-diem-a")
        for number in range(have, rows):
            add_article(articles, f"bai-{number}", body=[("provision", quoted)])
        position = Provision.objects.count()
        Provision.objects.bulk_create(
            Provision(
                document=resolution,
                position=position + number,
                level=Level.DIEU,
                number=str(position + number),
                heading="Điều thêm",
                anchor=f"dieu-them-{position + number}",
                citation=f"Điều {position + number}",
            )
            for number in range(rows)
        )

    grow(10)
    before = counts()
    grow(200)
    after = counts()
    assert after == before
