"""What the invented people have learned, made by the services themselves under a clock of the past."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from assessments.models import Attempt, QuizActivity, Response
from assessments.services import save_answers, start_attempt, submit_attempt
from courses.models import Course, Enrolment
from courses.services import enrol, mark_lesson_read, open_lesson
from lms.demo.clock import at
from people.models import User

# Of the sixty officials: how many finished, are somewhere inside, have only enrolled. The rest never enrolled.
FINISHED, INSIDE, ENROLLED = 30, 15, 8
DUE_IN_DAYS = (22, -2, 22, 7, 22)


def load_histories(course: Course) -> None:
    """Believable histories: most finished in the last two months, some are late, a few failed a try first."""
    chance = random.Random(2026)
    today = timezone.localdate()
    officials = list(User.objects.filter(role_assignments__isnull=True, is_superuser=False, memberships__isnull=False))
    officials = [person for person in sorted(officials, key=lambda user: user.username) if person.username != "hocvien"]
    chance.shuffle(officials)
    finishers, inside = officials[:FINISHED], officials[FINISHED : FINISHED + INSIDE]
    # In the order of time, so that serial numbers follow it.
    starts = sorted(today - timedelta(days=chance.randint(12, 60)) for _ in finishers)
    for person, start in zip(finishers, starts, strict=True):
        _finish(person, course, start, today, chance)
    for person in inside:
        begun = today - timedelta(days=chance.randint(3, 40))
        _study(person, course, begun, chance.randint(1, 10), today + timedelta(days=chance.choice(DUE_IN_DAYS)), chance)
    for person in officials[FINISHED + INSIDE : FINISHED + INSIDE + ENROLLED]:
        with at(_moment(today - timedelta(days=chance.randint(1, 20)), chance)):
            enrol(
                person=person,
                course=course,
                acting_user=None,
                due_on=today + timedelta(days=chance.choice(DUE_IN_DAYS)),
            )
    _study(
        User.objects.get(username="hocvien"), course, today - timedelta(days=9), 4, today + timedelta(days=22), chance
    )
    _study(User.objects.get(username="thanhvien"), course, today - timedelta(days=5), 2, None, chance)


def _moment(day: date, chance: random.Random) -> datetime:
    """Some minute of a working day."""
    return datetime.combine(day, time(7 + chance.randint(0, 9), chance.randint(0, 59)), timezone.get_current_timezone())


def _study(
    person: User, course: Course, begun: date, lessons: int, due_on: date | None, chance: random.Random
) -> Enrolment:
    """Enrol on a day and read some lessons, one or two a day, none later than now."""
    moment = _moment(begun, chance)
    with at(moment):
        enrolment = enrol(person=person, course=course, acting_user=person, due_on=due_on)
    now = timezone.now()
    for part in enrolment.edition.outline.parts[:lessons]:
        moment = min(moment + timedelta(hours=chance.choice((1, 22))), now)
        with at(moment):
            open_lesson(enrolment_id=enrolment.pk, lesson_id=part.lesson_id)
            for activity in part.activities:
                _attempt(enrolment, activity.id, person, 90, chance)
            if not part.activities:
                mark_lesson_read(enrolment_id=enrolment.pk, lesson_id=part.lesson_id, acting_user=person)
    return enrolment


def _finish(person: User, course: Course, begun: date, today: date, chance: random.Random) -> None:
    """Study every lesson; one in five fails the final quiz first."""
    parts = course.editions.latest("number").outline.parts
    enrolment = _study(person, course, begun, len(parts) - 1, today + timedelta(days=22), chance)
    final = parts[-1]
    last_seen_at = Enrolment.objects.get(pk=enrolment.pk).last_seen_at or timezone.now()
    moment = min(last_seen_at + timedelta(hours=20), timezone.now())
    with at(moment):
        open_lesson(enrolment_id=enrolment.pk, lesson_id=final.lesson_id)
        if chance.random() < 0.2:
            _attempt(enrolment, final.activities[0].id, person, 30, chance)
        _attempt(enrolment, final.activities[0].id, person, chance.randint(65, 100), chance)


def _attempt(enrolment: Enrolment, quiz_id: int, person: User, percent: int, chance: random.Random) -> Attempt:
    """One attempt with about that share of right answers."""
    quiz = QuizActivity.objects.get(pk=quiz_id)
    attempt = start_attempt(enrolment_id=enrolment.pk, quiz=quiz, acting_user=person)
    responses = list(Response.objects.filter(attempt=attempt).select_related("version").order_by("position"))
    right = round(len(responses) * percent / 100)
    lucky = set(chance.sample(range(len(responses)), right))
    answers = {response.position: _choose(response, index in lucky) for index, response in enumerate(responses)}
    with at(timezone.now() + timedelta(minutes=min(quiz.minutes - 1, 8 + chance.randint(0, 12)))):
        save_answers(attempt_id=attempt.pk, answers=answers)
        return submit_attempt(attempt_id=attempt.pk, acting_user=person)


def _choose(response: Response, rightly: bool) -> str:
    """The key of the right option, or of the first wrong one."""
    keys: list[str] = [option["key"] for option in response.version.content["options"] if option["correct"] == rightly]
    return keys[0]
