"""Recording what was read and achieved; completing a course when the last required part arrives."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.enums import EnrolmentState
from courses.errors import EnrolmentClosed, NotInThisCourse
from courses.events import CourseCompleted, course_completed
from courses.models import Activity, ActivityResult, Course, Enrolment, LessonVisit
from courses.progress import progress_of
from courses.services import enrol, mark_lesson_read, open_lesson, record_result
from courses.services.learning import Result
from people.models import AuditEntry, User
from tests.courses.conftest import MakeCourse, add_lesson, lessons_of, section_of, text
from tests.courses.together import together


@pytest.fixture
def announced() -> Iterator[list[CourseCompleted]]:
    """Completions announced during the test, without what other apps make of them."""
    heard: list[CourseCompleted] = []
    receivers, course_completed.receivers = course_completed.receivers, []
    course_completed.sender_receivers_cache.clear()

    def listen(event: CourseCompleted, **kwargs: object) -> None:
        heard.append(event)

    course_completed.connect(listen)
    yield heard
    course_completed.receivers = receivers
    course_completed.sender_receivers_cache.clear()


def test_stored_progress_is_put_right_from_the_facts(
    enrolment: Enrolment, course: Course, announced: list[CourseCompleted], capsys: pytest.CaptureFixture[str]
) -> None:
    first, *others = lessons_of(course)
    mark_lesson_read(enrolment_id=enrolment.pk, lesson_id=first.pk, acting_user=None)
    Enrolment.objects.update(progress=90)
    call_command("recompute_progress", dry_run=True)
    assert Enrolment.objects.get().progress == 90
    call_command("recompute_progress")
    assert Enrolment.objects.get().progress == 33
    assert capsys.readouterr().out.count("90 % → 33 %") == 2

    last = timezone.now()
    LessonVisit.objects.bulk_create(
        LessonVisit(enrolment=enrolment, lesson=lesson, opened_at=last, read_at=last) for lesson in others
    )
    call_command("recompute_progress")
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.completed_at, len(announced)) == (EnrolmentState.COMPLETED, last, 1)


def result(source: str, *, passed: bool, score: float | None = None) -> Result:
    """A try that was completed."""
    points = None if score is None else Decimal(str(score))
    return Result(source=source, completed=True, passed=passed, score=points, at=timezone.now())


def read(enrolment: Enrolment, *lesson_ids: int) -> Enrolment:
    """Mark lessons as read, and return the enrolment as it is now."""
    for lesson_id in lesson_ids:
        mark_lesson_read(enrolment_id=enrolment.pk, lesson_id=lesson_id, acting_user=enrolment.person)
    return Enrolment.objects.get(pk=enrolment.pk)


def record(enrolment: Enrolment, activity: Activity, outcome: Result) -> Enrolment:
    """Record a result, and return the enrolment as it is now."""
    record_result(enrolment_id=enrolment.pk, activity_id=activity.pk, result=outcome, acting_user=None)
    return Enrolment.objects.get(pk=enrolment.pk)


def test_reading_every_lesson_completes_the_course_once(
    enrolment: Enrolment, course: Course, announced: list[CourseCompleted]
) -> None:
    first, second, third = [lesson.pk for lesson in lessons_of(course)]
    assert read(enrolment, first, second).progress == 66
    done = read(enrolment, third)

    assert (done.state, done.progress) == (EnrolmentState.COMPLETED, 100)
    assert done.completed_at is not None
    assert announced == [CourseCompleted(done.person_id, done.pk, done.edition_id, done.completed_at)]
    again = read(enrolment, third, first)
    assert again.completed_at == done.completed_at
    assert len(announced) == 1
    assert AuditEntry.objects.filter(action="courses.complete").count() == 1


def test_reading_a_lesson_again_keeps_the_first_time(enrolment: Enrolment, course: Course) -> None:
    lesson = lessons_of(course)[0]
    read(enrolment, lesson.pk)
    before = LessonVisit.objects.get()
    read(enrolment, lesson.pk)
    assert LessonVisit.objects.get().read_at == before.read_at


@pytest.mark.django_db(transaction=True)
def test_five_last_facts_at_once_complete_the_course_once(
    enrolment: Enrolment, course: Course, announced: list[CourseCompleted]
) -> None:
    first, second, third = [lesson.pk for lesson in lessons_of(course)]
    read(enrolment, first, second)
    together(5, lambda _: mark_lesson_read(enrolment_id=enrolment.pk, lesson_id=third, acting_user=None).pk)
    assert Enrolment.objects.get().state == EnrolmentState.COMPLETED
    assert len(announced) == 1


@pytest.mark.django_db(transaction=True)
def test_different_facts_at_once_are_all_counted(enrolment: Enrolment, course: Course) -> None:
    lessons = [lesson.pk for lesson in lessons_of(course)]
    together(
        3, lambda number: mark_lesson_read(enrolment_id=enrolment.pk, lesson_id=lessons[number], acting_user=None).pk
    )
    assert Enrolment.objects.get().progress == 100


def test_a_lesson_with_an_activity_is_not_done_by_reading(
    make_course: MakeCourse, make_activity: Callable[..., Activity], learner: User
) -> None:
    quiz = make_activity()
    course = make_course(bodies=[[text(), ("activity", quiz)]])
    enrolment = enrol(person=learner, course=course, acting_user=learner)

    assert read(enrolment, lessons_of(course)[0].pk).progress == 0
    assert record(enrolment, quiz, result("lượt 1", passed=False, score=30)).progress == 0
    assert record(enrolment, quiz, result("lượt 2", passed=True, score=70)).progress == 100


def test_every_try_is_kept_and_the_best_one_counts(
    make_course: MakeCourse, make_activity: Callable[..., Activity], learner: User
) -> None:
    quiz = make_activity()
    enrolment = enrol(person=learner, course=make_course(bodies=[[("activity", quiz)], [text()]]), acting_user=learner)
    record(enrolment, quiz, result("lượt 1", passed=True, score=80))
    record(enrolment, quiz, result("lượt 1", passed=False, score=10))
    after = record(enrolment, quiz, result("lượt 2", passed=False, score=20))

    assert [(row.source, row.score) for row in ActivityResult.objects.all()] == [("lượt 1", 80), ("lượt 2", 20)]
    outcome = after.facts().outcome(quiz.pk)
    assert (outcome.passed, outcome.score, after.progress) == (True, 80, 50)


def test_completed_stays_completed_after_a_new_edition(enrolment: Enrolment, course: Course) -> None:
    done = read(enrolment, *[lesson.pk for lesson in lessons_of(course)])
    add_lesson(section_of(course), slug="moi").save_revision().publish()
    assert course.editions.count() == 2
    assert Enrolment.objects.get(pk=done.pk).state == EnrolmentState.COMPLETED
    assert Enrolment.objects.get(pk=done.pk).edition.number == 1


def test_a_lesson_of_another_edition_records_nothing(enrolment: Enrolment, course: Course) -> None:
    late = add_lesson(section_of(course), slug="moi")
    for service in (open_lesson, lambda **ids: mark_lesson_read(**ids, acting_user=None)):
        with pytest.raises(NotInThisCourse):
            service(enrolment_id=enrolment.pk, lesson_id=late.pk)
    assert not LessonVisit.objects.exists()


def test_an_activity_of_another_course_records_nothing(
    enrolment: Enrolment, make_activity: Callable[..., Activity]
) -> None:
    with pytest.raises(NotInThisCourse):
        record(enrolment, make_activity(), result("lượt 1", passed=True))
    assert not ActivityResult.objects.exists()


def test_after_leaving_nothing_more_is_earned(
    make_course: MakeCourse, make_activity: Callable[..., Activity], learner: User, announced: list[CourseCompleted]
) -> None:
    quiz = make_activity()
    course = make_course(bodies=[[("activity", quiz)]])
    enrolment = enrol(person=learner, course=course, acting_user=learner)
    Enrolment.objects.update(state=EnrolmentState.WITHDRAWN)

    after = record(enrolment, quiz, result("lượt 1", passed=True, score=90))

    assert (after.state, after.progress, announced) == (EnrolmentState.WITHDRAWN, 0, [])
    assert ActivityResult.objects.count() == 1, "what was achieved is history all the same"
    with pytest.raises(EnrolmentClosed):
        mark_lesson_read(enrolment_id=enrolment.pk, lesson_id=lessons_of(course)[0].pk, acting_user=learner)


@pytest.mark.parametrize("seed", range(4))
def test_stored_progress_is_what_the_facts_say(
    seed: int, make_course: MakeCourse, make_activity: Callable[..., Activity], learner: User
) -> None:
    chance = random.Random(seed)
    activities = [make_activity(f"Hoạt động {number}", chance.random() < 0.6) for number in range(3)]
    bodies = [[text(), *(("activity", activity) for activity in chance.sample(activities, chance.choice((0, 1, 2))))]]
    bodies += [[text()] for _ in range(3)]
    course = make_course(bodies=bodies)
    enrolment = enrol(person=learner, course=course, acting_user=learner)
    asked = [activity for activity in activities if activity.pk in enrolment.edition.outline.activity_ids]

    for number in range(12):
        if asked and chance.random() < 0.5:
            now = record(enrolment, chance.choice(asked), result(f"{number}", passed=chance.random() < 0.5))
        else:
            now = read(enrolment, chance.choice(lessons_of(course)).pk)
        recomputed = progress_of(now.edition.outline, now.facts())
        assert now.progress == recomputed.percent
        assert (now.state == EnrolmentState.COMPLETED) == (now.progress == 100) == recomputed.is_complete
