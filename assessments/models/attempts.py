"""Attempts and responses: the record people stake their standing on."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.enums import FINISHED_STATES, AttemptState
from assessments.models.bank import QuestionVersion
from assessments.models.quizzes import QuizActivity
from courses.models import Enrolment

# An answer that left the browser before time was up may arrive this much later over a weak network.
GRACE = timedelta(seconds=20)


class Attempt(models.Model):
    """One try at a quiz within an enrolment. Questions, their order and their options' order are fixed at the start."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attempts", verbose_name=_("enrolment"))
    quiz = models.ForeignKey(QuizActivity, models.PROTECT, related_name="attempts", verbose_name=_("quiz"))
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=12, choices=AttemptState, default=AttemptState.IN_PROGRESS)
    started_at = models.DateTimeField(_("started at"))
    # The server's clock decides (DESIGN promise 11); the page only shows it.
    deadline = models.DateTimeField(_("time is up at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    score = models.DecimalField(_("score of 100"), max_digits=5, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)
    pass_percent = models.DecimalField(_("pass mark in percent"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ("enrolment", "quiz", "number")
        indexes = [models.Index(fields=["state", "deadline"], name="attempt_overdue")]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "quiz", "number"], name="attempt_number_once"),
            models.UniqueConstraint(
                fields=["enrolment", "quiz"],
                condition=Q(state=AttemptState.IN_PROGRESS),
                name="attempt_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=AttemptState.IN_PROGRESS, finished_at__isnull=True, score__isnull=True, passed__isnull=True
                )
                | Q(
                    state__in=sorted(FINISHED_STATES),
                    finished_at__isnull=False,
                    score__isnull=False,
                    passed__isnull=False,
                ),
                name="attempt_marked_when_finished",
            ),
            models.CheckConstraint(condition=Q(deadline__gt=F("started_at")), name="attempt_deadline_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.quiz_id}/{self.number}"

    @property
    def is_open(self) -> bool:
        """Neither submitted nor closed. Time may nevertheless be up: see `is_overdue`."""
        return self.state == AttemptState.IN_PROGRESS

    @property
    def is_overdue(self) -> bool:
        """Still open although the deadline and the grace for slow networks are over."""
        return self.is_open and timezone.now() > self.deadline + GRACE

    @property
    def minutes_taken(self) -> int:
        """Whole minutes from start to end, at least one; to now while it is open."""
        ended = self.finished_at or timezone.now()
        return max(1, round((ended - self.started_at).total_seconds() / 60))

    @property
    def seconds_left(self) -> int:
        """Whole seconds to the deadline, never below 0."""
        return max(0, int((self.deadline - timezone.now()).total_seconds()))


class Response(models.Model):
    """One question of an attempt, and the answer given so far."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="responses", verbose_name=_("attempt"))
    position = models.PositiveSmallIntegerField(_("position"), help_text=_("From 1."))
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+", verbose_name=_("question"))
    layout = models.JSONField(_("order of the options"), default=list)
    answer = models.CharField(_("answer"), max_length=200, blank=True)
    # Grows with each accepted answer: of two that cross on the way, or in two tabs, the later choice stays.
    sequence = models.PositiveIntegerField(_("sequence"), default=0)
    flagged = models.BooleanField(_("marked to look at again"), default=False)
    saved_at = models.DateTimeField(_("saved at"), null=True, blank=True)
    fraction = models.DecimalField(_("share of the mark"), max_digits=5, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ("attempt", "position")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="response_position_once"),
            models.UniqueConstraint(fields=["attempt", "version"], name="response_question_once"),
            models.CheckConstraint(
                condition=Q(fraction__isnull=True) | Q(fraction__gte=0, fraction__lte=1),
                name="response_fraction_0_to_1",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.position}"
