"""Reads that every page needs, and the two lists that apps above extend by settings: home sections and search."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from wagtail.models import Page, Site
from wagtail.search.backends import get_search_backend

from people.folding import fold


@dataclass(frozen=True, slots=True)
class HomeSection:
    """A block of the home page: a template and what it shows. An empty section is not returned at all."""

    template_name: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """One search result, whatever it is."""

    title: str
    url: str
    kind_label: str
    snippet: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class SearchResults:
    """Everything found for a query, best first within its kind; `query` is what the person typed."""

    query: str = ""
    results: list[Found] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many were found."""
        return len(self.results)


# More than anyone reads, and a bound on the work of one request.
RESULTS_PER_SOURCE = 60

SectionSource = Callable[[HttpRequest], HomeSection | None]
SearchSource = Callable[[str, HttpRequest], Iterable[Found]]


@cache
def _load(dotted: str) -> Callable[..., Any]:
    loaded: Callable[..., Any] = import_string(dotted)
    return loaded


def public_pages(model: type[Page], request: HttpRequest) -> Any:
    """Live pages of a kind that everybody may read, on the request's site: wards of a province share one database."""
    site = Site.find_for_request(request)
    pages = model.objects.live().public()
    return pages.in_site(site) if site is not None else pages


def home_sections(request: HttpRequest) -> list[HomeSection]:
    """The home page's sections, in the order of settings.HOME_SECTIONS, empty ones left out."""
    found = (_load(dotted)(request) for dotted in settings.HOME_SECTIONS)
    return [section for section in found if section is not None]


def search(query: str, request: HttpRequest) -> SearchResults:
    """What settings.SEARCH_SOURCES find for a query; marks and đ do not matter. An empty query finds nothing."""
    words = fold(query)
    if not words:
        return SearchResults(query=query.strip())
    results = [found for dotted in settings.SEARCH_SOURCES for found in _load(dotted)(words, request)]
    return SearchResults(query=query.strip(), results=results)


def search_pages(words: str, request: HttpRequest) -> list[Found]:
    """Live, public pages of the request's site that hold all of the (folded) words."""
    pages = public_pages(Page, request).exclude(depth__lte=2)
    hits = get_search_backend().search(words, pages.specific(), operator="and")[:RESULTS_PER_SOURCE]
    return [
        Found(
            title=page.title,
            url=page.get_url(request) or "",
            kind_label=getattr(page, "kind_label", ""),
            snippet=getattr(page, "summary", ""),
        )
        for page in hits
    ]
