"""Addresses of the legal library besides its pages: /van-ban/; and of the import, under /admin/nhap-van-ban/."""

from __future__ import annotations

from django.urls import path

from outreach.views import excerpt, importing

app_name = "outreach"
urlpatterns = [path("<slug:slug>/trich/<slug:anchor>/", excerpt, name="excerpt")]
import_patterns = (
    [
        path("", importing.upload, name="upload"),
        path("luu/", importing.save, name="save"),
    ],
    "outreach_import",
)
# Who may open what, by the name of the address; tests/architecture/test_access.py tries every role.
ACCESS = {"excerpt": "public", "upload": "edits documents", "save": "edits documents"}
