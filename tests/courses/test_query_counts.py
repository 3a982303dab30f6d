"""What a screen asks the database does not grow with what it shows: the same for 10 and for 200."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.signal_handlers import disable_reference_index_auto_update

from assessments.models import QuizActivity
from courses.models import ActivityResult, Course, CourseCatalogPage, Edition, Enrolment, LessonVisit
from courses.services import enrol
from people.models import User
from tests.courses.conftest import MakeCourse, add_lesson, browser_of, lessons_of, section_of, text

FEW, MANY = 10, 200


@pytest.fixture(autouse=True)
def _no_indexing(settings: Settings) -> Iterator[None]:
    """Hundreds of pages are made here, and none is searched for: keeping the indexes costs more than all the rest."""
    backends = settings.WAGTAILSEARCH_BACKENDS
    settings.WAGTAILSEARCH_BACKENDS = {"default": {**backends["default"], "AUTO_UPDATE": False}}
    with disable_reference_index_auto_update():
        yield


def queries_of(person: User | None, url: str) -> int:
    """How many queries the address takes once caches are warm."""
    browser = browser_of(person)
    browser.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code in {200, 302}
        return len(queries)


def grow(course: Course, lessons: int) -> Course:
    """Give the course so many lessons, each with a quiz of its own."""
    section = section_of(course)
    for number in range(len(lessons_of(course)), lessons):
        quiz = QuizActivity.objects.create(title=f"Kiểm tra {number}")
        add_lesson(section, [text(), ("activity", quiz)])
    return Course.objects.get(pk=course.pk)


def learn(person: User, course: Course) -> Enrolment:
    """Enrol in the edition of today, with a fact for every lesson."""
    now = timezone.now()
    Enrolment.objects.filter(person=person).update(state="withdrawn")
    enrolment = enrol(person=person, course=course, acting_user=None)
    LessonVisit.objects.bulk_create(
        LessonVisit(enrolment=enrolment, lesson=lesson, opened_at=now, read_at=now) for lesson in lessons_of(course)
    )
    ActivityResult.objects.bulk_create(
        ActivityResult(enrolment=enrolment, activity_id=pk, source="1", completed=True, passed=False, at=now)
        for pk in enrolment.edition.outline.activity_ids
    )
    return enrolment


@pytest.mark.parametrize("is_learner", [True, False])
def test_course_and_lesson(make_course: MakeCourse, learner: User, is_learner: bool) -> None:
    course = make_course(bodies=1)

    def counts(lessons: int) -> list[int]:
        grown = grow(course, lessons)
        if not is_learner:
            return [queries_of(None, grown.url)]
        enrolment = learn(learner, grown)
        urls = [grown.url, lessons_of(grown)[5].url, reverse("courses:continue", args=[enrolment.pk])]
        return [queries_of(learner, url) for url in urls]

    assert counts(FEW) == counts(MANY)


@pytest.fixture
def more_courses(make_course: MakeCourse) -> Callable[[int], list[Course]]:
    """So many courses in all."""

    def make(total: int) -> list[Course]:
        for number in range(Course.objects.count(), total):
            make_course(f"khoa-{number}", bodies=1)
        return list(Course.objects.all())

    return make


def test_my_learning_and_catalogue(
    more_courses: Callable[[int], list[Course]], catalogue: CourseCatalogPage, learner: User
) -> None:
    today, now = timezone.localdate(), timezone.now()

    def counts(total: int) -> list[int]:
        known = set(Enrolment.objects.values_list("course_id", flat=True))
        for number, course in enumerate(course for course in more_courses(total) if course.pk not in known):
            done = {"state": "completed", "progress": 100, "completed_at": now} if number % 3 == 0 else {}
            Enrolment.objects.create(
                person=learner,
                course=course,
                edition=Edition.objects.create(course=course, number=1, outline_data={"parts": []}),
                enrolled_at=now - timedelta(days=9),
                due_on=today + timedelta(days=number % 5 - 1) if number % 3 == 1 else None,
                **done,
            )
        urls = [reverse("courses:my_learning"), catalogue.url]
        return [queries_of(learner, url) for url in urls]

    assert counts(FEW) == counts(MANY)
