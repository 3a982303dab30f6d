"""Whose attempts one may see. Each docstring is the policy."""

from __future__ import annotations

from django.db.models import QuerySet

from assessments.models import Attempt
from people.models import User


def attempts_of(person: User) -> QuerySet[Attempt]:
    """A learner's own attempts; nobody else's, whatever the role. Staff see results through reports."""
    return Attempt.objects.filter(enrolment__person=person)
