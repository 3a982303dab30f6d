"""Whom an audience means on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from people.models import Audience, AudienceRule, BoardMembership, Membership, User


def people_matching(audience: Audience, *, on: date | None = None) -> QuerySet[User]:
    """Who matches a rule of the audience, or is named, without who is left out by name, as of a day (today).

    Only people with a post or seat of that day in the audience's unit or below it. A rule with nothing filled in
    matches nobody, and so does an audience without rules and names.
    """
    day = on or timezone.localdate()
    matched = Q(pk__in=audience.named_in.values("pk"))
    for rule in audience.rules.all():
        matched |= _matches(rule, day)
    path = audience.unit.path
    staff = Membership.objects.on(day).filter(unit__path__startswith=path).values("person_id")
    seated = BoardMembership.objects.on(day).filter(term__board__ward__path__startswith=path).values("person_id")
    there = Q(pk__in=staff) | Q(pk__in=seated)
    return User.objects.filter(matched & there, erased_at__isnull=True).exclude(pk__in=audience.named_out.values("pk"))


def _matches(rule: AudienceRule, day: date) -> Q:
    """All that is filled in, for one post and one seat; nothing filled in is nobody."""
    post, seat = _post(rule), _seat(rule)
    found = Q()
    if post:
        found &= Q(pk__in=Membership.objects.on(day).filter(post).values("person_id"))
    if seat:
        found &= Q(pk__in=BoardMembership.objects.on(day).filter(seat).values("person_id"))
    return found or Q(pk__in=[])


def _post(rule: AudienceRule) -> Q:
    wanted = Q()
    if rule.unit is not None:
        wanted &= Q(unit__path__startswith=rule.unit.path) if rule.with_below else Q(unit=rule.unit)
    if rule.position_id is not None:
        wanted &= Q(position=rule.position_id)
    if rule.staff_group_id is not None:
        wanted &= Q(staff_group=rule.staff_group_id)
    return wanted


def _seat(rule: AudienceRule) -> Q:
    wanted = Q()
    if rule.board_kind_id is not None:
        wanted &= Q(term__board__kind=rule.board_kind_id)
    if rule.board_id is not None:
        wanted &= Q(term__board=rule.board_id)
    if rule.board_role_id is not None:
        wanted &= Q(role=rule.board_role_id)
    return wanted
