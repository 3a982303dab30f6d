"""What jobs adds to the admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class JobsMenuItem(MenuItem):
    """Shown to administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_superuser


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    """Jobs live inside the admin."""
    return [path("cong-viec/", include("jobs.urls"))]


@hooks.register("register_reports_menu_item")
def register_jobs() -> MenuItem:
    """Last in the menu of reports."""
    return JobsMenuItem(_("Background jobs"), reverse("jobs:index"), name="jobs", icon_name="tasks", order=2000)
