"""What outreach adds to the admin: the provision chooser, and importing a document."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.chooser import ChooserViewSet

from outreach.blocks import provision_chooser_viewset


@hooks.register("register_admin_viewset")
def register_provision_chooser() -> ChooserViewSet:
    """Choose a provision to quote."""
    return provision_chooser_viewset
