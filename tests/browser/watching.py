"""What a browser test always looks at beside its own subject: errors, strangers, accessibility, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "build" / "screenshots"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Addresses that are no requests to anybody.
LOCAL_SCHEMES = {"data", "blob", "about"}


@dataclass
class Watch:
    """Everything that went wrong in one browser window."""

    origin: str
    problems: list[str] = field(default_factory=list)
    _expected: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Listen to a page."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("request", self._asked)

    def expect(self, words: str) -> None:
        """A test that provokes an error names it: `watch.expect("status of 404")`."""
        self._expected.append(words)

    def unexpected(self) -> list[str]:
        """What nobody expected."""
        return [problem for problem in self.problems if not any(words in problem for words in self._expected)]

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in LOCAL_SCHEMES and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.problems.append(f"a request to somebody else: {request.url}")


def axe(page: Page, *, within: str | None = None, without: tuple[str, ...] = ()) -> None:
    """Assert that axe-core finds nothing against WCAG 2.2 AA on the page, or in the part a selector names.

    `without` names parts that are not ours, each by selector. What is animated must have come to rest.
    """
    # Evaluated over the debugging protocol: the page's own security policy stays as it is.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    scope = {"include": [[within or "html"]], "exclude": [[selector] for selector in without]}
    options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
    result = page.evaluate("([scope, options]) => axe.run(scope, options)", [scope, options])
    assert not result["violations"], readable(page.url, result["violations"])


def readable(url: str, violations: list[dict[str, Any]]) -> str:
    """The violations as a person reads them: the rule, what it wants, and each element with what to do."""
    lines = [f"axe-core on {url}:"]
    for violation in violations:
        lines.append(f"- {violation['id']} ({violation['impact']}): {violation['help']}")
        for node in violation["nodes"]:
            lines.append(f"    {' '.join(map(str, node['target']))}: {node['html'][:160]}")
            lines.extend(f"      {line}" for line in node["failureSummary"].splitlines()[1:])
    return "\n".join(lines)


def shoot(page: Page, name: str) -> Path:
    """Keep a picture of the whole page under its name and width, to look at later."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    width = page.viewport_size["width"] if page.viewport_size else 0
    path = SCREENSHOTS / f"{name}-{width}.png"
    page.screenshot(path=path, full_page=True)
    return path
