from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from people.personal_data import BY_RECORDS_LIST, STATE_DUTY, WITH_CONTENT, PersonalData, declare_all

_LEARNING = _("To show what you learned, how far you are and what is due")

PERSONAL_DATA = {
    "courses.Enrolment": PersonalData(
        _LEARNING,
        STATE_DUTY,
        BY_RECORDS_LIST,
        "keep",
        fields=("course__title", "cycle", "state", "progress", "due_on", "enrolled_at", "last_seen_at", "completed_at"),
    ),
    "courses.LessonVisit": PersonalData(
        _LEARNING,
        STATE_DUTY,
        BY_RECORDS_LIST,
        "keep",
        fields=("enrolment__course__title", "lesson__title", "opened_at", "read_at"),
        whose=("enrolment__person",),
    ),
    "courses.ActivityResult": PersonalData(
        _LEARNING,
        STATE_DUTY,
        BY_RECORDS_LIST,
        "keep",
        fields=("enrolment__course__title", "activity__title", "completed", "passed", "score", "at"),
        whose=("enrolment__person",),
    ),
    "courses.Course": PersonalData(
        _("To say whom to ask about a course"), STATE_DUTY, WITH_CONTENT, "keep", fields=("contact",), whose=()
    ),
}


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Courses")

    def ready(self) -> None:
        declare_all(PERSONAL_DATA)
