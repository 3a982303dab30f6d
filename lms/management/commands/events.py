"""`manage.py events`: what follows from what, as a page; `--write` puts it where the documentation has it."""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.dispatch import Signal

from lms.wiring import SUBSCRIPTIONS

PAGE = "docs/events.md"
INTRODUCTION = """\
# Events

What one app announces and what others do then, all inside one transaction. `lms/wiring.py` connects; this page is made
from it with `python manage.py events --write`, and a test holds the two together.

| event | when | it carries | what follows |
| --- | --- | --- | --- |
"""


class Command(BaseCommand):
    """Print the page, or write it."""

    help = "Shows the table of events; --write puts it into docs/events.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help=f"write {PAGE}")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            (settings.BASE_DIR / PAGE).write_text(page(), encoding="utf-8")
        else:
            self.stdout.write(page())


def page() -> str:
    """The whole page."""
    return INTRODUCTION + "".join(f"| {' | '.join(row)} |\n" for row in rows())


def rows() -> Iterator[tuple[str, str, str, str]]:
    """One row an event, in the order of the wiring; events nobody listens to come last and say so."""
    names = {id(signal): name for name, signal in announced().items()}
    signals = {id(signal): signal for signal in (*(signal for signal, _ in SUBSCRIPTIONS), *announced().values())}
    for key, signal in signals.items():
        follows = [
            f"`{handler.__module__}.{handler.__qualname__}`: {first_sentence(handler)}"
            for other, handler in SUBSCRIPTIONS
            if other is signal
        ]
        name = names.get(key) or foreign_name(signal)
        payload = payload_of(name)
        carries = (
            ", ".join(f"`{field.name}`" for field in dataclasses.fields(payload)) if payload else "what Wagtail says"
        )
        when = first_sentence(payload) if payload else "told by Wagtail"
        yield f"`{name}`", when, carries, "<br>".join(follows) or "nothing yet"


def announced() -> dict[str, Signal]:
    """Every signal of our own apps' `events`, by dotted name."""
    found = {}
    for config in apps.get_app_configs():
        module = sys.modules.get(f"{config.name}.events")
        for name, value in vars(module).items() if module else ():
            if isinstance(value, Signal):
                found[f"{config.name}.events.{name}"] = value
    return found


def foreign_name(signal: Signal) -> str:
    """Where a signal of somebody else is declared."""
    for module_name, module in sorted(sys.modules.items()):
        if module_name.endswith("signals"):
            for name, value in vars(module).items():
                if value is signal:
                    return f"{module_name}.{name}"
    raise LookupError("a signal in SUBSCRIPTIONS that no module named signals declares")


def payload_of(name: str) -> Any:
    """The frozen dataclass that travels with one of our events: `course_completed` carries a `CourseCompleted`."""
    module, _, event = name.rpartition(".")
    return getattr(sys.modules[module], re.sub(r"(?:^|_)([a-z])", lambda match: match[1].upper(), event), None)


def first_sentence(documented: Any) -> str:
    """The first sentence of a docstring, on one line."""
    text = " ".join((inspect.getdoc(documented) or "").split())
    return re.split(r"(?<=[.;])\s", text)[0].rstrip(".;").replace("|", "\\|")
