"""Where a learner goes on, and what /hoc-tap/ says of due days and hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import override

from courses import selectors
from courses.enums import PartState
from courses.models import Course, Enrolment
from courses.services import enrol, mark_lesson_read, open_lesson
from courses.templatetags.learning import due_badge, duration
from people.models import User
from tests.courses.conftest import MakeCourse, add_lesson, lessons_of, section_of


def standing(enrolment: Enrolment) -> tuple[selectors.OutlineView, selectors.LessonRow | None]:
    """The outline as the learner sees it, and where to go on."""
    enrolment = Enrolment.objects.get(pk=enrolment.pk)
    view = selectors.outline_view(enrolment.edition.outline, facts=enrolment.facts())
    return view, selectors.next_lesson(enrolment, view)


def read(enrolment: Enrolment, *lesson_ids: int) -> None:
    for lesson_id in lesson_ids:
        mark_lesson_read(enrolment_id=enrolment.pk, lesson_id=lesson_id, acting_user=None)


def test_one_continues_where_one_stopped_else_at_the_first_lesson_left(enrolment: Enrolment, course: Course) -> None:
    first, second, third = [lesson.pk for lesson in lessons_of(course)]

    def goes_on() -> int | None:
        row = standing(enrolment)[1]
        return row.lesson_id if row else None

    assert goes_on() == first
    open_lesson(enrolment_id=enrolment.pk, lesson_id=third)
    assert goes_on() == third
    read(enrolment, third)
    assert goes_on() == first
    read(enrolment, first, second)
    assert goes_on() is None


def test_states_of_the_outline(enrolment: Enrolment, course: Course) -> None:
    first, second, third = [lesson.pk for lesson in lessons_of(course)]
    read(enrolment, first)
    rows = standing(enrolment)[0].standing_at(second).lessons
    assert [(row.number, row.state, row.is_here) for row in rows] == [
        (1, PartState.DONE, False),
        (2, PartState.CURRENT, True),
        (3, PartState.TODO, False),
    ]
    again = standing(enrolment)[0].standing_at(first)
    assert again.lessons[0].state == PartState.DONE
    assert again.sections[0].is_here
    assert [row and row.lesson_id for row in again.around(second)] == [first, second, third]
    assert again.around(third)[2] is None
    assert again.around(0) == (None, None, None)


def test_titles_and_sections_are_those_of_today(enrolment: Enrolment, course: Course) -> None:
    lesson, section = lessons_of(course)[0], section_of(course)
    lesson.title, section.title = "Bài đã sửa", "Phần đã sửa"
    lesson.save()
    section.save()
    view = standing(enrolment)[0]
    assert [part.title for part in view.sections] == ["Phần đã sửa"]
    assert view.lessons[0].title == "Bài đã sửa"


def test_a_lesson_taken_off_the_site_is_named_not_silently_missing(enrolment: Enrolment, course: Course) -> None:
    first, second, third = lessons_of(course)
    read(enrolment, first.pk, second.pk)
    first.unpublish()
    third.unpublish()
    view, following = standing(enrolment)
    assert [row.lesson_id for row in view.lessons] == [second.pk]
    assert (view.taken_off, following) == (("Bài 3",), None)
    assert (view.required_done, view.required_total) == (1, 2)


def test_optional_lessons_are_not_in_the_count(learner: User, make_course: MakeCourse) -> None:
    course = make_course(bodies=1)
    extra = add_lesson(section_of(course), required=False)
    enrolment = enrol(person=learner, course=course, acting_user=learner)
    read(enrolment, extra.pk)
    view = standing(enrolment)[0]
    assert (view.required_done, view.required_total, view.has_optional) == (0, 1, True)


def test_my_learning_puts_the_most_urgent_first(learner: User, make_course: MakeCourse) -> None:
    today = timezone.localdate()
    due = {"muon": -2, "hom-nay": 0, "xa": 40, "gan": 7, "tu-hoc": None}
    for slug, days in due.items():
        day = None if days is None else today + timedelta(days=days)
        enrol(person=learner, course=make_course(slug), acting_user=None, due_on=day)

    learning = selectors.my_learning(learner)

    assert [row.course.slug for row in learning.due] == ["muon", "hom-nay", "gan", "xa"]
    assert [row.course.slug for row in learning.overdue] == ["muon"]
    assert [row.course.slug for row in learning.in_progress] == ["tu-hoc"]
    assert learning.next_due == today
    assert learning.done == []


def test_hours_of_a_course_count_once_in_the_year_of_its_completion(learner: User, make_course: MakeCourse) -> None:
    now = timezone.now()

    def complete(slug: str, cycle: int, at: datetime, periods: Any) -> None:
        course = Course.objects.filter(slug=slug).first() or make_course(slug, periods=periods)
        edition = enrol(person=learner, course=course, acting_user=None).edition
        Enrolment.objects.update_or_create(
            person=learner,
            course=course,
            cycle=cycle,
            defaults={
                "edition": edition,
                "state": "completed",
                "progress": 100,
                "enrolled_at": at - timedelta(days=9),
                "completed_at": at,
            },
        )

    complete("a", 1, now, Decimal("8.5"))
    complete("a", 2, now, Decimal("8.5"))
    complete("b", 1, now, 4)
    complete("c", 1, now - timedelta(days=400), 100)
    learning = selectors.my_learning(learner)
    assert (learning.year, learning.periods_this_year) == (timezone.localdate().year, 12.5)


def test_the_year_turns_at_midnight_of_the_ward(learner: User, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    new_year = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)  # 00:00 on 1 January 2027 in Việt Nam
    enrolment = enrol(person=learner, course=course, acting_user=None)
    Enrolment.objects.filter(pk=enrolment.pk).update(
        state="completed", progress=100, enrolled_at=new_year - timedelta(days=30), completed_at=new_year
    )
    monkeypatch.setattr(timezone, "now", lambda: new_year)
    assert (selectors.my_learning(learner).year, selectors.my_learning(learner).periods_this_year) == (2027, 8)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "1 day overdue"),
        (-20, "20 days overdue"),
        (0, "Due today"),
        (1, "1 day left"),
        (30, "30 days left"),
        (31, ""),
        (None, ""),
    ],
)
def test_due_badge(days: int | None, words: str) -> None:
    due_on = None if days is None else timezone.localdate() + timedelta(days=days)
    with override("en"):
        badge = due_badge(Enrolment(due_on=due_on))
    assert words in badge
    assert bool(badge) == bool(words)
    assert ("st-bad" in badge) == (days is not None and days < 0)


def test_a_completed_course_is_never_overdue() -> None:
    late = Enrolment(due_on=date(2020, 1, 1), state="completed")
    assert due_badge(late) == ""
    assert not late.is_overdue


def test_the_due_day_counts_to_its_end_in_the_ward(monkeypatch: pytest.MonkeyPatch) -> None:
    enrolment = Enrolment(due_on=date(2026, 11, 30))
    last_minute = datetime(2026, 11, 30, 16, 59, tzinfo=UTC)  # 23:59 in Việt Nam
    monkeypatch.setattr(timezone, "now", lambda: last_minute)
    assert (enrolment.is_overdue, enrolment.days_left) == (False, 0)
    monkeypatch.setattr(timezone, "now", lambda: last_minute + timedelta(minutes=1))
    assert (enrolment.is_overdue, enrolment.days_left) == (True, -1)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(18, "18 minutes"), (60, "1 hour"), (165, "2 hours 45 minutes"), (1, "1 minute"), (0, "0 minutes")],
)
def test_duration_in_words(minutes: int, words: str) -> None:
    with override("en"):
        assert duration(minutes) == words
        assert Template("{% load learning %}{{ m|duration }}").render(Context({"m": minutes})) == words
