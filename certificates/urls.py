"""Addresses of certificates: checking one is public, downloading one is not."""

from __future__ import annotations

from django.urls import path

from certificates import views

verify_patterns = (
    [
        path("", views.verify_form, name="verify_form"),
        path("<str:code>/", views.verify, name="verify"),
    ],
    "certificates",
)
learner_patterns = (
    [path("giay-chung-nhan/<int:certificate_id>/", views.download, name="download")],
    "my_certificates",
)
# Who may open what, by the name of the address; tests/architecture/test_access.py tries every role.
ACCESS = {"verify_form": "public", "verify": "public", "download": "own or scope"}
