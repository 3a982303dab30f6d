"""Who may see and change whom. Each docstring is the policy.

Everything that shows, counts, searches, exports or offers people starts from `people_in_scope` (DESIGN promise 5).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from people.enums import KEEPING_ROLES, SEEING_ROLES, Role
from people.models import (
    Board,
    BoardMembership,
    Membership,
    OrganisationUnit,
    RoleAssignment,
    UnitSuccession,
    User,
)

Viewer = User | AnonymousUser


class SignedInRequest(HttpRequest):
    """A request that LoginRequiredMiddleware let through: somebody is signed in. For types only."""

    user: User


def _assignments(viewer: Viewer, roles: Iterable[Role]) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.today().filter(person_id=viewer.pk, role__in=list(roles))


def _is_known(viewer: Viewer) -> bool:
    return viewer.is_authenticated and viewer.is_active


def units_in_scope(viewer: Viewer, roles: Iterable[Role] = SEEING_ROLES) -> QuerySet[OrganisationUnit]:
    """Units whose people the viewer may see.

    A system administrator sees all. Otherwise: every unit for which the viewer holds, today, one of the roles (human
    resources, head, leader, auditor, administrator when none are named), with everything below it, and the units these
    came out of, whose records they took over. Nobody else sees anybody.
    """
    if not _is_known(viewer):
        return OrganisationUnit.objects.none()
    if viewer.is_superuser:
        return OrganisationUnit.objects.all()
    own = _assignments(viewer, roles).filter(unit__isnull=False).values_list("unit__path", flat=True)
    return OrganisationUnit.objects.under(_with_predecessors(set(own)))


def _with_predecessors(paths: set[str]) -> set[str]:
    """The paths, and those of units that something at or below one of them succeeded, however far back."""
    successions = list(UnitSuccession.objects.values_list("successor__path", "predecessor__path")) if paths else []
    while True:
        found = {old for new, old in successions if any(new.startswith(path) for path in paths)} - paths
        if not found:
            return paths
        paths = paths | found


def boards_in_scope(viewer: Viewer, roles: Iterable[Role] = SEEING_ROLES) -> QuerySet[Board]:
    """Boards whose members the viewer may see: those of a ward in scope, and those the viewer holds a role for."""
    own = _assignments(viewer, roles).values("board") if _is_known(viewer) else []
    return Board.objects.filter(Q(ward__in=units_in_scope(viewer, roles).values("pk")) | Q(pk__in=own))


def people_in_scope(viewer: Viewer, roles: Iterable[Role] = SEEING_ROLES) -> QuerySet[User]:
    """People the viewer may see: those with a post, today or in the past, in a unit in scope, and the members, of any
    term, of a board in scope. The system administrator also sees those who belong nowhere yet."""
    if _is_known(viewer) and viewer.is_superuser:
        return User.objects.all()
    staff = Membership.objects.filter(unit__in=units_in_scope(viewer, roles).values("pk")).values("person_id")
    seated = BoardMembership.objects.filter(term__board__in=boards_in_scope(viewer, roles).values("pk"))
    return User.objects.filter(Q(pk__in=staff) | Q(pk__in=seated.values("person_id")))


def people_to_keep(viewer: Viewer) -> QuerySet[User]:
    """People whose record the viewer may change: those in scope as human resources or administrator, and still there. A
    person who left for another ward is that ward's to change: only a post or seat of today counts; somebody with none
    anywhere is kept by whoever had them."""
    if _is_known(viewer) and viewer.is_superuser:
        return User.objects.all()
    units, boards = units_in_scope(viewer, KEEPING_ROLES).values("pk"), boards_in_scope(viewer, KEEPING_ROLES)
    here = Q(pk__in=Membership.objects.today().filter(unit__in=units).values("person_id")) | Q(
        pk__in=BoardMembership.objects.today().filter(term__board__in=boards.values("pk")).values("person_id")
    )
    somewhere = Q(pk__in=Membership.objects.today().values("person_id")) | Q(
        pk__in=BoardMembership.objects.today().values("person_id")
    )
    return people_in_scope(viewer, KEEPING_ROLES).filter(here | ~somewhere)


def has_role(viewer: Viewer, *roles: Role) -> bool:
    """Whether the viewer holds one of the roles today, for any unit or board. A system administrator holds them all."""
    if not _is_known(viewer):
        return False
    return viewer.is_superuser or _assignments(viewer, roles).exists()


def may_see_people(viewer: Viewer) -> bool:
    """Human resources, heads, leaders, auditors and administrators, of whatever unit or board."""
    return has_role(viewer, *SEEING_ROLES)


def may_keep_people(viewer: Viewer) -> bool:
    """Human resources and administrators. An auditor reads everything in scope and changes nothing."""
    return has_role(viewer, *KEEPING_ROLES)
