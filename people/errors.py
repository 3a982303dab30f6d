"""What can go wrong about people, in words a person can act on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule said no. `str(error)` is a translated sentence for the person who asked."""

    message = _("This cannot be done.")

    def __init__(self, message: object = None) -> None:
        super().__init__(message or self.message)


class AuditIsAppendOnly(DomainError):
    """The audit trail is only ever appended to (inspection and supervision, point 6 of the resolution)."""

    message = _("The audit trail cannot be changed.")
