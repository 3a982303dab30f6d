"""Joining a course: once, whatever happens."""

from __future__ import annotations

from datetime import date

import pytest

from courses.enums import EnrolmentState
from courses.errors import CourseNotOpen
from courses.models import Course, Enrolment
from courses.services import enrol
from people.models import AuditEntry, User
from tests.courses.conftest import MakeCourse, add_lesson, lessons_of, section_of
from tests.courses.together import together


def test_enrolling_twice_gives_one_enrolment_and_keeps_the_first_due_day(learner: User, course: Course) -> None:
    first = enrol(person=learner, course=course, acting_user=learner, due_on=date(2026, 12, 15))
    second = enrol(person=learner, course=course, acting_user=None, due_on=date(2027, 1, 15))
    assert first == second == Enrolment.objects.get()
    assert second.due_on == date(2026, 12, 15)
    assert AuditEntry.objects.filter(action="courses.enrol", actor=learner).count() == 1


@pytest.mark.django_db(transaction=True)
def test_enrolling_in_five_tabs_at_once_gives_one_enrolment(learner: User, course: Course) -> None:
    got = together(5, lambda _: enrol(person=learner, course=course, acting_user=learner).pk)
    assert set(got) == {Enrolment.objects.get().pk}
    assert course.editions.count() == 1


def test_whoever_left_begins_a_new_cycle_in_the_edition_of_today(learner: User, course: Course) -> None:
    left = enrol(person=learner, course=course, acting_user=learner)
    Enrolment.objects.filter(pk=left.pk).update(state=EnrolmentState.WITHDRAWN)
    add_lesson(section_of(course), slug="moi").save_revision().publish()

    again = enrol(person=learner, course=Course.objects.get(pk=course.pk), acting_user=learner)

    assert (again.cycle, again.edition.number, again.state, again.progress) == (2, 2, EnrolmentState.ACTIVE, 0)
    assert Enrolment.objects.get(pk=left.pk).state == EnrolmentState.WITHDRAWN


def test_a_course_that_is_not_published_takes_nobody(learner: User, make_course: MakeCourse) -> None:
    with pytest.raises(CourseNotOpen):
        enrol(person=learner, course=make_course("nhap", live=False), acting_user=learner)
    assert not Enrolment.objects.exists()


def test_a_course_without_published_lessons_takes_nobody(learner: User, course: Course) -> None:
    for lesson in lessons_of(course):
        lesson.unpublish()
    with pytest.raises(CourseNotOpen):
        enrol(person=learner, course=course, acting_user=learner)
