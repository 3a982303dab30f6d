"""Fill the bench's empty database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bench.data import make


class Command(BaseCommand):
    help = "Fill the bench's empty database and write what the load needs to know to FILE."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        make(options["file"])
