"""What courses does when Wagtail announces. Three lines each; the rule is in the service."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from courses.models import Course, Lesson, Section
from courses.services import freeze_edition


def freeze_on_publish(sender: type, instance: Page, **kwargs: Any) -> None:
    """Publishing or taking off a course page freezes the next edition when the requirements changed."""
    if isinstance(instance, Course | Section | Lesson):
        for course in Course.objects.ancestor_of(instance, inclusive=True).live():
            freeze_edition(course)
