"""Who may open reports. Each docstring is the policy."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from people.enums import SEEING_ROLES
from people.models import User
from people.permissions import has_role


def may_see_reports(viewer: User | AnonymousUser) -> bool:
    """Human resources, heads of units and leaders. What they see is narrowed to their scope in every query."""
    return has_role(viewer, *SEEING_ROLES)
