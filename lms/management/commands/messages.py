"""`manage.py messages`: keep the list of messages, check the translations, compile them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.messages import Messages

MOST_SHOWN = 60


class Command(BaseCommand):
    """Without an option: write the list of messages anew, keeping the translations."""

    help = "Collects the messages of our apps into locale/; see --check, --compile and --merge."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument("--update", action="store_true", help="write the list anew (the same as no option)")
        ways.add_argument(
            "--check", action="store_true", help="fail when a message is missing, unused or badly translated"
        )
        ways.add_argument("--compile", action="store_true", help="write what Django reads")
        ways.add_argument("--merge", nargs="+", type=Path, metavar="FILE.json", help="take over {message: translation}")

    def handle(self, *args: Any, **options: Any) -> None:
        messages = Messages.of(settings.BASE_DIR, _own_apps())
        if options["check"]:
            self._check(messages)
        elif options["compile"]:
            messages.compile()
        elif options["merge"]:
            self._merge(messages, options["merge"])
        else:
            messages.update()

    def _check(self, messages: Messages) -> None:
        problems = list(messages.problems())
        for problem in problems[:MOST_SHOWN]:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} messages are not in order.")

    def _merge(self, messages: Messages, files: list[Path]) -> None:
        translations = {}
        for file in files:
            translations.update(json.loads(file.read_text(encoding="utf-8")))
        unknown = messages.merge(translations)
        for message in unknown:
            self.stderr.write(f"nobody uses {message!r}")
        self.stdout.write(f"{len(translations) - len(unknown)} translations taken over.")


def _own_apps() -> list[str]:
    """The apps whose code stands in this repository."""
    return [config.label for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR]
