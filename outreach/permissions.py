"""Who may bring documents into the library. Each docstring is the policy."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from outreach.models import LegalLibraryPage
from people.models import User


def libraries_to_import_into(person: User | AnonymousUser) -> list[LegalLibraryPage]:
    """Libraries below which the person may add pages, by Wagtail's page permissions; in tree order."""
    if not person.is_authenticated or not person.is_active:
        return []
    libraries = LegalLibraryPage.objects.order_by("path")
    return [library for library in libraries if library.permissions_for_user(person).can_add_subpage()]
