"""Imports as watched jobs: check the file, show what it would do, then do all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.errors import JobFailed
from jobs.models import Job
from jobs.services import register_kind, report_progress, start_job
from people.enums import KEEPING_ROLES, ImportKind, ImportState
from people.errors import NothingToTakeOver, NotInScope
from people.importing import (
    PEOPLE_COLUMNS,
    UNIT_COLUMNS,
    apply_people,
    apply_units,
    header_names,
    missing_columns,
    plan_people,
    plan_units,
    report_of,
)
from people.importing.plans import Plan
from people.models import DataImport, OrganisationUnit, User
from people.permissions import units_in_scope
from people.services.audit import log
from people.tabular import UnreadableTable, read

CHECK, APPLY = "people.check_import", "people.apply_import"
COLUMNS = {ImportKind.PEOPLE: PEOPLE_COLUMNS, ImportKind.UNITS: UNIT_COLUMNS}


@transaction.atomic
def start_import(*, kind: ImportKind, unit: OrganisationUnit, name: str, data: bytes, acting_user: User) -> DataImport:
    """Keep an uploaded file and have it checked. Nothing of it is taken over yet.

    Raises:
        NotInScope: the unit is not the account's to keep.
    """
    if not units_in_scope(acting_user, KEEPING_ROLES).filter(pk=unit.pk).exists():
        raise NotInScope
    made = DataImport(kind=kind, unit=unit, file_name=name[:255], created_by=acting_user)
    made.file.save("table", ContentFile(data), save=False)
    made.save()
    made.job = start_job(kind=CHECK, arguments={"import_id": made.pk}, acting_user=acting_user)
    made.save(update_fields=["job"])
    log(acting_user, "people.start_import", made, kind=kind, unit=unit.pk)
    return made


@transaction.atomic
def take_over(*, import_id: int, acting_user: User) -> DataImport:
    """Do what a checked file says. Asking twice does it once.

    Raises:
        NothingToTakeOver: the file has faults, is still being checked, or was taken over already.
    """
    made = DataImport.objects.select_for_update(of=("self",)).get(pk=import_id)
    if made.state != ImportState.CHECKED:
        raise NothingToTakeOver
    made.state = ImportState.APPLYING
    made.job = start_job(kind=APPLY, arguments={"import_id": made.pk}, key=str(made.pk), acting_user=acting_user)
    made.save(update_fields=["state", "job"])
    log(acting_user, "people.take_over_import", made)
    return made


def check_import(job: Job) -> None:
    """The job that checks: keeps the report, by row and field."""
    made = DataImport.objects.select_related("unit", "created_by").get(pk=job.arguments["import_id"])
    plan = _plan(made, lambda done, total: report_progress(job, done=done, total=total))
    made.report = report_of(plan)
    made.state = ImportState.REFUSED if plan.faults else ImportState.CHECKED
    made.save(update_fields=["report", "state"])


def apply_import(job: Job) -> None:
    """The job that takes over: planned anew in the same transaction, for the database may have changed since."""
    made = DataImport.objects.select_related("unit", "created_by").get(pk=job.arguments["import_id"])
    if made.state == ImportState.APPLIED:
        return
    try:
        with transaction.atomic():
            plan = _plan(made, _silent)
            if plan.faults:
                raise JobFailed(_("The data has changed since the file was checked. Upload the file again."))
            _apply(made, plan)
            made.report, made.state, made.applied_at = report_of(plan), ImportState.APPLIED, timezone.now()
            made.save(update_fields=["report", "state", "applied_at"])
    except BaseException:
        DataImport.objects.filter(pk=made.pk).update(state=ImportState.FAILED)
        raise
    report_progress(job, done=1, total=1)


def _silent(done: int, total: int) -> None:
    """Within the transaction nobody could see the progress."""


def _plan(made: DataImport, progress: Callable[[int, int], None]) -> Any:
    with made.file.open("rb") as file:
        data = file.read()
    columns = COLUMNS[ImportKind(made.kind)]
    try:
        table = read(
            made.file_name, data, expected=[name for names in header_names(columns).values() for name in names]
        )
    except UnreadableTable as refusal:
        plan = Plan()
        plan.refuse(0, "", made.file_name, refusal)
        return plan
    headers, missing = missing_columns(columns, table.headers)
    if missing:
        plan = Plan(rows=len(table.rows))
        plan.refuse(0, "", "", _("The file lacks these columns: %(columns)s.") % {"columns": ", ".join(missing)})
        return plan
    if made.kind == ImportKind.UNITS:
        return plan_units(table, headers, made.unit)
    total = max(1, len(table.rows))
    return plan_people(
        table,
        headers,
        made.unit,
        today=timezone.localdate(),
        acting_user=made.created_by,
        progress=lambda done: progress(done, total),
    )


def _apply(made: DataImport, plan: Any) -> None:
    if made.kind == ImportKind.UNITS:
        apply_units(plan, acting_user=made.created_by)
    else:
        apply_people(plan, acting_user=made.created_by)


register_kind(CHECK, check_import)
register_kind(APPLY, apply_import)
