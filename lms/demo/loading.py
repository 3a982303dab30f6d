"""Loading the demo: all or nothing."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction

from lms.demo.content import (
    grant_page_permissions,
    load_articles,
    load_course,
    load_library,
    load_questions,
    load_site,
)
from lms.demo.histories import load_histories
from lms.demo.people import load_people
from people.enums import ROLE_GROUPS
from people.models import User


def demo_is_loaded() -> bool:
    """Whether the demo's accounts are there."""
    return User.objects.filter(username="hocvien").exists()


def database_is_empty() -> bool:
    """Whether nobody has an account yet: a fresh installation."""
    return not User.objects.exists()


@transaction.atomic
def load_demo() -> None:
    """Load everything, in one transaction. The database must be empty."""
    ward = load_people()
    groups = {group.name: group for group in Group.objects.filter(name__in=ROLE_GROUPS.values())}
    home = load_site(ward)
    provisions = load_library(home)
    activities = load_questions(provisions)
    course = load_course(home, provisions, activities)
    load_articles(home, provisions, course)
    grant_page_permissions(home, groups)
    load_histories(course)
