"""Certificates in the admin: designs are edited there; issued ones are only looked at."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from certificates.models import CertificateDesign


class CertificateDesignViewSet(SnippetViewSet):
    """What each ward prints."""

    model = CertificateDesign
    icon = "form"
    menu_label = _("Certificate designs")
    menu_order = 320
    add_to_admin_menu = False
    add_to_settings_menu = True
    list_display = ("unit", "signer")
