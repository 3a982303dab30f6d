"""A newcomer guesses the file before opening it: names are a closed list, and no file is long."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.house import APPS, ROOT, python_files, shown

MOST_LINES = 400
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "lib"}

# What may stand at the top of an app, as a file or as a package of that name (DESIGN §3).
VOCABULARY = {
    "__init__", "apps", "blocks", "checks", "enums", "errors", "events", "forms", "handlers", "models", "panels",
    "permissions", "querysets", "selectors", "services", "tasks", "urls", "views", "viewsets", "wagtail_hooks",
    "management", "migrations", "static", "templates", "templatetags",
}  # fmt: skip
# What one app has beside that, each for a thing only this app does.
OWN_WORDS = {
    "assessments": {"kinds"},  # one class a question kind
    "certificates": {"layouts"},  # the Typst sources of certificates
    "cms": {"assets"},  # building what pages load
    "courses": {"progress"},  # the completion rule, a pure function
    "outreach": {"recognition"},  # legal text to provisions, no Django in it
    # Text as search compares it; Vietnamese names; foreign spreadsheets; what a file would change; personal data.
    "people": {"folding", "naming", "tabular", "importing", "personal_data"},
    "reporting": {"rendering"},  # spreadsheets
}
# These are no apps of the domain: settings and entry points, and the load generator.
OTHER_HOUSES = {
    "lms": {
        "celery", "demo", "formats", "gunicorn", "launcher", "messages", "middleware", "roles", "settings", "wiring",
        "wsgi",
    },
    "bench": {"__main__", "client", "data", "figures", "server", "settings"},
}  # fmt: skip


def strangers(app: str, names: set[str]) -> set[str]:
    """Names at the top of the app that are not in the vocabulary."""
    return names - VOCABULARY - OWN_WORDS.get(app, set()) - OTHER_HOUSES.get(app, set())


def names_in(app: str) -> set[str]:
    """The names of the app's files and folders, without endings and without what Python leaves behind."""
    return {
        path.stem for path in (ROOT / app).iterdir() if path.name != "__pycache__" and not path.name.startswith(".")
    }


def test_file_names_are_a_closed_list() -> None:
    """A new word is added to DESIGN §3 first, or belongs to one app alone."""
    found = {app: strangers(app, names_in(app)) for app in APPS}
    assert {app: names for app, names in found.items() if names} == {}


def test_closed_list_notices_a_stranger() -> None:
    """The checker itself."""
    assert strangers("courses", {"models", "progress", "managers"}) == {"managers"}
    assert strangers("people", {"progress"}) == {"progress"}


def test_no_file_is_a_drawer_for_everything() -> None:
    """A function has a name, and so has the file it lives in."""
    drawers = [shown(path) for path in python_files(tests=True) if FORBIDDEN & {path.stem, path.parent.name}]
    assert drawers == []


def lines_of(path: Path) -> int:
    """How long the file is."""
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_long() -> None:
    """Longer files become packages."""
    long = {shown(path): lines_of(path) for path in python_files(tests=True) if lines_of(path) > MOST_LINES}
    assert long == {}
