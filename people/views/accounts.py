"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from people.forms.accounts import SignInForm


@method_decorator(login_not_required, name="dispatch")
class SignInView(auth_views.LoginView):
    """The one sign-in page, for the site and for Wagtail's admin."""

    template_name = "people/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Wagtail sends everyone it refuses here. Whoever is signed in already would be sent back, and so for ever."""
        to_admin = self.get_redirect_url().startswith(reverse("wagtailadmin_home"))
        if request.user.is_authenticated and to_admin and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied(_("The administration is for those who write, check or report."))
        return super().dispatch(request, *args, **kwargs)


class SignOutView(auth_views.LogoutView):
    """Signing out is a POST, so that no link or picture can do it."""
