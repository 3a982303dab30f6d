"""The completion rule. Pure: an outline and recorded facts in, a verdict out, so that stored progress can always be
recomputed (DESIGN promise 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

ActivityId = int
LessonId = int


@dataclass(frozen=True, slots=True)
class RequiredActivity:
    """An activity of a lesson. `needs_pass`: doing it is not enough, it must be passed."""

    id: ActivityId
    title: str
    needs_pass: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One lesson as an edition froze it."""

    lesson_id: LessonId
    title: str
    section: str
    required: bool = True
    activities: tuple[RequiredActivity, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The frozen list of lessons, activities and rules of an edition."""

    parts: tuple[Part, ...] = ()

    @property
    def activity_ids(self) -> frozenset[ActivityId]:
        """Every activity of the edition."""
        return frozenset(activity.id for part in self.parts for activity in part.activities)

    def part_of_lesson(self, lesson_id: LessonId) -> Part | None:
        """The part of a lesson; None when the edition does not hold it."""
        return next((part for part in self.parts if part.lesson_id == lesson_id), None)

    def part_of_activity(self, activity_id: ActivityId) -> Part | None:
        """The first part that holds an activity; None when the edition does not hold it."""
        return next((part for part in self.parts if any(a.id == activity_id for a in part.activities)), None)

    def as_json(self) -> dict[str, Any]:
        """The form kept in the database."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Outline:
        """The outline kept by `as_json`."""
        return cls(
            tuple(
                Part(**{**part, "activities": tuple(RequiredActivity(**activity) for activity in part["activities"])})
                for part in data.get("parts", ())
            )
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best a learner achieved in an activity. Doing and passing are two facts; score is 0–100 or unknown."""

    completed: bool = False
    passed: bool = False
    score: float | None = None

    def meets(self, activity: RequiredActivity) -> bool:
        """Whether it is enough for the activity."""
        return self.passed if activity.needs_pass else self.completed


@dataclass(frozen=True, slots=True)
class Facts:
    """What is recorded of one enrolment."""

    read_lessons: frozenset[LessonId] = frozenset()
    outcomes: Mapping[ActivityId, Outcome] = field(default_factory=dict)

    def outcome(self, activity_id: ActivityId) -> Outcome:
        """The best outcome in an activity; an empty one when it was never tried."""
        return self.outcomes.get(activity_id, Outcome())


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an enrolment is. `percent` is 100 if and only if `missing` is empty."""

    percent: int
    done: tuple[Part, ...] = ()
    missing: tuple[Part, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Every required part is done."""
        return self.percent == 100


def open_activities(part: Part, facts: Facts) -> tuple[RequiredActivity, ...]:
    """Activities of a lesson that are not yet done well enough."""
    return tuple(activity for activity in part.activities if not facts.outcome(activity.id).meets(activity))


def is_done(part: Part, facts: Facts) -> bool:
    """A lesson with activities is done when each is done well enough; one without, when it was marked as read."""
    if part.activities:
        return not open_activities(part, facts)
    return part.lesson_id in facts.read_lessons


def progress_of(outline: Outline, facts: Facts) -> Progress:
    """Share of required lessons done, a whole percentage that reaches 100 only when every required one is done.

    Optional lessons never count. An outline without required lessons is never complete: there is nothing to certify.
    """
    required = tuple(part for part in outline.parts if part.required)
    done = tuple(part for part in required if is_done(part, facts))
    missing = tuple(part for part in required if part not in done)
    if not required:
        return Progress(percent=0)
    percent = 100 if not missing else min(99, 100 * len(done) // len(required))
    return Progress(percent=percent, done=done, missing=missing)


def explain(part: Part, facts: Facts) -> str:
    """Why a lesson is not done, or that it is, in a sentence for the learner (DESIGN promise 3)."""
    if is_done(part, facts):
        return _("This lesson is complete.")
    if not part.activities:
        return _("Mark the lesson as read to complete it.")
    left = len(open_activities(part, facts))
    return ngettext(
        "%(count)d activity left to complete this lesson", "%(count)d activities left to complete this lesson", left
    ) % {"count": left}


def best_outcomes(results: Iterable[tuple[ActivityId, bool, bool, float | None]]) -> dict[ActivityId, Outcome]:
    """The best of all results of each activity: a worse result never replaces a better one."""
    best: dict[ActivityId, Outcome] = {}
    for activity_id, completed, passed, score in results:
        known = best.get(activity_id, Outcome())
        scores = [value for value in (known.score, score) if value is not None]
        best[activity_id] = Outcome(
            completed=known.completed or completed,
            passed=known.passed or passed,
            score=max(scores) if scores else None,
        )
    return best
