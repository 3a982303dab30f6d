"""What reporting adds to the admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from reporting.permissions import may_see_reports


class ReportMenuItem(MenuItem):
    """Shown to those who may see reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_reports(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    """Reports live inside the admin."""
    return [path("bao-cao/", include("reporting.urls"))]


@hooks.register("register_reports_menu_item")
def register_learning_report() -> MenuItem:
    """First in the menu of reports."""
    return ReportMenuItem(
        _("Enrolments and completions"),
        reverse("reporting:learning"),
        name="learning",
        icon_name="clipboard-list",
        order=10,
    )


@hooks.register("insert_global_admin_css")
def admin_styles() -> str:
    """Styles of our screens inside the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/css/admin.css"))
