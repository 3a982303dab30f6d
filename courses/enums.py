"""States of learning, with the sets the rules use."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EnrolmentState(models.TextChoices):
    """active → completed | withdrawn. A completed cycle stays completed; learning again is a new cycle."""

    ACTIVE = "active", _("Learning")
    COMPLETED = "completed", _("Completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# States in which the lessons may be read: a finished course stays open to look things up.
READABLE_STATES = frozenset({EnrolmentState.ACTIVE, EnrolmentState.COMPLETED})


class PartState(models.TextChoices):
    """How far one part of the outline is, for one enrolment."""

    DONE = "done", _("done")
    CURRENT = "current", _("learning now")
    TODO = "todo", _("not started")
