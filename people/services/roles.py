"""Roles: each is a group, which says what one may do, and a unit or board, which says for whom."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from people.enums import ROLE_GROUPS, Role
from people.errors import AlreadyEnded
from people.models import Board, OrganisationUnit, RoleAssignment, User
from people.services.audit import log


@transaction.atomic
def assign_role(
    *,
    person: User,
    role: Role,
    acting_user: User | None,
    unit: OrganisationUnit | None = None,
    board: Board | None = None,
    starts_on: date | None = None,
) -> RoleAssignment:
    """Give a person a role for a unit with all below it, or for a board. An equal open role stays as it is."""
    same = {"person": person, "role": role, "unit": unit, "board": board, "ends_on": None}
    assignment, is_new = RoleAssignment.objects.get_or_create(
        **same, defaults={"starts_on": starts_on or timezone.localdate()}
    )
    if is_new:
        log(acting_user, "people.assign_role", assignment, role=role, unit=unit and unit.pk, board=board and board.pk)
    sync_groups(person)
    return assignment


@transaction.atomic
def end_role(*, assignment: RoleAssignment, acting_user: User | None) -> None:
    """End a role as of yesterday: it holds no more from this moment.

    Raises:
        AlreadyEnded: it ended before.
    """
    assignment = RoleAssignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if assignment.ends_on is not None:
        raise AlreadyEnded
    yesterday = timezone.localdate() - timedelta(days=1)
    if assignment.starts_on is not None:
        # A role given today and taken back today held for no day at all.
        assignment.starts_on = min(assignment.starts_on, yesterday)
    assignment.ends_on = yesterday
    assignment.save(update_fields=["starts_on", "ends_on"])
    log(acting_user, "people.end_role", assignment, role=assignment.role)
    sync_groups(assignment.person)


def sync_groups(person: User) -> None:
    """Put a person into the groups of the roles held today, and out of those of the others. Other groups stay."""
    held = set(RoleAssignment.objects.today().filter(person=person).values_list("role", flat=True))
    for role, name in ROLE_GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        if role in held:
            person.groups.add(group)
        else:
            person.groups.remove(group)


def sync_all_groups() -> int:
    """The same for everybody who holds or held a role: roles begin and end at midnight. Returns how many people."""
    people = list(User.objects.filter(role_assignments__isnull=False).distinct().order_by("pk"))
    for person in people:
        sync_groups(person)
    return len(people)
