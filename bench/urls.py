"""The platform's addresses and the bare view."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from lms.urls import handler403
from lms.urls import urlpatterns as platform

__all__ = ["handler403", "urlpatterns"]

BARE = engines["django"].from_string("<!doctype html><title>{{ title }}</title><p>{{ title }}</p>")


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """A trivial rendered template: what the server itself costs."""
    return HttpResponse(BARE.render({"title": "Khai Trí"}, request))


urlpatterns = [path("bare/", bare), *platform]
