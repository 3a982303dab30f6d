"""What each role may do in the admin. For whom is the scope of its assignment (people.permissions).

The groups are made anew with this table after every migration; other groups, and rights on pages, are the
administrator's to give.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from people.enums import ROLE_GROUPS, Role

ACCESS = "wagtailadmin.access_admin"
BANK = tuple(
    f"assessments.{verb}_{model}"
    for model in ("singlechoicequestion", "questioncategory", "quizactivity")
    for verb in ("add", "change", "view")
)
ROLE_PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.HR: (ACCESS,),
    Role.HEAD: (ACCESS,),
    Role.LEADER: (ACCESS,),
    Role.AUDITOR: (ACCESS,),
    Role.TRAINER: (ACCESS, *BANK),
    Role.EDITOR: (ACCESS,),
    Role.REVIEWER: (ACCESS,),
    Role.ADMINISTRATOR: (ACCESS, *BANK),
}


def make_role_groups(**kwargs: Any) -> None:
    """The groups of the roles, each with the permissions of the table and no others of these apps."""
    for role, names in ROLE_PERMISSIONS.items():
        wanted = Q(pk__in=[])
        for name in names:
            app, codename = name.split(".")
            wanted |= Q(content_type__app_label=app, codename=codename)
        group, _ = Group.objects.get_or_create(name=ROLE_GROUPS[role])
        group.permissions.set(Permission.objects.filter(wanted))
