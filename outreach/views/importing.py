"""Importing a document in the admin: upload → preview of what was recognised → save as a draft.

Between the steps the uploaded text waits in a private file whose name the form carries, signed for this account.
Nothing else is saved until the editor says so; what nobody came back for is swept away.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from outreach import services
from outreach.errors import DocumentKnown
from outreach.forms import StatedForm, UploadForm
from outreach.models import LegalLibraryPage
from outreach.permissions import libraries_to_import_into
from outreach.services import Recognised
from people.permissions import SignedInRequest

WAITING = "imports"
WAITS_FOR = timedelta(hours=12)


def _library(request: HttpRequest) -> LegalLibraryPage:
    found = libraries_to_import_into(request.user)
    if not found:
        raise PermissionDenied(_("You may not add documents to the library."))
    return found[0]


@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    """Choose a file; a readable one leads to the preview."""
    _library(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        token = _keep(request, form.recognised)
        return _preview(request, token, form.recognised, StatedForm(initial=services.stated_by_header(form.recognised)))
    return render(request, "outreach/import_upload.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    """Save what was previewed as a draft, with what the editor stated."""
    library = _library(request)
    token = request.POST.get("token", "")
    recognised = _fetch(request, token)
    if recognised is None:
        messages.error(request, _("The upload is no longer here. Please choose the file again."))
        return redirect("outreach_import:upload")
    form = StatedForm(request.POST)
    if not form.is_valid():
        return _preview(request, token, recognised, form, status=422)
    try:
        page = services.save_document(
            recognised=recognised, library=library, publish=False, acting_user=request.user, details=form.cleaned_data
        )
    except DocumentKnown as refusal:
        messages.warning(request, str(refusal))
        return redirect("wagtailadmin_pages:edit", refusal.page.pk)
    storages["private"].delete(_path(request, token))
    messages.success(request, _("“%(title)s” was saved as a draft.") % {"title": page.title})
    return redirect("wagtailadmin_pages:edit", page.pk)


def _preview(
    request: SignedInRequest, token: str, recognised: Recognised, form: StatedForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "token": token,
        "name": recognised.name,
        "text": recognised.text,
        "provisions": list(recognised.document.walk()),
        "warnings": recognised.document.warnings,
        "counts": recognised.document.counts(),
    }
    return render(request, "outreach/import_preview.html", context, status=status)


def _signer(request: SignedInRequest) -> Signer:
    return Signer(salt=f"outreach.import.{request.user.pk}")


def _keep(request: SignedInRequest, recognised: Recognised) -> str:
    """Put the upload aside; returns the token that fetches it, good for this account only."""
    _sweep()
    name = f"{uuid4().hex}.txt"
    storages["private"].save(f"{WAITING}/{name}", ContentFile(recognised.text.encode()))
    return _signer(request).sign_object([name, recognised.name])


def _path(request: SignedInRequest, token: str) -> str:
    return f"{WAITING}/{_signer(request).unsign_object(token)[0]}"


def _fetch(request: SignedInRequest, token: str) -> Recognised | None:
    """The upload put aside; None when the token is not this account's or the file was swept away."""
    try:
        path, name = _path(request, token), _signer(request).unsign_object(token)[1]
    except BadSignature:
        return None
    if not storages["private"].exists(path):
        return None
    with storages["private"].open(path) as file:
        return services.recognise_file(name, file.read())


def _sweep() -> None:
    storage = storages["private"]
    if not storage.exists(WAITING):
        return
    for name in storage.listdir(WAITING)[1]:
        path = f"{WAITING}/{name}"
        if storage.get_modified_time(path) < timezone.now() - WAITS_FOR:
            storage.delete(path)
