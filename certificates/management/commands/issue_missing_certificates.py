"""Issue certificates that a lost announcement left out; the beat does the same by itself."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from certificates.services import issue_missing_certificates


class Command(BaseCommand):
    help = "Issue the certificate of every completed enrolment that has none."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(issue_missing_certificates()))
