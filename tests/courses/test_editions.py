"""Editions: what a learner must do is frozen; what a lesson says is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from courses.models import Activity, Course, Edition, Enrolment, Lesson, Section
from courses.progress import RequiredActivity
from courses.services import enrol, freeze_edition, outline_of
from people.models import User
from tests.courses.conftest import MakeCourse, MakePerson, add_lesson, lessons_of, section_of, text


def publish(lesson: Lesson) -> None:
    """Publish through a revision, as the editor's button does."""
    lesson.save_revision().publish()


def required_lessons(edition: Edition) -> list[int]:
    return [part.lesson_id for part in edition.outline.parts]


def test_freezing_again_changes_nothing(course: Course) -> None:
    first = freeze_edition(course)
    assert freeze_edition(course) == first
    assert Edition.objects.count() == 1


def test_a_corrected_word_makes_no_edition_and_reaches_everyone(course: Course) -> None:
    freeze_edition(course)
    lesson = lessons_of(course)[0]
    lesson.title, lesson.body = "Bài một, đã sửa lỗi chính tả", [text("Nội dung đã sửa.")]
    publish(lesson)
    section = section_of(course)
    section.title = "Phần một"
    section.save_revision().publish()
    assert Edition.objects.get().outline.parts[0].title == "Bài 1"


def add(course: Course) -> None:
    publish(add_lesson(section_of(course), title="Bài mới", slug="bai-moi"))


def remove(course: Course) -> None:
    lessons_of(course)[1].unpublish()


def move_first_to_the_end(course: Course) -> None:
    lessons = lessons_of(course)
    lessons[0].move(lessons[-1], "right")


def make_optional(course: Course) -> None:
    lesson = lessons_of(course)[1]
    lesson.required = False
    publish(lesson)


@pytest.mark.parametrize("change", [add, remove, move_first_to_the_end, make_optional])
def test_a_change_of_what_must_be_done_makes_an_edition(
    change: Callable[[Course], None], course: Course, learner: User, make_person: MakePerson
) -> None:
    early = enrol(person=learner, course=course, acting_user=learner)
    kept = required_lessons(early.edition)

    change(course)

    late = enrol(person=make_person("sau"), course=Course.objects.get(pk=course.pk), acting_user=None)
    early = Enrolment.objects.get(pk=early.pk)
    assert (early.edition.number, late.edition.number) == (1, 2)
    assert required_lessons(early.edition) == kept
    assert late.edition.outline == outline_of(course) != early.edition.outline


def test_an_activity_put_into_a_lesson_makes_an_edition(course: Course, make_activity: Callable[..., Activity]) -> None:
    freeze_edition(course)
    quiz, practice = make_activity(), make_activity("Luyện tập", needs_pass=False)
    lesson = lessons_of(course)[0]
    lesson.body = [text(), ("activity", quiz), ("activity", practice), ("activity", quiz)]
    publish(lesson)

    latest = Edition.objects.latest("number")
    asked = latest.outline.parts[0].activities
    assert latest.number == 2
    assert asked == (RequiredActivity(quiz.pk, quiz.title, True), RequiredActivity(practice.pk, "Luyện tập", False))
    assert latest.outline.activity_ids == {quiz.pk, practice.pk}


def test_a_renamed_activity_makes_no_edition_but_a_stricter_one_does(
    make_course: MakeCourse, make_activity: Callable[..., Activity]
) -> None:
    practice = make_activity("Luyện tập", needs_pass=False)
    course = make_course(bodies=[[("activity", practice)]])
    first = freeze_edition(course)

    Activity.objects.filter(pk=practice.pk).update(title="Luyện tập nhanh")
    assert freeze_edition(course) == first
    Activity.objects.filter(pk=practice.pk).update(needs_pass=True)
    assert freeze_edition(course) == Edition.objects.get(number=2)


def test_only_live_lessons_of_live_sections_are_asked_for(course: Course) -> None:
    draft = add_lesson(section_of(course), title="Bản nháp", slug="nhap", live=False)
    hidden = course.add_child(instance=Section(title="Phần 2", slug="phan-2", live=False))
    within = add_lesson(hidden)

    asked = {part.lesson_id for part in outline_of(course).parts}
    assert asked == {lesson.pk for lesson in lessons_of(course)} - {draft.pk, within.pk}


def test_a_course_without_lessons_has_no_edition(make_course: MakeCourse) -> None:
    assert freeze_edition(make_course(bodies=0)) is None


def test_lessons_come_in_the_order_of_the_pages(course: Course) -> None:
    other = course.add_child(instance=Section(title="Phần 2", slug="phan-2"))
    last = add_lesson(other)
    parts = outline_of(course).parts
    assert [part.section for part in parts] == ["Phần 1", "Phần 1", "Phần 1", "Phần 2"]
    assert parts[-1].lesson_id == last.pk
