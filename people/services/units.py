"""Units that are merged, split or renamed by law: the old ones end and keep their name, people and records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Greatest

from people.errors import EndsBeforeItBegins
from people.models import Membership, OrganisationUnit, RoleAssignment, UnitSuccession, User
from people.services.audit import log
from people.services.posts import ONE_DAY, move_person
from people.services.roles import sync_groups


@transaction.atomic
def merge_units(
    *,
    predecessors: Sequence[OrganisationUnit],
    successor: OrganisationUnit,
    on: date,
    basis: str,
    acting_user: User | None,
    places: Mapping[int, OrganisationUnit] | None = None,
) -> int:
    """Let one unit stand in for others from a day on, as NQ 1685/NQ-UBTVQH15 did with wards. Returns how many moved.

    The old units end the day before, with all below them, and so do the posts in them; each holder gets the same post
    in the successor, or in the unit that `places` names for the number of the old one. Roles for the old units end too:
    whoever keeps or heads the new unit is appointed anew, and sees the old units' records.

    Raises:
        EndsBeforeItBegins: an old unit had not begun.
    """
    last_day = on - ONE_DAY
    moved = 0
    # As they stand now: a unit added meanwhile may have shifted their places in the tree.
    for predecessor in OrganisationUnit.objects.filter(pk__in=[unit.pk for unit in predecessors]):
        subtree = OrganisationUnit.objects.filter(path__startswith=predecessor.path).select_for_update(of=("self",))
        moved += sum(_end(unit, (places or {}).get(unit.pk, successor), on, acting_user) for unit in subtree)
        UnitSuccession.objects.create(predecessor=predecessor, successor=successor, on=on, basis=basis)
        _end_roles(predecessor, last_day)
        log(acting_user, "people.merge_unit", predecessor, successor=successor.pk, on=on, basis=basis)
    return moved


def _end_roles(unit: OrganisationUnit, last_day: date) -> None:
    """A role given after the unit's last day ends on the day it began: no row ends before it begins."""
    roles = RoleAssignment.objects.filter(unit__path__startswith=unit.path, ends_on__isnull=True)
    held_by = list(User.objects.filter(role_assignments__in=roles).distinct())
    roles.update(ends_on=Coalesce(Greatest(F("starts_on"), Value(last_day)), Value(last_day)))
    for person in held_by:
        sync_groups(person)


def _end(unit: OrganisationUnit, place: OrganisationUnit, on: date, acting_user: User | None) -> int:
    """End one unit and move its people; a unit below that ended before is left as it was."""
    last_day = on - ONE_DAY
    if unit.ends_on is not None and unit.ends_on <= last_day:
        return 0
    if unit.starts_on is not None and last_day < unit.starts_on:
        raise EndsBeforeItBegins
    posts = list(Membership.objects.filter(unit=unit).on(last_day))
    open_posts = [post for post in posts if post.ends_on is None or post.ends_on > last_day]
    for post in open_posts:
        move_person(post=post, unit=place, on=on, acting_user=acting_user)
    unit.ends_on = last_day
    unit.save(update_fields=["ends_on"])
    return len({post.person_id for post in open_posts})
