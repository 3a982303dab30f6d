"""Course pages, the activities lessons embed, and the record of learning."""

from courses.models.activities import Activity
from courses.models.learning import ActivityResult, Edition, Enrolment, LessonVisit
from courses.models.pages import Course, CourseCatalogPage, Lesson, Section

__all__ = [
    "Activity",
    "ActivityResult",
    "Course",
    "CourseCatalogPage",
    "Edition",
    "Enrolment",
    "Lesson",
    "LessonVisit",
    "Section",
]
