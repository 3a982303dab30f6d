"""What can go wrong with jobs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _


class JobFailed(Exception):
    """Raised by the work itself: a sentence for the person who waits, shown on the job. Not logged as a fault."""


class JobNotFailed(Exception):
    """Only a failed job can be tried again."""

    def __init__(self) -> None:
        super().__init__(_("Only a failed job can be tried again."))


class JobKindTaken(Exception):
    """Two functions claim one kind of job: a mistake of the programmer."""
