"""The watchers themselves: what they must notice, they notice."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.running_site import RunningSite
from tests.browser.watching import Watch, axe


def test_errors_and_requests_to_others_are_noticed(phone: Page, watch: Watch) -> None:
    """A console error and a request to another address."""
    watch.expect("favicon.ico")
    phone.goto("/healthz")
    phone.evaluate("console.error('something broke')")
    phone.evaluate("fetch('http://localhost:9/beacon').catch(() => null)")
    assert any("something broke" in problem for problem in watch.unexpected())
    assert any("localhost:9/beacon" in problem for problem in watch.problems)
    watch.expect("something broke")
    watch.expect("localhost:9/beacon")


def test_axe_notices_a_barrier(desktop: Page, watch: Watch) -> None:
    """A field without a label, on an otherwise empty page, which has no icon either."""
    watch.expect("favicon.ico")
    desktop.goto("/healthz")
    desktop.evaluate("document.documentElement.lang = 'vi'; document.title = 'x'; document.body.innerHTML = '<input>'")
    with pytest.raises(AssertionError, match="label"):
        axe(desktop)


def test_site_has_a_worker_and_a_beat(site: RunningSite) -> None:
    """The site under test is whole: what runs beside the web server has started, and nothing complained."""
    logs = site.var / "logs"
    assert {"web.log", "worker.log", "beat.log"} <= {path.name for path in logs.iterdir()}
    assert "ERROR" not in (logs / "beat.log").read_text(encoding="utf-8")
