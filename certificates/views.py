"""Checking and downloading certificates."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates import permissions, selectors


@require_safe
@login_not_required
def verify_form(request: HttpRequest) -> HttpResponse:
    """/xac-minh/: type a code; it leads to the code's own address, which is also what the QR code holds."""
    typed = request.GET.get("ma", "")
    code = selectors.normalised_code(typed)
    if selectors.is_code(code):
        return redirect("certificates:verify", code)
    context = {"verdict": None, "typed": typed, "is_refused": "ma" in request.GET}
    return render(request, "certificates/verify.html", context)


@require_safe
@never_cache
@login_not_required
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """/xac-minh/<code>/: valid, with what is needed to compare it with the paper and no more; or unknown (404)."""
    verdict = selectors.verify(code)
    if not verdict.code:
        return redirect("certificates:verify_form")
    context = {"verdict": verdict, "typed": verdict.code, "is_refused": False}
    return render(request, "certificates/verify.html", context, status=200 if verdict.is_valid else 404)


@require_safe
@never_cache
def download(request: HttpRequest, certificate_id: int) -> HttpResponseBase:
    """The PDF, for its owner and for those who may see the owner. While the file is being made, say so."""
    certificate = get_object_or_404(permissions.certificates_in_scope(request.user), pk=certificate_id)
    if not certificate.file:
        messages.info(request, _("The certificate is being made. Please open it again in a minute."))
        return redirect("courses:my_learning")
    name = f"giay-chung-nhan-{certificate.code}.pdf"
    return FileResponse(certificate.file.open("rb"), filename=name, as_attachment=True, content_type="application/pdf")
