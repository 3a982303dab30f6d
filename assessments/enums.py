"""States of attempts and questions, with the sets the rules use."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttemptState(models.TextChoices):
    """in progress → submitted by the learner, or closed by the server when time was up. Both are marked at once."""

    IN_PROGRESS = "in_progress", _("In progress")
    SUBMITTED = "submitted", _("Submitted")
    TIMED_OUT = "timed_out", _("Time was up")


FINISHED_STATES = frozenset({AttemptState.SUBMITTED, AttemptState.TIMED_OUT})


class QuestionStatus(models.TextChoices):
    """Only ready questions are drawn."""

    DRAFT = "draft", _("Draft")
    READY = "ready", _("Ready")
    RETIRED = "retired", _("Retired")


class SaveVerdict(models.TextChoices):
    """What became of an answer sent by the browser. The page says "saved" for SAVED only."""

    SAVED = "saved", _("Saved")
    STALE = "stale", _("A newer answer is kept")
    CLOSED = "closed", _("The attempt is over")
