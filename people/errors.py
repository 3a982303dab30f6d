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


class EndsBeforeItBegins(DomainError):
    """A post, seat or unit would end before its first day."""

    message = _("The last day must not be before the first day.")


class NotInScope(DomainError):
    """The person, unit or board is not the acting account's to change."""

    message = _("This belongs to a unit you do not keep.")


class AlreadyEnded(DomainError):
    """What has ended stays as it was."""

    message = _("This has ended already.")


class NothingToTakeOver(DomainError):
    """An import that is not ready, or was taken over already."""

    message = _("There is nothing to take over: the file has faults, is being checked, or was taken over already.")
