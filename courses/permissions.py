"""Who may learn and who may look. Each docstring is the policy."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from courses.models import Course, Enrolment
from people.models import User


def may_enrol(person: User | AnonymousUser, course: Course) -> bool:
    """Anyone signed in may join a published course; the catalogue is open (resolution, point 3b)."""
    return person.is_authenticated and person.is_active and course.live


def may_read_lessons(person: User | AnonymousUser, course: Course, enrolment: Enrolment | None) -> bool:
    """Lessons open to those who learn the course or completed it, and to those who may edit its pages."""
    return enrolment is not None or may_edit(person, course)


def may_edit(person: User | AnonymousUser, course: Course) -> bool:
    """Wagtail's page permissions: trainers of this course and administrators."""
    if not person.is_authenticated or not person.is_active:
        return False
    return course.permissions_for_user(person).can_edit()
