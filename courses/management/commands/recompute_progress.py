"""Compare stored progress with the recorded facts, and put right what differs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from courses.models import Enrolment
from courses.services import recompute


class Command(BaseCommand):
    help = "Compares the stored progress of running enrolments with the recorded facts and puts right what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        ids = Enrolment.objects.active().order_by("pk").values_list("pk", flat=True)
        looked_at = differing = 0
        for enrolment_id in ids.iterator():
            stored, computed = recompute(enrolment_id=enrolment_id, dry_run=options["dry_run"])
            looked_at += 1
            if stored != computed:
                differing += 1
                self.stdout.write(f"{enrolment_id}: {stored} % → {computed} %")
        self.stdout.write(
            _("%(looked_at)d enrolments looked at, %(differing)d differ.")
            % {"looked_at": looked_at, "differing": differing}
        )
