"""Addresses of staff: /admin/to-chuc/."""

from __future__ import annotations

from django.urls import path

from people.views import staff

app_name = "people_staff"
urlpatterns = [
    path("nguoi/<int:person_id>/bo-nhiem/", staff.appoint, name="appoint"),
    path("chuc-vu/<int:post_id>/chuyen/", staff.move, name="move"),
    path("chuc-vu/<int:post_id>/ket-thuc/", staff.end, name="end"),
]
# Who may open what, by the name of the address; tests/architecture/test_access.py tries every role.
ACCESS = dict.fromkeys(("appoint", "move", "end"), "keeps people")
