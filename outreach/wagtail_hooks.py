"""What outreach adds to the admin: the provision chooser, and importing a document."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet

from outreach.blocks import provision_chooser_viewset
from outreach.permissions import libraries_to_import_into
from outreach.urls import import_patterns


@hooks.register("register_admin_viewset")
def register_provision_chooser() -> ChooserViewSet:
    """Choose a provision to quote."""
    return provision_chooser_viewset


class ImportMenuItem(MenuItem):
    """Shown to those who may add documents."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(libraries_to_import_into(request.user))


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    """The import lives inside the admin."""
    return [path("nhap-van-ban/", include(import_patterns))]


@hooks.register("register_admin_menu_item")
def register_import() -> MenuItem:
    """Beside the pages."""
    return ImportMenuItem(
        _("Import a document"), reverse("outreach_import:upload"), name="import-document", icon_name="upload", order=150
    )
