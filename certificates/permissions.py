"""Who may open a certificate's file. Each docstring is the policy."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from certificates.models import Certificate
from people.models import User
from people.permissions import people_in_scope


def certificates_in_scope(viewer: User) -> QuerySet[Certificate]:
    """One's own certificates, and those of people one may see (human resources, heads, leaders)."""
    return Certificate.objects.filter(Q(person=viewer) | Q(person__in=people_in_scope(viewer).values("pk")))
