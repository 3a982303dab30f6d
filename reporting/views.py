"""Reports in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import ReportView

from courses.models import Enrolment
from reporting import selectors
from reporting.forms import LearningFilterSet
from reporting.permissions import may_see_reports
from reporting.rendering import learning_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LearningReportView(ReportView):
    """Enrolments and completions of the people in the viewer's scope, with figures, filters and an Excel export."""

    page_title = _("Enrolments and completions")
    header_icon = "clipboard-list"
    results_template_name = "reporting/learning_report_results.html"
    filterset_class = LearningFilterSet
    index_url_name = "reporting:learning"
    index_results_url_name = "reporting:learning_results"
    verbose_name_plural = _("enrolments")
    paginate_by = 50
    is_searchable = True
    search_backend_name = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_reports(request.user):
            raise PermissionDenied(_("Reports are for human resources, heads of units and leaders."))
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Enrolment]:
        found = selectors.enrolments_in_scope(self.request.user).select_related("person", "course")
        return found.order_by("person__sort_name", "person_id", "-enrolled_at", "pk")

    def search_queryset(self, queryset: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
        """By name, whole or in part, with or without marks."""
        return selectors.named(queryset, self.search_query) if self.is_searching else queryset

    def filter_queryset(self, queryset: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
        """A filter that makes no sense shows nobody, and says why: never everybody as if it had been applied."""
        if self.filters is not None and not self.filters.is_valid():
            return queryset.none()
        return super().filter_queryset(queryset)

    def get_filtered_queryset(self) -> QuerySet[Enrolment]:
        # The queryset is filtered and searched once, by get_queryset.
        return self.get_queryset()

    def decorate_paginated_queryset(self, object_list: Any) -> list[selectors.LearningRow]:
        return selectors.learning_rows(object_list)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        context["filter_faults"] = selectors.faults_of(self.filters)
        if not self.is_export:
            context["figures"] = selectors.figures(self.object_list)
            context["units"] = selectors.figures_by_unit(self.object_list)
        return context

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        if not self.is_export:
            return super().render_to_response(context, **response_kwargs)
        if faults := context["filter_faults"]:
            messages.error(self.request, " ".join(faults))
            return redirect(self.index_url_name)
        response = HttpResponse(learning_workbook(context["object_list"]), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{self.get_filename()}.xlsx"'
        return response

    def get_filename(self) -> str:
        """ket-qua-hoc-tap-2026-11-23."""
        return f"ket-qua-hoc-tap-{timezone.localdate():%Y-%m-%d}"
