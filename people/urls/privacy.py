"""Addresses of one's own data."""

from __future__ import annotations

from django.urls import path

from people.views import privacy

urlpatterns = [
    path("du-lieu/", privacy.my_data, name="my_data"),
    path("du-lieu/tai-ve.<str:kind>", privacy.download, name="download_my_data"),
    path("du-lieu/dong-y/<int:consent_id>/rut/", privacy.withdraw, name="withdraw_consent"),
]
# Who may open what, by the name of the address; tests/architecture/test_access.py tries every role.
ACCESS = {"my_data": "signed in", "download_my_data": "signed in", "withdraw_consent": "own"}
