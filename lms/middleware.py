"""What differs between the site and the admin."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponseBase

# Wagtail's date and chooser widgets start themselves with inline scripts, and its editor styles elements in place.
# Only signed-in staff get these pages, and nothing a resident writes is shown in them unescaped.
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}


class AdminPolicyMiddleware:
    """Content security policy of /admin/: the site's, with what Wagtail's own screens need."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            # The attribute django-csp's own decorators set.
            vars(response)["_csp_replace"] = ADMIN_POLICY
        return response
