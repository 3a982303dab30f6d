"""Import a legal document from a file, as the admin's import does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from outreach.errors import DocumentKnown
from outreach.models import LegalDocument, LegalLibraryPage
from outreach.recognition import UnreadableDocument, check_size
from outreach.services import recognise_file, save_document


class Command(BaseCommand):
    help = "Import a legal document (.txt) into the library; prints its address and what was recognised in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--publish", action="store_true", help="publish at once instead of saving a draft")

        parser.add_argument("--library", type=int, help="number of the library page, where there are several")

    def handle(self, *args: Any, **options: Any) -> None:
        library = self._library(options["library"])
        page = self._import(options["file"], library, publish=options["publish"])
        levels = list(page.provisions.values_list("level", flat=True))
        counts = {level: levels.count(level) for level in ("dieu", "khoan", "diem")}
        self.stdout.write(page.full_url or page.url_path)
        self.stdout.write(_("%(dieu)d điều, %(khoan)d khoản, %(diem)d điểm") % counts)
        for warning in page.warnings:
            self.stdout.write(f"- {warning['message']}")

    def _library(self, number: int | None) -> LegalLibraryPage:
        libraries = LegalLibraryPage.objects.order_by("path")
        chosen = list(libraries if number is None else libraries.filter(pk=number))
        if not chosen:
            raise CommandError(_("There is no such legal library page. Add one in the admin first."))
        if len(chosen) > 1:
            choices = ", ".join(f"{page.pk} ({page.full_url or page.url_path})" for page in chosen)
            raise CommandError(_("Choose the library with --library: %(choices)s") % {"choices": choices})
        return chosen[0]

    def _import(self, path: Path, library: LegalLibraryPage, *, publish: bool) -> LegalDocument:
        try:
            check_size(path.name, path.stat().st_size)
            recognised = recognise_file(path.name, path.read_bytes())
        except OSError as fault:
            raise CommandError(_("The file cannot be read: %(reason)s") % {"reason": fault.strerror}) from fault
        except UnreadableDocument as refusal:
            raise CommandError(str(refusal)) from refusal
        try:
            return save_document(recognised=recognised, library=library, publish=publish, acting_user=None)
        except DocumentKnown as refusal:
            return self._known(refusal, publish=publish)

    def _known(self, refusal: DocumentKnown, *, publish: bool) -> LegalDocument:
        """The page that holds the text already; with `--publish`, a draft of it is published."""
        self.stderr.write(str(refusal))
        page = refusal.page
        if publish and not page.live:
            page.get_latest_revision().publish()
            page.refresh_from_db()
        return page
