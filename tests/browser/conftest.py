"""A running site and a browser. All browser tests run one after another in one process, on one site.

Use `page` (both widths), `phone`, `desktop` or `unscripted`; each is a fresh browser window, signed out, whose relative
addresses are the site's: `page.goto("/van-ban/")`. A console error, a script error or a request to anybody else fails
the test. These tests see pages, not models: what they need in the database they make with `site.manage(...)`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.running_site import RunningSite, running_site
from tests.browser.watching import Watch, shoot
from tests.databases import Template

PHONE = (390, 844)
DESKTOP = (1280, 900)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Long for a page, short for a person waiting for a failed test; a job has to pass through the worker meanwhile.
PATIENCE_MS = 15_000

OpenPage = Callable[..., Page]
outcome = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember how the test went, for the picture of a failed one."""
    report: Any = yield
    if report.when == "call":
        item.stash[outcome] = report
    return report


@pytest.fixture(scope="session")
def site(migrated: Template) -> Iterator[RunningSite]:
    """The demo, served for real."""
    with running_site(migrated) as started:
        yield started


# One a file, not one a session: while Playwright runs, Django believes itself in an event loop and refuses its models
# to the tests of other files.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of this machine."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        pytest.fail("There is no Chromium; `make test` installs it or says how.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def watch(site: RunningSite) -> Iterator[Watch]:
    """What goes wrong in the windows of this test; nothing may, but what the test expects."""
    watching = Watch(site.address)
    yield watching
    assert watching.unexpected() == []


@pytest.fixture
def open_page(site: RunningSite, browser: Browser, watch: Watch, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open a window: `open_page(width, height, scripts=True)`. Several at once are several visitors."""
    pages: list[Page] = []

    def open_window(width: int, height: int, *, scripts: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        watch.follow(page)
        context.on("page", watch.follow)
        pages.append(page)
        return page

    yield open_window
    report = request.node.stash.get(outcome, None)
    for number, page in enumerate(pages):
        if report is not None and report.failed and not page.is_closed():
            shoot(page, f"FAILED-{request.node.name.replace('/', '_')}-{number}")
        page.context.close()


@pytest.fixture(params=[PHONE, DESKTOP], ids=["390", "1280"])
def page(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    """A window as wide as a phone, then one as wide as a desk's."""
    return open_page(*request.param)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A window as wide as a phone."""
    return open_page(*PHONE)


@pytest.fixture
def desktop(open_page: OpenPage) -> Page:
    """A window as wide as a desk's."""
    return open_page(*DESKTOP)


@pytest.fixture
def unscripted(open_page: OpenPage) -> Page:
    """A phone with scripts off."""
    return open_page(*PHONE, scripts=False)
