"""What courses adds to the admin: the activity chooser, and care for lessons people are learning."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.models import Page

from courses.blocks import activity_chooser_viewset
from courses.selectors import course_of, pages_in_use

REFUSALS = {
    "delete": gettext_lazy("People have learned from some of these pages, so none was deleted."),
    "move": gettext_lazy("People are learning some of these pages. Move those one at a time."),
}


@hooks.register("register_admin_viewset")
def register_activity_chooser() -> ChooserViewSet:
    """One chooser over every kind of activity."""
    return activity_chooser_viewset


@hooks.register("before_delete_page")
def keep_what_people_learn(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A course page that an edition holds is history and cannot be deleted."""
    if request.method != "POST" or not pages_in_use([page]):
        return None
    messages.error(request, _("People have learned from this page, so it is kept. Unpublish it instead."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_move_page")
def keep_lessons_in_their_course(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """What people learn stays in its course; within the course it may move."""
    if request.method != "POST" or course_of(page) == course_of(destination) or not pages_in_use([page]):
        return None
    messages.error(request, _("People are learning this page, so it stays in its course. Copy it instead."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def keep_what_people_learn_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Page], action_class_instance: object
) -> HttpResponse | None:
    """The same for several pages at once; a page in use is moved alone, where its destination can be looked at."""
    if action_type not in REFUSALS or not pages_in_use([thing for thing in objects if isinstance(thing, Page)]):
        return None
    messages.error(request, REFUSALS[action_type])
    return redirect("wagtailadmin_explore_root")
