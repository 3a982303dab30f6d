"""Import a legal document from a file, as the admin's import does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from outreach.models import LegalDocument, LegalLibraryPage
from outreach.recognition import UnreadableDocument, check_size
from outreach.services import recognise_file, save_document


class Command(BaseCommand):
    help = "Import a legal document (.txt) into the library; prints its address and what was recognised in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--publish", action="store_true", help="publish at once instead of saving a draft")

    def handle(self, *args: Any, **options: Any) -> None:
        library = LegalLibraryPage.objects.order_by("path").first()
        if library is None:
            raise CommandError(_("There is no legal library page yet. Add one in the admin first."))
        page = self._import(options["file"], library, publish=options["publish"])
        levels = list(page.provisions.values_list("level", flat=True))
        counts = {level: levels.count(level) for level in ("dieu", "khoan", "diem")}
        self.stdout.write(page.full_url or page.url_path)
        self.stdout.write(_("%(dieu)d điều, %(khoan)d khoản, %(diem)d điểm") % counts)
        for warning in page.warnings:
            self.stdout.write(f"- {warning['message']}")

    def _import(self, path: Path, library: LegalLibraryPage, *, publish: bool) -> LegalDocument:
        try:
            check_size(path.name, path.stat().st_size)
            recognised = recognise_file(path.name, path.read_bytes())
        except OSError as fault:
            raise CommandError(_("The file cannot be read: %(reason)s") % {"reason": fault.strerror}) from fault
        except UnreadableDocument as refusal:
            raise CommandError(str(refusal)) from refusal
        return save_document(recognised=recognised, library=library, publish=publish, acting_user=None)
