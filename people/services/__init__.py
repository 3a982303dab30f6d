"""What can be done about people. Each service is one transaction: check, change, audit."""

from people.services.audit import log
from people.services.posts import appoint, end_post, end_term, move_person
from people.services.roles import assign_role, end_role, sync_all_groups, sync_groups
from people.services.units import merge_units

__all__ = [
    "appoint",
    "assign_role",
    "end_post",
    "end_role",
    "end_term",
    "log",
    "merge_units",
    "move_person",
    "sync_all_groups",
    "sync_groups",
]
