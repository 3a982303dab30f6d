"""How many personal profiles there are: with 10,000, a public system moves to security level 3 (NĐ 85/2016/NĐ-CP)."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from people.models import User

logger = logging.getLogger(__name__)

# From so many, another level of security, with a dossier of its own; and from when to prepare for it.
LIMIT = 10_000
WARN_FROM = 8_000


@dataclass(frozen=True, slots=True)
class ProfileLevel:
    """How near the limit is."""

    count: int
    limit: int = LIMIT
    warn_from: int = WARN_FROM

    @property
    def is_near(self) -> bool:
        """Time to tell the IT person."""
        return self.count >= self.warn_from


def profile_level() -> ProfileLevel:
    """Accounts that hold personal data: all whose data was not removed, closed ones included."""
    return ProfileLevel(User.objects.filter(erased_at__isnull=True).count())


def count_profiles() -> ProfileLevel:
    """Count, and log a warning when the limit is near."""
    level = profile_level()
    if level.is_near:
        logger.warning("%d personal profiles; from %d on, security level 3 applies", level.count, level.limit)
    return level
