"""An unsafe production configuration does not start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def production_is_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Production has a secret of its own, no demo, no wildcard host, a database server and a queue server."""
    if settings.DEMO_ALLOWED:
        return []
    problems: list[CheckMessage] = []
    if len(settings.SECRET_KEY) < 50 or "django-insecure" in settings.SECRET_KEY:
        problems.append(Error("KHAITRI_SECRET_KEY must be at least 50 random characters.", id="khaitri.E001"))
    if "*" in settings.ALLOWED_HOSTS:
        problems.append(Error("KHAITRI_HOSTS must name the hosts, not *.", id="khaitri.E002"))
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        problems.append(Error("Set KHAITRI_DATABASE_URL to a PostgreSQL database.", id="khaitri.E003"))
    if not settings.REDIS_URL:
        problems.append(Error("Set KHAITRI_REDIS_URL to a Redis server.", id="khaitri.E004"))
    if not settings.WAGTAILADMIN_BASE_URL.startswith("https://"):
        problems.append(
            Error("Set KHAITRI_ADDRESS to the https:// address printed on certificates.", id="khaitri.E005")
        )
    return problems
