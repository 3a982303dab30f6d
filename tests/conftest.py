"""The ground every test stands on. What an app's tests share stands in `tests/<app>/conftest.py`.

The database is the one KHAITRI_DATABASE_URL names, else SQLite in a file: `make test` runs the suite on both.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.template import engines
from django.utils import translation

from lms.messages import Messages
from tests.strict_templates import LoudWhenUnknown


def pytest_configure(config: pytest.Config) -> None:
    """Slips in our templates are errors, and texts are Vietnamese as they are in use."""
    settings.STRICT_TEMPLATES = True
    engines["django"].engine.string_if_invalid = LoudWhenUnknown(settings.BASE_DIR)
    if not hasattr(config, "workerinput"):
        ours = [app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
        Messages.of(settings.BASE_DIR, ours).compile()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Uploads of this process's tests go; each process has a folder of its own."""
    shutil.rmtree(settings.TEST_FILES, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as it runs for real: in memory, two connections lock each other out in another way."""
    for connection in connections.all():
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def _a_clean_start() -> Iterator[None]:
    """Nothing cached and nobody's language left over from the test before."""
    cache.clear()
    with translation.override(settings.LANGUAGE_CODE):
        yield
