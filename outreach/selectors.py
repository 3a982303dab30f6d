"""Reads for the pages residents see. Query counts do not depend on how many rows there are."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend

from cms.selectors import RESULTS_PER_SOURCE, Found, HomeSection, public_pages
from outreach.enums import Level
from outreach.models import ArticlePage, LegalDocument, Provision

HOME_ARTICLES = 4
HOME_DOCUMENTS = 3
SNIPPET_LENGTH = 220


def provisions_of(document: LegalDocument) -> list[Provision]:
    """The provisions of a document in its order. One query."""
    return list(document.provisions.order_by("position"))


CONTENTS_LEVELS = frozenset({Level.PHAN, Level.CHUONG, Level.MUC, Level.TIEU_MUC, Level.DIEU})


def contents_of(provisions: Sequence[Provision]) -> list[Provision]:
    """The table of contents: parts, chapters and articles; the clauses too when there is but one article."""
    articles = sum(provision.level == Level.DIEU for provision in provisions)
    levels = CONTENTS_LEVELS | {Level.KHOAN} if articles == 1 else CONTENTS_LEVELS
    return [provision for provision in provisions if provision.level in levels]


def published_documents(request: HttpRequest) -> QuerySet[LegalDocument]:
    """Documents on the request's site, those published last first."""
    heavy = ("source_text", "preamble", "closing", "appendices", "warnings")
    return public_pages(LegalDocument, request).defer(*heavy).order_by("-first_published_at", "-pk")


def pages_citing(document: LegalDocument) -> list[Page]:
    """Live public pages that quote a provision of the document, by title, each once. Two queries."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(Provision),
        to_object_id__in=[str(pk) for pk in document.provisions.values_list("pk", flat=True)],
        base_content_type=ReferenceIndex._get_base_content_type(Page),
    )
    ids = {int(pk) for pk in references.values_list("object_id", flat=True)}
    return list(Page.objects.live().public().filter(pk__in=ids).specific(defer=True).order_by("title"))


def published_articles(request: HttpRequest) -> QuerySet[ArticlePage]:
    """Articles on the request's site, newest first."""
    return public_pages(ArticlePage, request).order_by("-published_on", "-pk")


def documents_cited(article: ArticlePage) -> list[LegalDocument]:
    """The documents whose provisions an article quotes, each once, in the order of the article."""
    quoted = [block.value for block in article.body if block.block_type == "provision" and block.value is not None]
    documents = (
        LegalDocument.objects.live().defer("source_text").in_bulk([provision.document_id for provision in quoted])
    )
    return list({p.document_id: documents[p.document_id] for p in quoted if p.document_id in documents}.values())


def home_articles(request: HttpRequest) -> HomeSection | None:
    """The newest articles for the home page."""
    articles = list(published_articles(request)[:HOME_ARTICLES])
    return HomeSection("outreach/_home_articles.html", {"articles": articles}) if articles else None


def home_documents(request: HttpRequest) -> HomeSection | None:
    """The newest documents for the home page."""
    documents = list(published_documents(request)[:HOME_DOCUMENTS])
    return HomeSection("outreach/_home_documents.html", {"documents": documents}) if documents else None


def search_provisions(words: str, request: HttpRequest) -> list[Found]:
    """Provisions of published documents that hold all of the (folded) words, each with its permalink."""
    provisions = Provision.objects.filter(document__in=public_pages(LegalDocument, request))
    hits = get_search_backend().search(words, provisions, operator="and")[:RESULTS_PER_SOURCE]
    return [
        Found(
            title=provision.full_citation,
            url=provision.url,
            kind_label=str(provision.get_level_display()),
            snippet=snippet_of(f"{provision.heading} {provision.text}".strip()),
        )
        for provision in hits
    ]


def snippet_of(text: str) -> str:
    """The first words of a text, cut between words."""
    if len(text) <= SNIPPET_LENGTH:
        return text
    return text[:SNIPPET_LENGTH].rsplit(" ", 1)[0] + " …"
