"""Reads about people that compose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet


def holds_on(day: date, prefix: str = "") -> Q:
    """From `starts_on` to `ends_on`, both days included; a missing date is an open end. `prefix` leads to the row:
    "memberships__"."""
    begun = Q((f"{prefix}starts_on__isnull", True)) | Q((f"{prefix}starts_on__lte", day))
    return begun & (Q((f"{prefix}ends_on__isnull", True)) | Q((f"{prefix}ends_on__gte", day)))


class DatedQuerySet(models.QuerySet[Any]):
    """Rows that hold from a day to a day."""

    def on(self, day: date) -> Self:
        """Rows that hold on that day."""
        return self.filter(holds_on(day))

    def today(self) -> Self:
        """Rows that hold today, by the ward's calendar."""
        return self.on(timezone.localdate())


class UnitQuerySet(MP_NodeQuerySet):
    """Units, in the order of the tree."""

    def on(self, day: date) -> Self:
        """Units that exist on that day."""
        return self.filter(holds_on(day))

    def today(self) -> Self:
        """Units that exist today."""
        return self.on(timezone.localdate())

    def under(self, paths: Iterable[str]) -> Self:
        """Units at one of the paths, with everything below them; none when there is no path."""
        return self.filter(reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=[])))


class UnitManager(MP_NodeManager):
    """Units as the tree has them: parents first, siblings by name."""

    def get_queryset(self) -> UnitQuerySet:
        return UnitQuerySet(self.model, using=self._db).order_by("path")
