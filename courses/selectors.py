"""Reads for course screens. None of them asks the database per lesson, activity or enrolment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from cms.selectors import HomeSection, public_pages
from courses.enums import EnrolmentState, PartState
from courses.models import Activity, Course, Edition, Enrolment, Lesson, Section
from courses.progress import Facts, Outcome, Outline, Part, RequiredActivity, explain, is_done
from people.models import User


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson in the outline. `state` is None for someone who does not learn the course."""

    number: int
    lesson_id: int
    title: str
    url: str
    minutes: int
    required: bool
    has_activities: bool
    state: PartState | None
    is_here: bool = False

    @property
    def is_done(self) -> bool:
        """Nothing is left to do in it."""
        return self.state == PartState.DONE

    def standing(self) -> LessonRow:
        """The row with the learner in it."""
        return replace(self, is_here=True, state=PartState.CURRENT if self.state == PartState.TODO else self.state)


@dataclass(frozen=True, slots=True)
class SectionRows:
    """A section of the outline with its lessons."""

    title: str
    lessons: list[LessonRow]

    @property
    def done(self) -> int:
        """How many of its lessons are done."""
        return sum(row.is_done for row in self.lessons)

    @property
    def is_done(self) -> bool:
        """All of its lessons are done."""
        return self.done == len(self.lessons)

    @property
    def is_here(self) -> bool:
        """The learner is in one of its lessons."""
        return any(row.is_here for row in self.lessons)

    @property
    def is_open(self) -> bool:
        """Shown unfolded on the course page: something is left in it, or the learner is in it."""
        return self.is_here or not self.is_done


@dataclass(frozen=True, slots=True)
class OutlineView:
    """The whole outline, by sections and flat. `taken_off`: titles of required lessons that are neither done nor on the
    site any more; only the trainer can help a learner with them."""

    sections: list[SectionRows]
    taken_off: tuple[str, ...] = ()

    @property
    def lessons(self) -> list[LessonRow]:
        """Every lesson in order."""
        return [row for section in self.sections for row in section.lessons]

    @property
    def minutes(self) -> int:
        """Minutes of self-study in all."""
        return sum(row.minutes for row in self.lessons)

    @property
    def required_total(self) -> int:
        """How many lessons count towards completion."""
        return sum(row.required for row in self.lessons) + len(self.taken_off)

    @property
    def required_done(self) -> int:
        """How many of those are done."""
        return sum(row.required and row.is_done for row in self.lessons)

    @property
    def has_optional(self) -> bool:
        """Some lessons do not count towards completion."""
        return not all(row.required for row in self.lessons)

    def around(self, lesson_id: int) -> tuple[LessonRow | None, LessonRow | None, LessonRow | None]:
        """The lesson before, the lesson itself and the one after; None where there is none."""
        rows = self.lessons
        for index, row in enumerate(rows):
            if row.lesson_id == lesson_id:
                return (rows[index - 1] if index else None, row, rows[index + 1] if index + 1 < len(rows) else None)
        return None, None, None

    def standing_at(self, lesson_id: int | None) -> OutlineView:
        """The same outline with the lesson marked in which the learner is, or will go on."""

        def stand(row: LessonRow) -> LessonRow:
            return row.standing() if row.lesson_id == lesson_id else row

        sections = [SectionRows(section.title, [stand(row) for row in section.lessons]) for section in self.sections]
        return OutlineView(sections, self.taken_off)


@dataclass(frozen=True, slots=True)
class ActivityState:
    """An activity of a lesson and how far the learner is with it. `counts`: the learner's edition asks for it; one that
    was added later neither counts nor records anything."""

    activity: Activity
    outcome: Outcome
    counts: bool
    is_done: bool
    url: str


@dataclass(frozen=True, slots=True)
class ActivityRule:
    """What an edition asks in an activity, in words for the course page."""

    title: str
    needs_pass: bool
    facts: str


def outline_view(outline: Outline, *, facts: Facts | None = None, request: HttpRequest | None = None) -> OutlineView:
    """An outline with titles, sections and addresses of today and, for a learner, states.

    Lessons taken off the site are left out of the list. Two queries, however long the outline is.
    """
    lessons = Lesson.objects.live().defer("body").in_bulk([part.lesson_id for part in outline.parts])
    titles = dict(
        Section.objects.filter(path__in={_section_path(page) for page in lessons.values()}).values_list("path", "title")
    )
    rows: list[tuple[str, LessonRow]] = []
    for part in outline.parts:
        page = lessons.get(part.lesson_id)
        if page is not None:
            row = _row(part, page, len(rows) + 1, facts, request)
            rows.append((titles.get(_section_path(page), part.section), row))
    gone = (part for part in outline.parts if part.required and part.lesson_id not in lessons)
    return OutlineView(
        sections=[SectionRows(title, [row for _, row in group]) for title, group in groupby(rows, lambda r: r[0])],
        taken_off=tuple(part.title for part in gone if facts is None or not is_done(part, facts)),
    )


def _section_path(lesson: Lesson) -> str:
    return lesson.path[: -Lesson.steplen]


def _row(part: Part, page: Lesson, number: int, facts: Facts | None, request: HttpRequest | None) -> LessonRow:
    return LessonRow(
        number=number,
        lesson_id=page.pk,
        title=page.title,
        url=page.get_url(request) or "",
        minutes=page.minutes,
        required=part.required,
        has_activities=bool(part.activities),
        state=_state(part, facts),
    )


def _state(part: Part, facts: Facts | None) -> PartState | None:
    if facts is None:
        return None
    return PartState.DONE if is_done(part, facts) else PartState.TODO


def next_lesson(enrolment: Enrolment, view: OutlineView) -> LessonRow | None:
    """Where to continue: the lesson last opened when it is not done, else the first one not done, else none."""
    left = [row for row in view.lessons if not row.is_done]
    stopped_at = next((row for row in left if row.lesson_id == enrolment.last_lesson_id), None)
    return stopped_at or (left[0] if left else None)


def enrolment_of(person: Any, course: Course) -> Enrolment | None:
    """A person's current enrolment in a course: the readable one of the highest cycle."""
    if not person.is_authenticated or course.pk is None:
        return None
    found = Enrolment.objects.of(person).readable().filter(course=course).select_related("edition")
    enrolment: Enrolment | None = found.order_by("-cycle").first()
    return enrolment


def activity_states(
    in_body: Iterable[Activity], part: Part | None, facts: Facts, enrolment: Enrolment
) -> list[ActivityState]:
    """The activities of a lesson with the learner's best outcomes: those in its text, then those the learner's edition
    asks for that have left the text since. A query only for the latter."""
    rules = {rule.id: rule for rule in (part.activities if part else ())}
    shown = {activity.pk: activity for activity in in_body}
    left_the_text = rules.keys() - shown.keys()
    if left_the_text:
        shown |= Activity.objects.in_bulk(sorted(left_the_text))
    return [_activity_state(activity, rules.get(pk), facts, enrolment) for pk, activity in shown.items()]


def _activity_state(
    activity: Activity, rule: RequiredActivity | None, facts: Facts, enrolment: Enrolment
) -> ActivityState:
    outcome = facts.outcome(activity.pk)
    return ActivityState(
        activity=activity,
        outcome=outcome,
        counts=rule is not None,
        is_done=rule is not None and outcome.meets(rule),
        url=activity.address(enrolment.pk),
    )


def activity_rules(outline: Outline) -> list[ActivityRule]:
    """What an outline asks in its activities, each once, with titles and figures of today. One query per kind."""
    asked = {rule.id: rule for part in outline.parts for rule in part.activities}
    found = Activity.objects.in_bulk(list(asked))
    return [
        ActivityRule(title=found[pk].title, needs_pass=rule.needs_pass, facts=found[pk].conditions_line())
        for pk, rule in asked.items()
        if pk in found
    ]


def what_is_left(part: Part | None, facts: Facts) -> str:
    """Why a lesson is not complete, in a sentence; empty for a lesson that is not part of the edition."""
    return explain(part, facts) if part else ""


# --- My learning -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MyLearning:
    """A learner's page: what is due, what else is being learned, what is done."""

    due: list[Enrolment]
    in_progress: list[Enrolment]
    done: list[Enrolment]
    year: int
    periods_this_year: float

    @property
    def overdue(self) -> list[Enrolment]:
        """Of what is due, what is late."""
        return [enrolment for enrolment in self.due if enrolment.is_overdue]

    @property
    def next_due(self) -> date | None:
        """The next due day that has not passed."""
        return next((enrolment.due_on for enrolment in self.due if not enrolment.is_overdue), None)


def my_learning(person: User) -> MyLearning:
    """Everything on /hoc-tap/, the most urgent first. Hours of a course count once, in the year of its completion."""
    rows: QuerySet[Enrolment] = (
        Enrolment.objects.of(person).readable().select_related("course", "edition", "last_lesson")
    )
    active = [row for row in rows if row.state == EnrolmentState.ACTIVE]
    completed = (row for row in rows if row.state == EnrolmentState.COMPLETED)
    done = sorted(completed, key=lambda row: row.completed_at or row.enrolled_at, reverse=True)
    year = timezone.localdate().year
    counted = {row.course_id: row for row in done if timezone.localdate(row.completed_at).year == year}
    return MyLearning(
        due=sorted((row for row in active if row.due_on), key=lambda row: row.due_on or date.max),
        in_progress=[row for row in active if not row.due_on],
        done=done,
        year=year,
        periods_this_year=float(sum(row.course.periods for row in counted.values())),
    )


# --- Home and catalogue ----------------------------------------------------------------------------------------------


def published_courses(request: HttpRequest) -> QuerySet[Course]:
    """Published courses of the request's site, by title."""
    return public_pages(Course, request).order_by("title", "pk")


def with_sizes(courses: Iterable[Course]) -> list[Course]:
    """The courses with their number of lessons and minutes. Two queries, however many courses."""
    found = list(courses)
    below = reduce(or_, (Q(path__startswith=course.path) for course in found), Q(pk=None))
    sections = set(Section.objects.live().filter(below).values_list("path", flat=True))
    sizes: dict[str, tuple[int, int]] = {}
    for path, minutes in Lesson.objects.live().filter(below).values_list("path", "minutes"):
        section_path = path[: -Lesson.steplen]
        if section_path in sections:
            count, total = sizes.get(section_path[: -Lesson.steplen], (0, 0))
            sizes[section_path[: -Lesson.steplen]] = (count + 1, total + minutes)
    for course in found:
        course.lesson_count, course.minutes = sizes.get(course.path, (0, 0))
    return found


def home_courses(request: HttpRequest) -> HomeSection | None:
    """The home page's course, the first by title; nothing while there is none."""
    courses = with_sizes(published_courses(request)[:1])
    if not courses:
        return None
    course = courses[0]
    data = {
        "page": course,
        "title": course.title,
        "url": course.get_url(request),
        "summary": course.summary,
        "lesson_count": course.lesson_count,
        "minutes": course.minutes,
    }
    return HomeSection("courses/_home_courses.html", data)


# --- For editors -----------------------------------------------------------------------------------------------------


def course_of(page: Page) -> int | None:
    """Id of the course a page is or belongs to."""
    return Course.objects.ancestor_of(page, inclusive=True).values_list("pk", flat=True).first()


def is_activity_required(activity_id: int) -> bool:
    """Whether an edition of a course holds the activity, so that somebody may have to complete it."""
    return any(activity_id in edition.outline.activity_ids for edition in Edition.objects.iterator())


def pages_in_use(pages: Iterable[Page]) -> bool:
    """Whether a page, or one below it, is a course somebody enrolled in or a lesson of such a course's edition."""
    for page in pages:
        below = Page.objects.descendant_of(page, inclusive=True).values("pk")
        if Enrolment.objects.filter(course__in=below).exists():
            return True
        lessons = set(Lesson.objects.filter(pk__in=below).values_list("pk", flat=True))
        editions = Edition.objects.filter(enrolments__isnull=False).distinct() if lessons else Edition.objects.none()
        if any(part.lesson_id in lessons for edition in editions for part in edition.outline.parts):
            return True
    return False
