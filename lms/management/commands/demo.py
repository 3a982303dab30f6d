"""Load the demo and print its accounts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.demo.accounts import describe
from lms.demo.loading import database_is_empty, demo_is_loaded, load_demo


class Command(BaseCommand):
    help = "Load the demo into an empty database and print its accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when the database holds accounts already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("These are production settings: the demo and its known passwords are refused.")
        if not database_is_empty():
            if not options["if_empty"] and not demo_is_loaded():
                raise CommandError("The database is not empty. The demo is only loaded into an empty one.")
        else:
            self.stdout.write("Đang nạp dữ liệu dùng thử …")
            load_demo()
        if demo_is_loaded():
            self.stdout.write(describe())
