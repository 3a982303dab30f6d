"""Addresses of quizzes, under /hoc-tap/."""

from __future__ import annotations

from django.urls import path

from assessments import views

app_name = "assessments"
urlpatterns = [
    path("<int:enrolment_id>/bai-kiem-tra/<int:quiz_id>/", views.quiz, name="quiz"),
    path("<int:enrolment_id>/bai-kiem-tra/<int:quiz_id>/bat-dau/", views.start, name="start"),
    path("luot-lam/<int:attempt_id>/", views.attempt, name="attempt"),
    path("luot-lam/<int:attempt_id>/luu/", views.save_one, name="save_one"),
    path("luot-lam/<int:attempt_id>/luu-tat-ca/", views.save_all, name="save_all"),
    path("luot-lam/<int:attempt_id>/xem-lai/", views.summary, name="summary"),
    path("luot-lam/<int:attempt_id>/nop/", views.submit, name="submit"),
    path("luot-lam/<int:attempt_id>/ket-qua/", views.result, name="result"),
]
# Who may open what, by the name of the address; tests/architecture/test_access.py tries every role.
ACCESS = dict.fromkeys(("quiz", "start", "attempt", "save_one", "save_all", "summary", "submit", "result"), "own")
