"""Import made people, as the worker does, and print how many rows and how many seconds it took."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bench.data import people_table
from jobs.services import run_job
from people.enums import ImportKind, ImportState
from people.models import DataImport, OrganisationUnit, User
from people.services.imports import start_import, take_over

ROWS = 10_000


class Command(BaseCommand):
    help = "Check and take over a file of 10,000 people; prints rows and seconds."

    def handle(self, *args: Any, **options: Any) -> None:
        keeper, unit = User.objects.get(username="nhansu"), OrganisationUnit.objects.get(depth=1)
        data = people_table(ROWS)
        begun = time.perf_counter()
        made = start_import(kind=ImportKind.PEOPLE, unit=unit, name="ds.xlsx", data=data, acting_user=keeper)
        self._work_on(made)
        self._work_on(take_over(import_id=made.pk, acting_user=keeper))
        seconds = time.perf_counter() - begun
        made = DataImport.objects.get(pk=made.pk)
        if made.state != ImportState.APPLIED:
            raise CommandError(f"the import is {made.state}: {made.report}")
        self.stdout.write(f"{ROWS} {seconds:.2f}")

    def _work_on(self, made: DataImport) -> None:
        """As the worker would, at once."""
        if made.job_id is not None:
            run_job(made.job_id)
