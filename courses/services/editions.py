"""Freezing a course's outline."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from courses.models import Activity, Course, Edition, Lesson
from courses.progress import Outline, Part, RequiredActivity


def outline_of(course: Course) -> Outline:
    """The outline of the live pages below a course, in page order: what the next edition would freeze."""
    lessons = list(
        Lesson.objects.descendant_of(course)
        .live()
        .order_by("path")
        .only("pk", "title", "required", "body", "path", "depth")
    )
    sections = {section.path: section for section in course.get_children().live()}
    chosen = {lesson.pk: _chosen_activities(lesson) for lesson in lessons}
    activities: dict[int, Any] = Activity.objects.non_polymorphic().in_bulk(
        [pk for pks in chosen.values() for pk in pks]
    )
    return Outline(
        tuple(
            Part(
                lesson_id=lesson.pk,
                title=lesson.title,
                section=sections[lesson.path[: -Lesson.steplen]].title,
                required=lesson.required,
                activities=tuple(_required(activities[pk]) for pk in chosen[lesson.pk] if pk in activities),
            )
            for lesson in lessons
            if lesson.path[: -Lesson.steplen] in sections
        )
    )


def _chosen_activities(lesson: Lesson) -> list[int]:
    """Ids of the activities in a lesson's text, each once. Read from the stored form: the values would cost a query a
    lesson."""
    chosen = (block["value"] for block in lesson.body.raw_data if block["type"] == "activity")
    return list(dict.fromkeys(pk for pk in chosen if pk is not None))


def _required(activity: Activity) -> RequiredActivity:
    return RequiredActivity(id=activity.pk, title=activity.title, needs_pass=activity.needs_pass)


def _requirements(outline: Outline) -> list[object]:
    """What makes two outlines different editions: lessons, order, rules. Titles are prose and may be corrected."""
    return [
        (part.lesson_id, part.required, [(activity.id, activity.needs_pass) for activity in part.activities])
        for part in outline.parts
    ]


@transaction.atomic
def freeze_edition(course: Course) -> Edition | None:
    """The edition that fits the course as published: the latest one when the requirements are the same, else a new one.

    Calling it again changes nothing. None while the course has no live lesson.
    """
    # One freezer at a time: the course row is the semaphore.
    locked = Course.objects.select_for_update(of=("self",)).get(pk=course.pk)
    outline = outline_of(locked)
    if not outline.parts:
        return None
    latest = Edition.objects.filter(course=locked).order_by("-number").first()
    if latest is not None and _requirements(latest.outline) == _requirements(outline):
        return latest
    number = latest.number + 1 if latest else 1
    return Edition.objects.create(course=locked, number=number, outline_data=outline.as_json())
