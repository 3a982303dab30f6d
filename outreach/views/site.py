"""Screens of outreach: the legal library, a document, an excerpt of one, articles."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cms.selectors import public_pages
from outreach import selectors
from outreach.models import ArticleIndexPage, ArticlePage, LegalDocument, LegalLibraryPage, Provision

PER_PAGE = 20


def library(request: HttpRequest, page: LegalLibraryPage) -> HttpResponse:
    """/van-ban/: the documents, newest first."""
    documents = Paginator(selectors.published_documents(request), PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "outreach/library.html", {"page": page, "documents": documents})


def legal_document(request: HttpRequest, page: LegalDocument) -> HttpResponse:
    """/van-ban/<slug>/: facts, full text with anchors, table of contents, what explains it."""
    provisions = selectors.provisions_of(page)
    context = {
        "page": page,
        "provisions": provisions,
        "contents": selectors.contents_of(provisions),
        "citing": selectors.pages_citing(page),
    }
    return render(request, "outreach/legal_document.html", context)


@require_safe
@login_not_required
def excerpt(request: HttpRequest, slug: str, anchor: str) -> HttpResponse:
    """/van-ban/<slug>/trich/<anchor>/: one provision with what is within it, as a fragment for the sheet."""
    documents = public_pages(LegalDocument, request).filter(slug=slug)
    provision = get_object_or_404(Provision, document__in=documents, anchor=anchor)
    context = {"provision": provision, "quoted": provision.with_what_is_within()}
    return render(request, "outreach/excerpt.html", context)


def article_index(request: HttpRequest, page: ArticleIndexPage) -> HttpResponse:
    """/bai-viet/: articles, newest first."""
    articles = Paginator(selectors.published_articles(request), PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "outreach/article_index.html", {"page": page, "articles": articles})


def article(request: HttpRequest, page: ArticlePage) -> HttpResponse:
    """/bai-viet/<slug>/: a plain-language article with the documents it rests on."""
    others = list(selectors.published_articles(request).exclude(pk=page.pk)[:3])
    related = page.related_page.specific if page.related_page and page.related_page.live else None
    context = {"page": page, "documents": selectors.documents_cited(page), "others": others, "related": related}
    return render(request, "outreach/article.html", context)
