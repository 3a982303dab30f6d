"""Every effect that crosses from one app to another. Read this table to know what follows from what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import wagtail.signals
from django.dispatch import Signal

import certificates.handlers
import courses.events
import courses.handlers

Subscription = tuple[Signal, Callable[..., Any]]

SUBSCRIPTIONS: list[Subscription] = [
    (wagtail.signals.page_published, courses.handlers.freeze_on_publish),
    (wagtail.signals.page_unpublished, courses.handlers.freeze_on_publish),
    (wagtail.signals.post_page_move, courses.handlers.freeze_on_move),
    (courses.events.course_completed, certificates.handlers.issue_on_course_completed),
]


def connect() -> None:
    """Connect the table. Connecting twice changes nothing."""
    for signal, handler in SUBSCRIPTIONS:
        signal.connect(handler, dispatch_uid=f"{handler.__module__}.{handler.__qualname__}")
