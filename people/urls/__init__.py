"""Addresses of the account: /tai-khoan/."""

from __future__ import annotations

from people.urls import accounts, privacy

app_name = "people"
urlpatterns = [*accounts.urlpatterns, *privacy.urlpatterns]
