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
    RESIDENTIAL = "residential", _("Residential group")
    SERVICE = "service", _("Public service unit")


class Role(models.TextChoices):
    """What a person may do for a unit with everything below it, or for a board, besides learning."""

    HR = "hr", _("Human resources")
    HEAD = "head", _("Head of unit")
    LEADER = "leader", _("Leader")
    AUDITOR = "auditor", _("Auditor")
    TRAINER = "trainer", _("Trainer")
    EDITOR = "editor", _("Content editor")
    REVIEWER = "reviewer", _("Content reviewer")
    ADMINISTRATOR = "administrator", _("Administrator")


# Roles that see the learning record of the people in their scope (DESIGN promise 5).
SEEING_ROLES = frozenset({Role.HR, Role.HEAD, Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR})
# Roles that change records of people in their scope. An auditor reads everything and changes nothing.
KEEPING_ROLES = frozenset({Role.HR, Role.ADMINISTRATOR})

# The group of accounts that carries what a role may do; its permissions are lms/roles.py.
ROLE_GROUPS = {
    Role.HR: "Nhân sự",
    Role.HEAD: "Trưởng đơn vị",
    Role.LEADER: "Lãnh đạo",
    Role.AUDITOR: "Thanh tra, kiểm tra",
    Role.TRAINER: "Giảng viên",
    Role.EDITOR: "Biên tập",
    Role.REVIEWER: "Kiểm duyệt",
    Role.ADMINISTRATOR: "Quản trị",
}


class DismissalReason(models.TextChoices):
    """Why a legal propagandist is dismissed (TT 10/2016/TT-BTP Điều 7, điểm a to d)."""

    WISH = "wish", _("At their own wish")
    UNFIT = "unfit", _("No longer meets the conditions")
    FORBIDDEN = "forbidden", _("Did what the law forbids")
    CONVICTED = "convicted", _("Lost capacity or was convicted")


class DataRequestKind(models.TextChoices):
    """What the law lets a person ask for (Luật 91/2025/QH15 Điều 4)."""

    SEE = "see", _("See my data")
    CORRECT = "correct", _("Correct my data")
    DELETE = "delete", _("Delete my data")
    RESTRICT = "restrict", _("Restrict the use of my data")
    OBJECT = "object", _("Object to the use of my data")


class DataRequestState(models.TextChoices):
    """asked → answered → done | refused."""

    ASKED = "asked", _("Asked")
    ANSWERED = "answered", _("Answered, being worked on")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused, with reasons")


OPEN_REQUEST_STATES = frozenset({DataRequestState.ASKED, DataRequestState.ANSWERED})


class ImportKind(models.TextChoices):
    """What a file holds."""

    PEOPLE = "people", _("People and their posts")
    UNITS = "units", _("Units")


class ImportState(models.TextChoices):
    """checking → refused | checked; checked → applying → applied | failed."""

    CHECKING = "checking", _("Being checked")
    REFUSED = "refused", _("Has faults")
    CHECKED = "checked", _("Ready to take over")
    APPLYING = "applying", _("Being taken over")
    APPLIED = "applied", _("Taken over")
    FAILED = "failed", _("Failed")
