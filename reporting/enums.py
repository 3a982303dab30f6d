"""States of learning as HR asks for them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LearningState(models.TextChoices):
    """Each enrolment is in exactly one of these."""

    NOT_STARTED = "not_started", _("Not started")
    LEARNING = "learning", _("Learning")
    OVERDUE = "overdue", _("Overdue")
    COMPLETED = "completed", _("Completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# Colour and icon of the badge (LOOK §4: icon + word + colour).
STATE_BADGE = {
    LearningState.NOT_STARTED: ("", "circle"),
    LearningState.LEARNING: ("info", "play-circle-fill"),
    LearningState.OVERDUE: ("bad", "exclamation-circle-fill"),
    LearningState.COMPLETED: ("ok", "check-circle-fill"),
    LearningState.WITHDRAWN: ("", "dash-circle"),
}
