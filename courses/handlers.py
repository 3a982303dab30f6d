"""What courses does when Wagtail announces. Three lines each; the rule is in the service."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from courses.models import Course, Lesson, Section
from courses.services import freeze_edition


def freeze_on_move(sender: type, instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    """A moved page changes the course it came from as well as the one it came to."""
    freeze_on_publish(sender, parent_page_before.specific)
    freeze_on_publish(sender, instance.specific)


def freeze_on_publish(sender: type, instance: Page, **kwargs: Any) -> None:
    """Publishing or taking off a course page freezes the next edition when the requirements changed."""
    if isinstance(instance, Course | Section | Lesson):
        for course in Course.objects.ancestor_of(instance, inclusive=True).live():
            freeze_edition(course)
