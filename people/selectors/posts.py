"""Reads about people for screens and reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from people.models import BoardMembership, Membership


@dataclass(frozen=True, slots=True)
class Post:
    """Where a person belongs, as one line of a list: a post in a unit, or a seat on a board."""

    unit: str = ""
    title: str = ""
    staff_group: str = ""


def posts_of(person_ids: Iterable[int], *, on: date | None = None) -> dict[int, Post]:
    """The primary post of each person on a day (today when none is given); a board seat for those who hold no post.

    Two queries, however many people. A person who belongs nowhere is absent.
    """
    ids = list(person_ids)
    day = on or timezone.localdate()
    seats = BoardMembership.objects.on(day).filter(person__in=ids).select_related("term__board", "role").order_by("pk")
    posts = {seat.person_id: Post(unit=seat.term.board.name, title=seat.role.name) for seat in seats}
    memberships = (
        Membership.objects.on(day)
        .filter(person__in=ids)
        .select_related("unit", "position", "staff_group")
        .order_by("is_primary", "pk")
    )
    for row in memberships:
        posts[row.person_id] = Post(unit=row.unit.name, title=row.position.name, staff_group=row.staff_group.name)
    return posts
