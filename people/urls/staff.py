"""Addresses of staff: /admin/to-chuc/."""

from __future__ import annotations

from django.urls import path

from people.views import imports, staff

app_name = "people_staff"
urlpatterns = [
    path("nhap/", imports.upload, name="imports"),
    path("nhap/<int:import_id>/", imports.report, name="import"),
    path("nhap/<int:import_id>/nhap-vao/", imports.apply, name="apply_import"),
    path("nhap/mau/<str:kind>.xlsx", imports.template, name="import_template"),
    path("nguoi.xlsx", imports.export, name="export_people"),
    path("nguoi/<int:person_id>/bo-nhiem/", staff.appoint, name="appoint"),
    path("chuc-vu/<int:post_id>/chuyen/", staff.move, name="move"),
    path("chuc-vu/<int:post_id>/ket-thuc/", staff.end, name="end"),
]
# Who may open what, by the name of the address; tests/architecture/test_access.py tries every role.
ACCESS = {
    **dict.fromkeys(("appoint", "move", "end"), "keeps people"),
    **dict.fromkeys(("imports", "import", "apply_import", "import_template"), "keeps people"),
    "export_people": "sees people",
}
