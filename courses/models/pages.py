"""Courses as the trainer writes them: catalogue → course → section → lesson, pages with drafts and previews."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import StreamField

from cms.models import BasePage
from courses.blocks import LESSON_BLOCKS


class CourseCatalogPage(BasePage):
    """The list of courses: /khoa-hoc/."""

    view = "courses.views.catalogue"
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["courses.Course"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("course catalogue")


class Course(BasePage):
    """A course. Its sections and lessons are the pages below it; what a learner must do is frozen in an edition."""

    outcomes = StreamField(
        [("outcome", CharBlock(label=_("Outcome"), max_length=240))], blank=True, verbose_name=_("what one learns")
    )
    audience_note = models.TextField(_("who it is for"), blank=True)
    # Hours in the unit of the law, tiết; how many minutes one has is a setting of the ward, not of the course.
    periods = models.DecimalField(
        _("periods"), max_digits=5, decimal_places=1, default=0, validators=[MinValueValidator(0)]
    )
    contact = models.CharField(_("person in charge"), max_length=160, blank=True)

    view = "courses.views.course"
    parent_page_types: ClassVar[list[str]] = ["courses.CourseCatalogPage"]
    subpage_types: ClassVar[list[str]] = ["courses.Section"]
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("periods"), FieldPanel("audience_note"), FieldPanel("contact")], heading=_("Course")
        ),
        FieldPanel("outcomes"),
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def searchable_text(self) -> str:
        return f"{self.audience_note} {' '.join(str(outcome.value) for outcome in self.outcomes)}"


class Section(BasePage):
    """A section (chuyên đề): a titled group of lessons, with no page of its own."""

    view = "courses.views.section"
    parent_page_types: ClassVar[list[str]] = ["courses.Course"]
    subpage_types: ClassVar[list[str]] = ["courses.Lesson"]
    # A heading inside a course is no answer to a search.
    search_fields: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("course section")
        verbose_name_plural = _("course sections")


class Lesson(BasePage):
    """A lesson: text, pictures, provisions and activities, in the order the trainer puts them."""

    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10, validators=[MinValueValidator(1)])
    required = models.BooleanField(_("required"), default=True, help_text=_("Optional lessons never block completion."))
    body = StreamField(LESSON_BLOCKS, verbose_name=_("body"))

    view = "courses.views.lesson"
    parent_page_types: ClassVar[list[str]] = ["courses.Section"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("minutes"), FieldPanel("required")], heading=_("Lesson")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def searchable_text(self) -> str:
        # Lessons open to those enrolled only, so the public index holds their title and summary, not their text.
        return ""
