"""Who may see whom. Each docstring is the policy."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from people.enums import SEEING_ROLES, Role
from people.models import Membership, OrganisationUnit, RoleAssignment, User


class SignedInRequest(HttpRequest):
    """A request that LoginRequiredMiddleware let through: somebody is signed in. For types only."""

    user: User


def units_in_scope(viewer: User | AnonymousUser) -> QuerySet[OrganisationUnit]:
    """Units whose people the viewer may see.

    A system administrator sees all. Otherwise: every unit for which the viewer holds, today, the role of human
    resources, head or leader, with everything below it. Nobody else sees anybody.
    """
    if not viewer.is_authenticated or not viewer.is_active:
        return OrganisationUnit.objects.none()
    if viewer.is_superuser:
        return OrganisationUnit.objects.all()
    paths = (
        RoleAssignment.objects.today().filter(person=viewer, role__in=SEEING_ROLES).values_list("unit__path", flat=True)
    )
    subtree = Q(pk__in=[])
    for path in paths:
        subtree |= Q(path__startswith=path)
    return OrganisationUnit.objects.filter(subtree)


def people_in_scope(viewer: User | AnonymousUser) -> QuerySet[User]:
    """People the viewer may see: those with a post, today or in the past, in a unit in scope, and the members of the
    boards of a ward in scope. The administrator also sees those who belong nowhere yet."""
    if viewer.is_authenticated and viewer.is_active and viewer.is_superuser:
        return User.objects.all()
    units = units_in_scope(viewer).values("pk")
    staff = Membership.objects.filter(unit__in=units).values("person_id")
    return User.objects.filter(Q(pk__in=staff) | Q(board_memberships__term__board__ward__in=units)).distinct()


def has_role(viewer: User | AnonymousUser, *roles: Role) -> bool:
    """Whether the viewer holds one of the roles today, for any unit; an administrator holds every role."""
    if not viewer.is_authenticated or not viewer.is_active:
        return False
    return viewer.is_superuser or RoleAssignment.objects.today().filter(person=viewer, role__in=roles).exists()
