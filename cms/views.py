"""Search, and the context that every page needs."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail import views as wagtail_views

from cms.models import HomePage, SiteInfo
from cms.selectors import home_sections, search

RESULTS_PER_PAGE = 20
MAX_QUERY_LENGTH = 200

# Pages are public unless their own `serve` asks who is there (lessons do).
serve_page = login_not_required(wagtail_views.serve)


def home(request: HttpRequest, page: HomePage) -> HttpResponse:
    """The front door: search box and the sections of the apps above."""
    return render(request, "cms/home_page.html", {"page": page, "sections": home_sections(request)})


@require_safe
@login_not_required
def search_view(request: HttpRequest) -> HttpResponse:
    """Search across pages and provisions: /tim-kiem/?q=…"""
    found = search(request.GET.get("q", "")[:MAX_QUERY_LENGTH], request)
    page = Paginator(found.results, RESULTS_PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "cms/search.html", {"query": found.query, "count": found.count, "results": page})


def site_context(request: HttpRequest) -> dict[str, Any]:
    """Template context of every page: what the site says about itself (`site_info`)."""
    return {"site_info": SiteInfo.for_request(request)}
