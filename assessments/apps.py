from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from people.personal_data import BY_RECORDS_LIST, STATE_DUTY, PersonalData, declare_all

_ASSESSING = _("To mark your answers, and to show afterwards how a mark came about")

PERSONAL_DATA = {
    "assessments.Attempt": PersonalData(
        _ASSESSING,
        STATE_DUTY,
        BY_RECORDS_LIST,
        "keep",
        fields=(
            "enrolment__course__title",
            "quiz__title",
            "number",
            "state",
            "started_at",
            "finished_at",
            "score",
            "passed",
        ),
        whose=("enrolment__person",),
    ),
    "assessments.Response": PersonalData(
        _ASSESSING,
        STATE_DUTY,
        BY_RECORDS_LIST,
        "keep",
        # Not the question and not the mark: of a live attempt nothing may tell what is right (DESIGN promise 4).
        fields=("attempt__quiz__title", "attempt__number", "position", "answer", "flagged", "saved_at"),
        whose=("attempt__enrolment__person",),
    ),
}


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self) -> None:
        declare_all(PERSONAL_DATA)
