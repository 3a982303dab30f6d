"""Reads about people that compose."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone


class DatedQuerySet(models.QuerySet[Any]):
    """Rows that hold from `starts_on` to `ends_on`, both days included; a missing date is an open end."""

    def on(self, day: date) -> Self:
        """Rows that hold on that day."""
        begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
        not_ended = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        return self.filter(begun & not_ended)

    def today(self) -> Self:
        """Rows that hold today, by the ward's calendar."""
        return self.on(timezone.localdate())
