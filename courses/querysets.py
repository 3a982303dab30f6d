"""Reads about enrolments that compose."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from courses.enums import READABLE_STATES, EnrolmentState
from people.models import User


class EnrolmentQuerySet(models.QuerySet[Any]):
    """Enrolments by person and state."""

    def of(self, person: User) -> Self:
        """Those of one person."""
        return self.filter(person=person)

    def readable(self) -> Self:
        """Those that open the lessons: being learned, or completed."""
        return self.filter(state__in=READABLE_STATES)

    def within(self, people: QuerySet[User]) -> Self:
        """Those of people in a scope (people.permissions.people_in_scope); the scope is part of the query."""
        return self.filter(person__in=people.values("pk"))

    def active(self) -> Self:
        """Those being learned."""
        return self.filter(state=EnrolmentState.ACTIVE)

    def completed(self) -> Self:
        """Those completed."""
        return self.filter(state=EnrolmentState.COMPLETED)

    def overdue(self, *, on: date | None = None) -> Self:
        """Those still being learned whose due day is over: the due day itself still counts, to its end."""
        return self.filter(state=EnrolmentState.ACTIVE, due_on__lt=on or timezone.localdate())
