"""What reports add up. Read-only; every figure starts from the viewer's scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import Certificate
from courses.enums import EnrolmentState
from courses.models import Enrolment
from people.folding import fold
from people.models import Board, BoardMembership, Membership, OrganisationUnit, User
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


def faults_of(filters: Any) -> list[str]:
    """What is wrong with a filter, each with the name of its field. Empty when nothing is."""
    if filters is None or filters.is_valid():
        return []
    form = filters.form
    named = ((form.fields[name].label if name in form.fields else "", errors) for name, errors in form.errors.items())
    return [f"{label}: {error}".removeprefix(": ") for label, errors in named for error in errors]


def units_for_filter(viewer: User) -> QuerySet[OrganisationUnit]:
    """Units a viewer may narrow the report to, in the order of the tree."""
    return units_in_scope(viewer).order_by("path")


def in_unit(enrolments: QuerySet[Enrolment], unit: OrganisationUnit) -> QuerySet[Enrolment]:
    """Enrolments of people with a post today in the unit or below it, or on a board of it."""
    staff = Membership.objects.today().filter(unit__path__startswith=unit.path).values("person_id")
    seated = BoardMembership.objects.today().filter(term__board__ward__path__startswith=unit.path).values("person_id")
    return enrolments.filter(Q(person__in=staff) | Q(person__in=seated))


def named(enrolments: QuerySet[Enrolment], query: str) -> QuerySet[Enrolment]:
    """Enrolments of people whose name, user name or staff number holds every word typed, with or without marks."""
    for word in fold(query).split():
        enrolments = enrolments.filter(person__search_name__contains=word)
    return enrolments


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
    """Completion by the unit of each person's primary post today, or the board of who has none, best first. Who belongs
    nowhere today is one line of its own, so that the lines add up to the whole. Three queries."""
    post = Membership.objects.today().filter(person=OuterRef("person"), is_primary=True).order_by("pk")
    seat = BoardMembership.objects.today().filter(person=OuterRef("person")).order_by("pk")
    placed = enrolments.order_by().annotate(
        unit_id=Subquery(post.values("unit")[:1]), board_id=Subquery(seat.values("term__board")[:1])
    )
    rows = list(
        placed.values("unit_id", "board_id").annotate(
            enrolments=Count("pk"), completed=Count("pk", filter=Q(learning_state=LearningState.COMPLETED))
        )
    )
    units = OrganisationUnit.objects.in_bulk({row["unit_id"] for row in rows})
    boards = Board.objects.in_bulk({row["board_id"] for row in rows})
    found: dict[str, UnitFigures] = {}
    for row in rows:
        place = units.get(row["unit_id"]) or boards.get(row["board_id"])
        name = str(place or _("Without a post today"))
        so_far = found.get(name, UnitFigures(name, 0, 0))
        found[name] = UnitFigures(name, so_far.enrolments + row["enrolments"], so_far.completed + row["completed"])
    return sorted(found.values(), key=lambda unit: (-unit.percent, unit.name))


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
