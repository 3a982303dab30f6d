"""Made data: the demo, and learners who stand before the final quiz, each with a session."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from assessments.models import QuizActivity
from courses.models import Course, Lesson
from courses.services import enrol
from lms.demo import load_demo
from outreach.models import ArticlePage
from people.importing import PEOPLE_COLUMNS
from people.models import OrganisationUnit, User
from people.tabular.writing import export_xlsx

LEARNERS = 16
GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hạnh", "Khoa", "Liên", "Minh", "Phượng")


def make(target: Path) -> None:
    """Load the demo, add the learners, and write to `target` what the load needs to know."""
    load_demo()
    quiz = QuizActivity.objects.get(needs_pass=True)
    QuizActivity.objects.filter(pk=quiz.pk).update(attempts_allowed=None)
    course = Course.objects.get()
    learners = [_learner(number, course, quiz) for number in range(LEARNERS)]
    made = {
        "article": ArticlePage.objects.order_by("pk")[0].url,
        "lesson": Lesson.objects.order_by("path")[0].url,
        "learners": learners,
        "hr": _keeper(),
    }
    target.write_text(json.dumps(made), encoding="utf-8")


def _keeper() -> dict[str, str]:
    """Human resources of the ward, and the second page of the list of a unit's people."""
    person = User.objects.get(username="nhansu")
    unit = OrganisationUnit.objects.get(depth=1)
    return {"session": _session(person), "list": f"{reverse('people_person:index')}?unit={unit.pk}&is_active=true&p=2"}


def _session(person: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def people_table(rows: int) -> bytes:
    """An Excel file of so many new people of the ward."""
    units = list(OrganisationUnit.objects.filter(depth=2).values_list("code", flat=True))
    lines = [
        {
            "name": f"Nguyễn Văn {GIVEN[number % len(GIVEN)]}",
            "staff_number": f"B-{number:05d}",
            "identity_number": f"0790{number:08d}",
            "email": f"b{number}@example.gov.vn",
            "phone": f"09{number:08d}",
            "born_on": date(1970 + number % 30, 1 + number % 12, 1 + number % 28),
            "unit": units[number % len(units)],
            "position": "Chuyên viên",
            "staff_group": "công chức",
            "starts_on": date(2024, 1, 1),
        }
        for number in range(rows)
    ]
    return export_xlsx(list(PEOPLE_COLUMNS.values()), lines, "DS")


def _learner(number: int, course: Course, quiz: QuizActivity) -> dict[str, Any]:
    person = User.objects.create(username=f"bench{number}", last_name="Người Đo", first_name=f"{number}")
    enrolment = enrol(person=person, course=course, acting_user=None)
    return {"session": _session(person), "quiz": quiz.address(enrolment.pk)}
