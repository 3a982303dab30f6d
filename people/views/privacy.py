"""Everybody's own page about their data: /tai-khoan/du-lieu/. Nobody sees another's here: no address names a person."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.enums import DataRequestKind
from people.errors import DomainError
from people.forms.privacy import DataRequestForm
from people.models import Consent, DataRequest, User
from people.permissions import SignedInRequest
from people.services import privacy
from people.services.privacy.downloads import JSON, XLSX

# Of each kind, the page shows the newest; downloads hold all.
ROWS_SHOWN = 20
# These have parts of their own on the page.
SHOWN_APART = {"people.User", "people.Consent", "people.DataRequest"}
DOWNLOADS: dict[str, tuple[Callable[[User], bytes], str]] = {
    "json": (privacy.as_json, JSON),
    "xlsx": (privacy.as_xlsx, XLSX),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_data(request: SignedInRequest) -> HttpResponse:
    """What is held and why, one's consents and requests; a POST asks about the data."""
    form = DataRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = privacy.ask_about_data(
                person=request.user,
                kind=DataRequestKind(form.cleaned_data["kind"]),
                text=form.cleaned_data["text"],
                acting_user=request.user,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _receipt(made))
            return redirect("people:my_data")
    return _page(request, form)


def _receipt(made: DataRequest) -> str:
    days = {"answer": f"{made.answer_by:%d/%m/%Y}", "finish": f"{made.finish_by:%d/%m/%Y}"}
    return _("Your request was received. You will have an answer by %(answer)s; it will be done by %(finish)s.") % days


def _page(request: SignedInRequest, form: DataRequestForm) -> HttpResponse:
    held = privacy.data_of(request.user, at_most=ROWS_SHOWN)
    context = {
        "account": privacy.account_of(held),
        "kinds": [kind for label, kind in held.items() if label not in SHOWN_APART],
        "work": privacy.work_of(request.user),
        "rows_shown": ROWS_SHOWN,
        "consents": Consent.objects.filter(person=request.user),
        "requests": DataRequest.objects.filter(person=request.user),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "people/privacy/my_data.html", context, status=status)


@require_safe
@never_cache
def download(request: SignedInRequest, kind: str) -> HttpResponse:
    """All of one's data as a file."""
    if kind not in DOWNLOADS:
        raise Http404
    make, content_type = DOWNLOADS[kind]
    response = HttpResponse(make(request.user), content_type=content_type)
    name = f"du-lieu-cua-toi-{timezone.localdate():%Y-%m-%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    privacy.log_download(request.user, kind)
    return response


@require_POST
def withdraw(request: SignedInRequest, consent_id: int) -> HttpResponse:
    """Withdraw a consent of one's own."""
    consent = get_object_or_404(Consent.objects.filter(person=request.user), pk=consent_id)
    if consent.withdrawn_at is None:
        privacy.withdraw_consent(person=request.user, purpose=consent.purpose, acting_user=request.user)
    messages.success(request, _("Your consent is withdrawn. From now on the data is no longer used for this."))
    return redirect("people:my_data")
