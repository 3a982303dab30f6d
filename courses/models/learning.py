"""The record of learning: editions, enrolments and the facts progress is computed from."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from courses.enums import EnrolmentState
from courses.models.activities import Activity
from courses.progress import Facts, Outline, best_outcomes
from courses.querysets import EnrolmentQuerySet


class Edition(models.Model):
    """A course's outline as it was when frozen. Never changed: a change of requirements makes the next number."""

    course = models.ForeignKey("courses.Course", models.PROTECT, related_name="editions", verbose_name=_("course"))
    number = models.PositiveIntegerField(_("number"))
    outline_data = models.JSONField(_("outline"))
    created_at = models.DateTimeField(_("frozen at"), auto_now_add=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("course", "-number")
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="edition_number_once_per_course")]

    def __str__(self) -> str:
        return f"{self.course_id}/{self.number}"

    @cached_property
    def outline(self) -> Outline:
        """The frozen outline."""
        return Outline.from_json(self.outline_data)


class Enrolment(models.Model):
    """A person learning an edition of a course, once per cycle. Learning again is a new cycle, never a reset."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments", verbose_name=_("person")
    )
    course = models.ForeignKey("courses.Course", models.PROTECT, related_name="enrolments", verbose_name=_("course"))
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="enrolments", verbose_name=_("edition"))
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=EnrolmentState, default=EnrolmentState.ACTIVE)
    due_on = models.DateField(_("due on"), null=True, blank=True, help_text=_("Until the end of this day."))
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    enrolled_at = models.DateTimeField(_("enrolled at"))
    last_seen_at = models.DateTimeField(_("last seen at"), null=True, blank=True)
    last_lesson = models.ForeignKey(
        "courses.Lesson", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("last lesson")
    )
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ("-enrolled_at", "-pk")
        indexes = [
            models.Index(fields=["course", "state"], name="enrolment_by_course_and_state"),
            models.Index(fields=["state", "due_on"], name="enrolment_by_due_day"),
            models.Index(fields=["-enrolled_at"], name="enrolment_newest_first"),
            models.Index(fields=["completed_at"], name="enrolment_by_completion"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "course", "cycle"], name="enrolment_once_per_cycle"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="enrolment_progress_at_most_100"),
            # DESIGN promise 3: complete if and only if 100 %, and then it has a date.
            models.CheckConstraint(
                condition=Q(state=EnrolmentState.COMPLETED, progress=100, completed_at__isnull=False)
                | Q(~Q(state=EnrolmentState.COMPLETED), progress__lt=100, completed_at__isnull=True),
                name="enrolment_complete_means_100",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True) | Q(completed_at__gte=F("enrolled_at")),
                name="enrolment_completed_after_enrolled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.course_id}"

    @property
    def is_active(self) -> bool:
        """Still being learned."""
        return self.state == EnrolmentState.ACTIVE

    @property
    def is_completed(self) -> bool:
        """Every required lesson was done."""
        return self.state == EnrolmentState.COMPLETED

    @property
    def is_overdue(self) -> bool:
        """Still being learned after the end of the due day, by the ward's calendar."""
        return self.is_active and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def days_left(self) -> int | None:
        """Days until the due day: 0 on the day itself, negative when overdue, None without a due day."""
        return (self.due_on - timezone.localdate()).days if self.due_on else None

    def facts(self) -> Facts:
        """What is recorded, read from the database in two queries."""
        rows: Any = self.results.values_list("activity_id", "completed", "passed", "score")
        read = self.visits.filter(read_at__isnull=False).values_list("lesson_id", flat=True)
        return Facts(read_lessons=frozenset(read), outcomes=best_outcomes(rows))


class LessonVisit(models.Model):
    """A fact: a learner opened a lesson, and perhaps marked it as read."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="visits", verbose_name=_("enrolment"))
    lesson = models.ForeignKey("courses.Lesson", models.PROTECT, related_name="+", verbose_name=_("lesson"))
    opened_at = models.DateTimeField(_("opened at"))
    read_at = models.DateTimeField(_("marked as read at"), null=True, blank=True)

    class Meta:
        verbose_name = _("lesson visit")
        verbose_name_plural = _("lesson visits")
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="lesson_visit_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.lesson_id}"


class ActivityResult(models.Model):
    """A fact: what a learner achieved in an activity, one row a try. Better and worse tries are all kept."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="results", verbose_name=_("enrolment"))
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="results", verbose_name=_("activity"))
    # What the writer calls the try, such as "attempt:12": recording it twice changes nothing.
    source = models.CharField(_("source"), max_length=60)
    completed = models.BooleanField(_("completed"))
    passed = models.BooleanField(_("passed"))
    score = models.DecimalField(_("score of 100"), max_digits=5, decimal_places=2, null=True, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("activity result")
        verbose_name_plural = _("activity results")
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity", "source"], name="activity_result_once_per_try"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100), name="activity_result_score_0_to_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.activity_id} {self.source}"
