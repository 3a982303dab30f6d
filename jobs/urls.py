"""Addresses of jobs, under /admin/cong-viec/."""

from __future__ import annotations

from django.urls import path

from jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.JobsView.as_view(), name="index"),
    path("ket-qua/", views.JobsView.as_view(results_only=True), name="index_results"),
    path("<int:job_id>/lam-lai/", views.retry, name="retry"),
]
# Who may open what, by the name of the address; tests/architecture/test_access.py tries every role.
ACCESS = dict.fromkeys(("index", "index_results", "retry"), "administers")
