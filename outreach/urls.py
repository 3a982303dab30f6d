"""Addresses of the legal library besides its pages: /van-ban/."""

from __future__ import annotations

from django.urls import path

from outreach import views

app_name = "outreach"
urlpatterns = [path("<slug:slug>/trich/<slug:anchor>/", views.excerpt, name="excerpt")]
