"""What can go wrong with certificates."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from people.errors import DomainError


class CourseNotComplete(DomainError):
    """A certificate is issued if and only if the completion rule holds."""

    message = _("The course is not completed, so no certificate can be issued.")


class NoIssuer(DomainError):
    """Neither the person's ward nor the site says which unit issues."""

    message = _("No unit is set that could issue this certificate. Set the unit in “About this site”.")
