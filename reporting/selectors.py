"""What reports add up. Read-only; every figure starts from the viewer's scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When
from django.utils import timezone

from certificates.models import Certificate
from courses.enums import EnrolmentState
from courses.models import Enrolment
from people.folding import fold
from people.models import BoardMembership, Membership, OrganisationUnit, User
from people.permissions import people_in_scope, units_in_scope
from people.selectors import Post, posts_of
from reporting.enums import STATE_BADGE, LearningState


@dataclass(frozen=True, slots=True)
class LearningRow:
    """One line of the report: a person, where they belong, and one enrolment."""

    person: str
    username: str
    post: Post
    course: str
    state: LearningState
    progress: int
    enrolled_on: date
    due_on: date | None
    completed_on: date | None
    certificate: str

    @property
    def badge(self) -> tuple[str, str]:
        """Colour and icon of the state."""
        return STATE_BADGE[self.state]


@dataclass(frozen=True, slots=True)
class Figures:
    """Headline figures. `enrolments` counts turns, `people` counts persons; they are never added up."""

    enrolments: int
    people: int
    completed: int
    overdue: int

    @property
    def completed_percent(self) -> int:
        """Whole percentage of enrolments completed; 0 when there is none."""
        return round(100 * self.completed / self.enrolments) if self.enrolments else 0


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """How many enrolments of a unit's people are completed."""

    name: str
    enrolments: int
    completed: int

    @property
    def percent(self) -> int:
        """Whole percentage completed."""
        return round(100 * self.completed / self.enrolments) if self.enrolments else 0


def enrolments_in_scope(viewer: User) -> QuerySet[Enrolment]:
    """Enrolments of people the viewer may see, each with its `learning_state`."""
    return Enrolment.objects.within(people_in_scope(viewer)).annotate(learning_state=_state(timezone.localdate()))


def _state(today: date) -> Case:
    return Case(
        When(state=EnrolmentState.COMPLETED, then=Value(LearningState.COMPLETED)),
        When(state=EnrolmentState.WITHDRAWN, then=Value(LearningState.WITHDRAWN)),
        When(due_on__lt=today, then=Value(LearningState.OVERDUE)),
        When(last_seen_at__isnull=True, progress=0, then=Value(LearningState.NOT_STARTED)),
        default=Value(LearningState.LEARNING),
        output_field=CharField(),
    )


def units_for_filter(viewer: User) -> QuerySet[OrganisationUnit]:
    """Units a viewer may narrow the report to, in the order of the tree."""
    return units_in_scope(viewer).order_by("path")


def in_unit(enrolments: QuerySet[Enrolment], unit: OrganisationUnit) -> QuerySet[Enrolment]:
    """Enrolments of people with a post today in the unit or below it, or on a board of it."""
    staff = Membership.objects.today().filter(unit__path__startswith=unit.path).values("person_id")
    seated = BoardMembership.objects.today().filter(term__board__ward__path__startswith=unit.path).values("person_id")
    return enrolments.filter(Q(person__in=staff) | Q(person__in=seated))


def named(enrolments: QuerySet[Enrolment], query: str) -> QuerySet[Enrolment]:
    """Enrolments of people whose name or user name holds every word typed; marks and case do not matter.

    Names are compared here and not in the database, which folds Vietnamese letters in no common way.
    """
    words = fold(query).split()
    people = User.objects.filter(enrolments__in=enrolments.order_by().values("pk")).distinct().order_by()
    found = [
        person.pk
        for person in people.only("pk", "first_name", "last_name", "username")
        if all(word in fold(f"{person.last_name} {person.first_name} {person.username}") for word in words)
    ]
    return enrolments.filter(person__in=found)


def figures(enrolments: QuerySet[Enrolment]) -> Figures:
    """Headline figures of a filtered report. One query."""
    plain = enrolments.order_by()
    counted: dict[str, Any] = plain.aggregate(
        enrolments=Count("pk", distinct=True),
        people=Count("person", distinct=True),
        completed=Count("pk", distinct=True, filter=Q(learning_state=LearningState.COMPLETED)),
        overdue=Count("pk", distinct=True, filter=Q(learning_state=LearningState.OVERDUE)),
    )
    return Figures(**counted)


def figures_by_unit(enrolments: QuerySet[Enrolment]) -> list[UnitFigures]:
    """Completion by the unit of each person's primary post today, best first; people without a post are left out."""
    primary = Membership.objects.today().filter(
        is_primary=True, person__enrolments__in=enrolments.order_by().values("pk")
    )
    done = Q(person__enrolments__state=EnrolmentState.COMPLETED)
    rows = primary.values("unit__name").annotate(
        enrolments=Count("person__enrolments", distinct=True),
        completed=Count("person__enrolments", distinct=True, filter=done),
    )
    units = [UnitFigures(row["unit__name"], row["enrolments"], row["completed"]) for row in rows]
    return sorted(units, key=lambda unit: (-unit.percent, unit.name))


def learning_rows(enrolments: Iterable[Enrolment]) -> list[LearningRow]:
    """Lines for enrolments that carry `learning_state`, `person` and `course`. Three queries, however many lines."""
    found = list(enrolments)
    posts = posts_of({enrolment.person_id for enrolment in found})
    certificates = {
        certificate.enrolment_id: certificate.serial
        for certificate in Certificate.objects.filter(enrolment__in=[enrolment.pk for enrolment in found]).only(
            "enrolment_id", "number", "year"
        )
    }
    return [_row(enrolment, posts.get(enrolment.person_id, Post()), certificates) for enrolment in found]


def _row(enrolment: Any, post: Post, certificates: dict[int, str]) -> LearningRow:
    completed_at = enrolment.completed_at
    return LearningRow(
        person=enrolment.person.get_full_name(),
        username=enrolment.person.username,
        post=post,
        course=enrolment.course.title,
        state=LearningState(enrolment.learning_state),
        progress=enrolment.progress,
        enrolled_on=timezone.localdate(enrolment.enrolled_at),
        due_on=enrolment.due_on,
        completed_on=timezone.localdate(completed_at) if completed_at else None,
        certificate=certificates.get(enrolment.pk, ""),
    )
