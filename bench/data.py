"""Made data: the demo, and learners who stand before the final quiz, each with a session."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from assessments.models import QuizActivity
from courses.models import Course, Lesson
from courses.services import enrol
from lms.demo import load_demo
from outreach.models import ArticlePage
from people.models import User

LEARNERS = 16


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
    }
    target.write_text(json.dumps(made), encoding="utf-8")


def _learner(number: int, course: Course, quiz: QuizActivity) -> dict[str, Any]:
    person = User.objects.create(username=f"bench{number}", last_name="Người Đo", first_name=f"{number}")
    enrolment = enrol(person=person, course=course, acting_user=None)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return {"session": session.session_key, "quiz": quiz.address(enrolment.pk)}
