"""Statuses and roles of people, with the sets the rules use."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What an organisation unit is. A ward (phường) is the root that a site belongs to."""

    PROVINCE = "province", _("Province")
    WARD = "ward", _("Ward")
    OFFICE = "office", _("Office")
    FRONT = "front", _("Fatherland Front")


class Role(models.TextChoices):
    """What a person may do for a unit and everything below it, besides learning."""

    HR = "hr", _("Human resources")
    HEAD = "head", _("Head of unit")
    LEADER = "leader", _("Leader")
    TRAINER = "trainer", _("Trainer")


# Roles that see the learning record of the people in their unit (DESIGN promise 5).
SEEING_ROLES = frozenset({Role.HR, Role.HEAD, Role.LEADER})
