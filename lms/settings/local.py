"""The embedded default: one machine, SQLite and a file queue under VAR, a secret of its own made at the first start."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from lms.settings import environment
from lms.settings.base import *
from lms.settings.base import QUEUE_DIR, VAR


def secret_of_this_installation(path: Path) -> str:
    """The secret key kept in a file only this account can read; made once, never shared by two processes that race."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()


DEBUG = environment.flag("KHAITRI_DEBUG")
SECRET_KEY = secret_of_this_installation(VAR / "secret_key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *environment.text("KHAITRI_HOSTS").split()]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
DEMO_ALLOWED = True
for folder in ("messages", "control", "processed"):
    (QUEUE_DIR / folder).mkdir(parents=True, exist_ok=True)
