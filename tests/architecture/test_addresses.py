"""Whoever has no account sees what is declared here, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

# Every address an anonymous visitor may open, and why.
PUBLIC = {
    "healthz": "a monitor asks whether the process lives",
    "readyz": "a monitor asks whether the database answers",
    "tai-khoan/dang-nhap/": "signing in",
    "admin/login/": "Wagtail's own page for signing in",
    "tim-kiem/": "residents search",
    "van-ban/<slug:slug>/trich/<slug:anchor>/": "residents read what a page quotes",
    "^tai-lieu/(\\d+)/(.*)$": "documents linked in public pages; restricted ones ask for themselves",
    "tai-lieu/mat-khau/<int:restriction_id>/": "the password of a restricted document",
    "mat-khau/<int:page_view_restriction_id>/<int:page_id>/": "the password of a restricted page",
    "dang-nhap/": "Wagtail's name for signing in",
    "xac-minh/": "anybody checks a certificate",
    "xac-minh/<str:code>/": "anybody checks a certificate",
    "^media/(?P<path>images/.+)$": "pictures of public pages",
    "^((?:[\\w\\-]+/)*)$": "published pages; restricted ones ask for an account themselves",
}
# Asks for the account itself; the second test holds it to that.
API_OF_WAGTAIL = "admin/api/main/"


def views(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every address of the resolver with its view."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from views(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, entry.callback


def open_to_everybody() -> dict[str, Any]:
    """The addresses that LoginRequiredMiddleware lets pass."""
    return {route: view for route, view in views(get_resolver()) if not getattr(view, "login_required", True)}


def test_public_addresses_are_the_declared_ones() -> None:
    """A view opened by mistake fails here; so does one closed by mistake."""
    found = {route for route in open_to_everybody() if not route.startswith(API_OF_WAGTAIL)}
    assert found - PUBLIC.keys() == set()
    assert PUBLIC.keys() - found == set()


def is_plain(route: str) -> bool:
    """Whether the route is an address as it stands."""
    return not set("<($") & set(route)


@pytest.mark.django_db
def test_everything_else_sends_visitors_to_sign_in(client: Client) -> None:
    """Asked for in fact, not only marked: every address without a parameter."""
    routes = {route.replace("^", "") for route, _ in views(get_resolver())} - PUBLIC.keys()
    plain = [route for route in routes if is_plain(route)]
    assert len(plain) > 20
    answers = {route: client.get(f"/{route}") for route in plain}
    let_in = {route for route, answer in answers.items() if answer.status_code not in {302, 403, 405}}
    assert let_in == set()
    elsewhere = {
        route
        for route, answer in answers.items()
        if answer.status_code == 302 and "dang-nhap" not in answer["Location"]
    }
    assert elsewhere == set()
