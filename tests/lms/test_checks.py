"""Production does not start when it is not safe."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings

SAFE = {
    "DJANGO_SETTINGS_MODULE": "lms.settings.production",
    "KHAITRI_SECRET_KEY": "k7" * 32,
    "KHAITRI_HOSTS": "khaitri.example.gov.vn",
    "KHAITRI_ADDRESS": "https://khaitri.example.gov.vn",
    "KHAITRI_DATABASE_URL": "postgres://nobody@127.0.0.1:9/none",
    "KHAITRI_REDIS_URL": "redis://127.0.0.1:9/0",
}


def start(**changed: str) -> subprocess.CompletedProcess[str]:
    """Load the application as the web server does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KHAITRI_") or "VAR" in name}
    command = [sys.executable, "-c", "import lms.wsgi"]
    environment = kept | SAFE | changed
    return subprocess.run(
        command, check=False, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=120
    )


def test_a_safe_configuration_starts() -> None:
    assert start().returncode == 0


def test_everything_that_is_unsafe_is_said_at_once() -> None:
    refused = start(
        KHAITRI_SECRET_KEY="short",
        KHAITRI_HOSTS="*",
        KHAITRI_ADDRESS="http://khaitri.example.gov.vn",
        KHAITRI_REDIS_URL="",
    )
    assert refused.returncode != 0
    for name in ("KHAITRI_SECRET_KEY", "KHAITRI_HOSTS", "KHAITRI_ADDRESS", "KHAITRI_REDIS_URL"):
        assert name in refused.stderr


@pytest.mark.parametrize("name", ["KHAITRI_SECRET_KEY", "KHAITRI_HOSTS"])
def test_a_secret_that_is_missing_is_named(name: str) -> None:
    refused = start(**{name: ""})
    assert refused.returncode != 0
    assert name in refused.stderr
