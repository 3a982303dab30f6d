"""Signing in and out."""

from __future__ import annotations

from django.urls import path

from people.views import accounts

urlpatterns = [
    path("dang-nhap/", accounts.SignInView.as_view(), name="login"),
    path("dang-xuat/", accounts.SignOutView.as_view(), name="logout"),
]
# Who may open what, by the name of the address; tests/architecture/test_access.py tries every role.
ACCESS = {"login": "public", "logout": "signed in"}
