"""What the page editor may not do to courses people are learning."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Course, Edition, Enrolment, Lesson, Section
from courses.selectors import course_of
from courses.services import freeze_edition
from people.models import User
from tests.courses.conftest import MakeCourse, browser_of, lessons_of, section_of


@pytest.fixture
def browser(administrator: User) -> Client:
    return browser_of(administrator)


@pytest.fixture
def other(make_course: MakeCourse) -> Course:
    """Another course, which nobody learns."""
    return make_course("khac")


def empty_section(course: Course) -> Section:
    """A new section of the course."""
    number = Section.objects.count()
    course = Course.objects.get(pk=course.pk)
    section: Section = course.add_child(instance=Section(title=f"Phần {number}", slug=f"phan-{number}-moi"))
    return section


def move(browser: Client, lesson: Lesson, to: Course) -> str:
    """Move it into an empty section of a course, and say what the editor reads."""
    url = reverse("wagtailadmin_pages:move_confirm", args=[lesson.pk, empty_section(to).pk])
    return browser.post(url, follow=True).content.decode()


def bulk(browser: Client, action: str, lessons: list[Lesson], **fields: object) -> str:
    """Do it to several pages at once."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    query = "&".join(f"id={lesson.pk}" for lesson in lessons)
    return browser.post(f"{url}?{query}", fields, follow=True).content.decode()


def course_now(lesson: Lesson) -> int | None:
    return course_of(Lesson.objects.get(pk=lesson.pk))


def test_a_lesson_people_learn_stays_in_its_course(
    browser: Client, enrolment: Enrolment, course: Course, other: Course
) -> None:
    lesson = lessons_of(course)[0]
    assert "giữ lại trong khóa học" in move(browser, lesson, other)
    assert "từng trang một" in bulk(browser, "move", [lesson], chooser=empty_section(other).pk)
    assert course_now(lesson) == course.pk


def test_a_lesson_nobody_learns_is_moved_and_both_courses_know(browser: Client, course: Course, other: Course) -> None:
    lesson = lessons_of(other)[0]
    for each in (course, other):
        freeze_edition(each)
    move(browser, lesson, course)
    assert course_now(lesson) == course.pk
    for each, count in ((course, 4), (other, 2)):
        latest = Edition.objects.filter(course=each).order_by("-number")[0]
        assert (latest.number, len(latest.outline.parts)) == (2, count)


def test_what_people_learn_is_not_deleted(browser: Client, enrolment: Enrolment, course: Course) -> None:
    lesson = lessons_of(course)[0]
    for page in (lesson, section_of(course), course):
        browser.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
    bulk(browser, "delete", lessons_of(course))
    assert len(lessons_of(course)) == 3


def test_a_lesson_nobody_learns_is_deleted(browser: Client, other: Course) -> None:
    browser.post(reverse("wagtailadmin_pages:delete", args=[lessons_of(other)[0].pk]), follow=True)
    assert len(lessons_of(other)) == 2
