"""What people adds to the admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from people.permissions import may_keep_people
from people.viewsets.organisation import ORGANISATION
from people.viewsets.persons import PEOPLE, PERSON_CHOOSER


class PeopleGroup(ViewSetGroup):
    """One menu for people and what they belong to."""

    items = (PEOPLE, *ORGANISATION)
    menu_label = _("People and units")
    menu_icon = "group"
    menu_order = 300


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    """What changes where people belong lives inside the admin."""
    return [path("to-chuc/", include("people.urls.staff"))]


class ImportMenuItem(MenuItem):
    """Shown to those who keep people."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_keep_people(request.user)


@hooks.register("register_admin_menu_item")
def register_import() -> MenuItem:
    """Beside the menu of people."""
    return ImportMenuItem(
        _("Import people"), reverse("people_staff:imports"), name="import-people", icon_name="upload", order=305
    )


@hooks.register("register_admin_viewset")
def register_people() -> list[ViewSet | ViewSetGroup]:
    """The menu, and the chooser of people."""
    return [PeopleGroup(), PERSON_CHOOSER]
