"""An unsafe production configuration does not start: neither the web server, nor a worker, nor a command."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def refuse_when_unsafe() -> None:
    """Production has a secret of its own, no wildcard host, a database server, a queue server and an https address.

    Raises:
        ImproperlyConfigured: with everything that is missing, so that it is put right in one go.
    """
    if settings.DEMO_ALLOWED:
        return
    database, address = settings.DATABASES["default"]["ENGINE"], settings.WAGTAILADMIN_BASE_URL
    answers = {
        "KHAITRI_SECRET_KEY must be at least 50 random characters.": len(settings.SECRET_KEY) >= 50
        and "django-insecure" not in settings.SECRET_KEY,
        "KHAITRI_HOSTS must name the hosts, not *.": "*" not in settings.ALLOWED_HOSTS,
        "Set KHAITRI_DATABASE_URL to a PostgreSQL database.": not database.endswith("sqlite3"),
        "Set KHAITRI_REDIS_URL to a Redis server.": bool(settings.REDIS_URL),
        "Set KHAITRI_ADDRESS to the https:// address printed on certificates.": address.startswith("https://"),
    }
    problems = [problem for problem, is_fine in answers.items() if not is_fine]
    if problems:
        raise ImproperlyConfigured(" ".join(problems))
