"""What assessments adds to the admin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Model, ProtectedError
from django.db.models.deletion import Collector
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from assessments.viewsets import AssessmentsGroup
from courses.models import Activity
from courses.selectors import is_activity_required

register_snippet(AssessmentsGroup)


@hooks.register("before_delete_snippet")
def keep_what_records_point_at(request: HttpRequest, snippets: Sequence[Any]) -> HttpResponse | None:
    """A question with versions, a quiz with attempts or in a course, a category with questions: said kindly, where the
    database would refuse with an error or learners would look for what is gone. One at a time and several at once."""
    kept = [snippet for snippet in snippets if snippet._meta.app_label == "assessments" and _is_pointed_at(snippet)]
    for snippet in kept:
        text = _("“%(name)s” cannot be deleted: records point at it. A question that is not wanted can be retired.")
        messages.error(request, text % {"name": snippet})
    return redirect(kept[0].snippet_viewset.get_url_name("list")) if kept else None


def _is_pointed_at(snippet: Model) -> bool:
    try:
        Collector(using=snippet._state.db or "default").collect([snippet])
    except ProtectedError:
        return True
    return isinstance(snippet, Activity) and is_activity_required(snippet.pk)
