"""Filters of reports."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from courses.models import Course, Enrolment
from people.models import Board, BoardMembership, OrganisationUnit
from people.permissions import boards_in_scope
from reporting.enums import LearningState
from reporting.selectors import in_unit, units_for_filter


def _units(request: HttpRequest | None) -> QuerySet[OrganisationUnit]:
    return units_for_filter(request.user) if request else OrganisationUnit.objects.none()


def _boards(request: HttpRequest | None) -> QuerySet[Board]:
    return boards_in_scope(request.user) if request else Board.objects.none()


class LearningFilterSet(WagtailFilterSet):
    """Unit, course, state, day of enrolment, day of completion. All may be combined."""

    unit = django_filters.ModelChoiceFilter(label=_("Unit"), queryset=_units, method="narrow_to_unit")
    course = django_filters.ModelChoiceFilter(label=_("Course"), queryset=Course.objects.order_by("title"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=LearningState.choices, field_name="learning_state")
    enrolled = django_filters.DateFromToRangeFilter(
        label=_("Enrolled between"), field_name="enrolled_at", widget=DateRangePickerWidget
    )
    completed = django_filters.DateFromToRangeFilter(
        label=_("Completed between"), field_name="completed_at", widget=DateRangePickerWidget
    )

    board = django_filters.ModelChoiceFilter(label=_("Board"), queryset=_boards, method="narrow_to_board")

    class Meta:
        model = Enrolment
        fields: list[str] = []

    def is_valid(self) -> bool:
        """As always, and no span of days ends before it begins."""
        valid: bool = super().is_valid()
        for name in ("enrolled", "completed") if valid else ():
            span = self.form.cleaned_data.get(name)
            if span and span.start and span.stop and span.stop < span.start:
                self.form.add_error(name, _("The last day must not be before the first day."))
        return valid and not self.form.errors

    def narrow_to_board(self, queryset: QuerySet[Enrolment], name: str, value: Any) -> QuerySet[Enrolment]:
        """Those who sit on the board today."""
        seated = BoardMembership.objects.today().filter(term__board=value)
        return queryset.filter(person__in=seated.values("person_id")) if value else queryset

    def narrow_to_unit(self, queryset: QuerySet[Enrolment], name: str, value: Any) -> QuerySet[Enrolment]:
        """The unit and everything below it."""
        return in_unit(queryset, value) if value else queryset
