"""What can go wrong in the legal library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from people.errors import DomainError

if TYPE_CHECKING:
    from outreach.models import LegalDocument


class DocumentKnown(DomainError):
    """The library holds exactly this text already: `page`."""

    message = _("The library has this text already.")

    def __init__(self, page: LegalDocument) -> None:
        super().__init__()
        self.page = page
