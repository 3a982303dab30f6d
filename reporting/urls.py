"""Addresses of reports, under /admin/bao-cao/."""

from __future__ import annotations

from django.urls import path

from reporting.views import LearningReportView

app_name = "reporting"
urlpatterns = [
    path("hoc-tap/", LearningReportView.as_view(), name="learning"),
    path("hoc-tap/ket-qua/", LearningReportView.as_view(results_only=True), name="learning_results"),
]
# Who may open what, by the name of the address; tests/architecture/test_access.py tries every role.
ACCESS = {"learning": "sees people", "learning_results": "sees people"}
