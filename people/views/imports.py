"""Bringing people and units in: upload → report → take over, each step to be looked at. And the way out, as Excel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from people.enums import KEEPING_ROLES, ImportKind, ImportState
from people.errors import DomainError
from people.forms.imports import ImportForm
from people.models import DataImport, Position, StaffGroup
from people.permissions import SignedInRequest, may_keep_people, may_see_people, people_in_scope, units_in_scope
from people.selectors import posts_of
from people.services import log
from people.services.imports import COLUMNS, start_import, take_over
from people.tabular.writing import Column, export_xlsx, template_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# While a job runs, the page looks again by itself.
REFRESH_SECONDS = 2
EXAMPLES: Mapping[str, Mapping[str, str]] = {
    ImportKind.PEOPLE: {
        "name": "Nguyễn Thị Phượng",
        "staff_number": "CB-007",
        "identity_number": "001185000123",
        "email": "phuong@example.gov.vn",
        "phone": "0912 345 678",
        "position": "Chuyên viên",
        "staff_group": "công chức",
    },
    ImportKind.UNITS: {"code": "KP1", "name": "Khu phố 1", "kind": "Khu phố"},
}


def _require_keeper(request: HttpRequest) -> None:
    if not may_keep_people(request.user):
        raise PermissionDenied(_("People are changed by human resources and administrators."))


def _own(request: HttpRequest, import_id: int) -> DataImport:
    """An import for a unit the viewer keeps."""
    _require_keeper(request)
    kept = DataImport.objects.filter(unit__in=units_in_scope(request.user, KEEPING_ROLES).values("pk"))
    return get_object_or_404(kept.select_related("job", "unit", "created_by"), pk=import_id)


@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    """Choose a file; below, the files uploaded so far."""
    _require_keeper(request)
    form = ImportForm(request.POST or None, request.FILES or None, for_user=request.user)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        made = start_import(
            kind=ImportKind(form.cleaned_data["kind"]),
            unit=form.cleaned_data["unit"],
            name=file.name or "",
            data=file.read(),
            acting_user=request.user,
        )
        return redirect("people_staff:import", made.pk)
    kept = units_in_scope(request.user, KEEPING_ROLES).values("pk")
    made_so_far = DataImport.objects.filter(unit__in=kept).select_related("created_by", "unit")[:20]
    context = {"form": form, "imports": made_so_far, "kinds": ImportKind.choices}
    return render(request, "people/import_upload.html", context, status=422 if form.errors else 200)


@require_safe
def report(request: SignedInRequest, import_id: int) -> HttpResponse:
    """What the file would do, or did; while the worker is at it, how far it is."""
    made = _own(request, import_id)
    is_running = made.state in {ImportState.CHECKING, ImportState.APPLYING}
    context = {"made": made, "report": made.report, "job": made.job, "is_running": is_running}
    answer = render(request, "people/import_report.html", context)
    if is_running:
        answer["Refresh"] = str(REFRESH_SECONDS)
    return answer


@require_POST
def apply(request: SignedInRequest, import_id: int) -> HttpResponse:
    """Take over what was checked."""
    made = _own(request, import_id)
    try:
        take_over(import_id=made.pk, acting_user=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("people_staff:import", made.pk)


@require_safe
def template(request: SignedInRequest, kind: str) -> HttpResponse:
    """An empty table with examples and drop-downs."""
    _require_keeper(request)
    if kind not in COLUMNS:
        raise Http404
    names = {"position": Position.objects.today(), "staff_group": StaffGroup.objects.today()}
    columns = [
        Column(column.key, column.label, column.kind, column.required, column.help, _choices(column, names))
        for column in COLUMNS[ImportKind(kind)].values()
    ]
    unit = units_in_scope(request.user, KEEPING_ROLES).first()
    example = dict(EXAMPLES[kind]) | ({"unit": unit.code, "parent": unit.code} if unit else {})
    return _file(template_xlsx(columns, [example]), f"mau-{kind}")


def _choices(column: Column, names: Mapping[str, Iterable[object]]) -> tuple[str, ...]:
    return tuple(str(row) for row in names[column.key]) if column.key in names else column.choices


PEOPLE_SHEET = [
    Column("name", gettext_lazy("Full name"), "text"),
    Column("username", gettext_lazy("User name"), "text"),
    Column("staff_number", gettext_lazy("Staff number"), "text"),
    Column("born_on", gettext_lazy("Date of birth"), "date"),
    Column("email", gettext_lazy("E-mail"), "text"),
    Column("phone", gettext_lazy("Phone number"), "text"),
    Column("title", gettext_lazy("Position"), "text"),
    Column("unit", gettext_lazy("Unit"), "text"),
    Column("staff_group", gettext_lazy("Staff group"), "text"),
]


@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """Everybody in scope with the post of today. That it was taken out is written down."""
    if not may_see_people(request.user):
        raise PermissionDenied(_("Reports are for human resources, heads of units and leaders."))
    people = list(people_in_scope(request.user))
    posts = posts_of([person.pk for person in people])
    rows = [
        {
            "name": person.get_full_name(),
            "username": person.username,
            "staff_number": person.staff_number,
            "born_on": person.born_on,
            "email": person.email,
            "phone": person.phone,
            **({"title": post.title, "unit": post.unit, "staff_group": post.staff_group} if post else {}),
        }
        for person, post in ((person, posts.get(person.pk)) for person in people)
    ]
    log(request.user, "people.export", request.user, people=len(people))
    return _file(export_xlsx(PEOPLE_SHEET, rows, _("People")), f"nguoi-{timezone.localdate():%Y-%m-%d}")


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
