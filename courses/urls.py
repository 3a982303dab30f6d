"""Addresses of learning: /hoc-tap/. Courses and lessons themselves are pages."""

from __future__ import annotations

from django.urls import path

from courses import views

app_name = "courses"
urlpatterns = [
    path("", views.my_learning, name="my_learning"),
    path("ghi-danh/<int:course_id>/", views.enrol, name="enrol"),
    path("tiep-tuc/<int:enrolment_id>/", views.continue_learning, name="continue"),
    path("da-doc/<int:enrolment_id>/<int:lesson_id>/", views.mark_read, name="mark_read"),
]
# Who may open what, by the name of the address; tests/architecture/test_access.py tries every role.
ACCESS = {"my_learning": "signed in", "enrol": "signed in", "continue": "own", "mark_read": "own"}
