"""Jobs in the admin: what runs, what went wrong, try again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from jobs import services
from jobs.errors import JobNotFailed
from jobs.models import Job


class JobFilterSet(WagtailFilterSet):
    """By state."""

    class Meta:
        model = Job
        fields = ["state"]


class JobsView(ReportView):
    """Every job, newest first. For administrators."""

    page_title = _("Background jobs")
    header_icon = "tasks"
    results_template_name = "jobs/jobs_results.html"
    filterset_class = JobFilterSet
    index_url_name = "jobs:index"
    index_results_url_name = "jobs:index_results"
    verbose_name_plural = _("jobs")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied(_("Background jobs are for administrators."))
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Job]:
        return Job.objects.select_related("started_by").order_by("-created_at", "-pk")

    def get_filtered_queryset(self) -> QuerySet[Job]:
        # The queryset is filtered once, by get_queryset.
        return self.get_queryset()


@require_POST
def retry(request: HttpRequest, job_id: int) -> HttpResponse:
    """Queue a failed job again."""
    if not request.user.is_superuser:
        raise PermissionDenied
    try:
        services.retry_job(job_id=job_id, acting_user=request.user)
    except (JobNotFailed, Job.DoesNotExist) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("The job waits for the next free worker."))
    return redirect("jobs:index")
