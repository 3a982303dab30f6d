"""The ground every test stands on. What an app's tests share stands in `tests/<app>/conftest.py`.

The database is the one KHAITRI_DATABASE_URL names, else SQLite in a file: `make test` runs the suite on both.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.template import engines
from django.utils import translation
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from lms.messages import Messages
from tests.databases import Template, migrated_template
from tests.strict_templates import LoudWhenUnknown

BROWSER_TESTS = "tests/browser/"
COMMITTING_FIXTURES = {"transactional_db", "django_db_reset_sequences", "live_server"}
COPY_ANEW = pytest.StashKey[Callable[[], object]]()


def pytest_configure(config: pytest.Config) -> None:
    """Slips in our templates are errors, and texts are Vietnamese as they are in use."""
    settings.STRICT_TEMPLATES = True
    engines["django"].engine.string_if_invalid = LoudWhenUnknown(settings.BASE_DIR)
    if not hasattr(config, "workerinput"):
        ours = [app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
        Messages.of(settings.BASE_DIR, ours).compile()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come first, whatever the order of the others: they take longest, and one process has them all."""
    items.sort(key=lambda item: not item.nodeid.startswith(BROWSER_TESTS))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling | None:
    """With several processes (`-n 2`), a file's tests stay together, and all browser tests do."""
    config.option.loadscopereorder = False
    return OneSite(config, log) if config.getoption("dist") == "load" else None


class OneSite(LoadScopeScheduling):
    """Browser tests share a running site, so one process has them all."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return BROWSER_TESTS if file.startswith(BROWSER_TESTS) else file


def pytest_unconfigure(config: pytest.Config) -> None:
    """Uploads of this process's tests go; each process has a folder of its own."""
    shutil.rmtree(settings.TEST_FILES, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Template:
    """The migrated database that others are copied from, one for all processes of the run."""
    own = tmp_path_factory.getbasetemp()
    return migrated_template(own if worker_id == "master" else own.parent)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    migrated: Template, tmp_path_factory: pytest.TempPathFactory, worker_id: str, request: pytest.FixtureRequest
) -> None:
    """A copy for each process. SQLite in a file, as it runs for real: in memory, connections lock in another way."""
    copy = partial(migrated.copy, f"test_{worker_id}", tmp_path_factory.mktemp("database"))
    name, _url = copy()
    connections["default"].settings_dict["TEST"]["NAME"] = name
    request.config.stash[COPY_ANEW] = copy


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """A test that commits is followed by emptied tables; the next one, whichever it is, finds them as migrated."""
    yield
    if commits(item) and COPY_ANEW in item.config.stash:
        connections["default"].close()
        item.config.stash[COPY_ANEW]()


def commits(item: pytest.Item) -> bool:
    """Whether the test runs outside a transaction of its own."""
    mark = item.get_closest_marker("django_db")
    asked = mark is not None and (mark.kwargs.get("transaction", False) or any(mark.args[:1]))
    return asked or not COMMITTING_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The database is there already, made a moment ago by the fixture above."""
    return True


@pytest.fixture(autouse=True)
def _a_clean_start() -> Iterator[None]:
    """Nothing cached and nobody's language left over from the test before."""
    cache.clear()
    with translation.override(settings.LANGUAGE_CODE):
        yield
