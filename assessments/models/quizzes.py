"""The quiz as an activity of a lesson."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from assessments.models.bank import QuestionCategory
from cms.templatetags.khaitri import vnnumber
from courses.models import Activity


class QuizActivity(Activity):
    """A quiz: draws questions from categories for each attempt, within a time limit kept by the server."""

    categories = models.ManyToManyField(QuestionCategory, related_name="quizzes", verbose_name=_("drawn from"))
    instructions = models.TextField(_("instructions"), blank=True)
    question_count = models.PositiveSmallIntegerField(
        _("questions an attempt"), default=20, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    minutes = models.PositiveSmallIntegerField(
        _("time limit in minutes"), default=30, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    pass_percent = models.DecimalField(
        _("pass mark in percent"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(50),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"), null=True, blank=True, default=3, help_text=_("Empty: as many as one likes.")
    )
    shuffle_options = models.BooleanField(_("shuffle the options"), default=True)

    kind_label = _("Quiz")
    icon = "patch-question"
    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FieldPanel("instructions"),
        FieldPanel("categories"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("question_count"), FieldPanel("minutes")]),
                FieldRowPanel([FieldPanel("pass_percent"), FieldPanel("attempts_allowed")]),
                FieldPanel("shuffle_options"),
                FieldPanel("needs_pass"),
            ],
            heading=_("Rules"),
        ),
    ]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def address(self, enrolment_id: int) -> str:
        return reverse("assessments:quiz", args=[enrolment_id, self.pk])

    def conditions_line(self) -> str:
        """20 questions, 30 minutes, passed from 50 %, 3 attempts."""
        parts = [self.facts_line()]
        if self.needs_pass:
            parts.append(gettext("passed from %(percent)s%%") % {"percent": vnnumber(self.pass_percent)})
        if self.attempts_allowed:
            allowed = {"count": self.attempts_allowed}
            parts.append(ngettext("%(count)d attempt", "%(count)d attempts", self.attempts_allowed) % allowed)
        return ", ".join(parts)

    def facts_line(self) -> str:
        return gettext("%(count)d questions, %(minutes)d minutes") % {
            "count": self.question_count,
            "minutes": self.minutes,
        }
