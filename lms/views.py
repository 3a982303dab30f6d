"""What belongs to the installation itself: is it alive, uploads, refusals."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView
from django.views.static import serve


@require_safe
@never_cache
@login_not_required
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; no database, no disk."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
@login_not_required
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers: 200 when this process can serve pages, 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@login_not_required
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """An uploaded picture. Whatever the file claims to be, the browser may not run anything in it (DESIGN promise 9).

    Documents do not pass here: Wagtail serves them with their own permission check.
    """
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cache-Control"] = "public, max-age=86400"
    return response


# Wagtail's own sign-in page gives way to ours; where the person was going is kept.
to_sign_in = login_not_required(RedirectView.as_view(pattern_name="people:login", query_string=True))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere: say what to do, lose nothing that the browser still holds."""
    return render(request, "cms/403_csrf.html", status=403)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 with the sentence of the rule that refused, when there is one."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)
