"""The joint between lessons and what they embed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from polymorphic.models import PolymorphicModel


class Activity(PolymorphicModel):
    """Something a lesson embeds that a learner can complete. Apps above subclass it, so courses never imports them.

    A subclass gives `kind_label` and `icon`, and `address(enrolment_id)`: where the learner does it.
    """

    title = models.CharField(_("title"), max_length=200)
    needs_pass = models.BooleanField(
        _("must be passed"), default=True, help_text=_("Otherwise doing it is enough to complete the lesson.")
    )

    kind_label: str | object = _("Activity")
    icon = "record-circle"

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title

    def address(self, enrolment_id: int) -> str:
        """Where a learner does the activity within an enrolment."""
        raise NotImplementedError(f"{type(self).__name__} does not say where it is done")

    def facts_line(self) -> str:
        """One line about size and rules: "20 questions, 30 minutes". Must not query."""
        return ""

    def conditions_line(self) -> str:
        """One line for the course page: size, pass mark, number of tries. Must not query. Without more, its size."""
        return self.facts_line()
