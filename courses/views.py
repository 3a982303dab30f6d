"""Course screens: catalogue, course, lesson, my learning; and the two forms a learner posts."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses import permissions, selectors, services
from courses.models import Course, CourseCatalogPage, Enrolment, Lesson, Section
from courses.progress import Outline
from people.errors import DomainError

PER_PAGE = 24


def catalogue(request: HttpRequest, page: CourseCatalogPage) -> HttpResponse:
    """/khoa-hoc/: published courses; for a learner, with how far they are."""
    shown = Paginator(selectors.published_courses(request), PER_PAGE).get_page(request.GET.get("trang"))
    courses = selectors.with_sizes(shown.object_list)
    mine = {}
    if request.user.is_authenticated:
        readable = Enrolment.objects.of(request.user).readable().filter(course__in=[course.pk for course in courses])
        mine = {row.course_id: row for row in readable.order_by("cycle")}
    rows = [(course, mine.get(course.pk)) for course in courses]
    return render(request, "courses/catalogue.html", {"page": page, "rows": rows, "courses": shown})


def course(request: HttpRequest, page: Course) -> HttpResponse:
    """/khoa-hoc/<slug>/: what the course teaches and asks, its outline, and where to continue."""
    # A preview shows the draft as someone sees it who does not learn the course yet.
    enrolment = None if _is_preview(request) else selectors.enrolment_of(request.user, page)
    facts = enrolment.facts() if enrolment else None
    outline = enrolment.edition.outline if enrolment else services.outline_of(page)
    view = selectors.outline_view(outline, facts=facts, request=request)
    following = selectors.next_lesson(enrolment, view) if enrolment else None
    context = {
        "page": page,
        "enrolment": enrolment,
        "outline": view.standing_at(following.lesson_id) if following else view,
        "next_lesson": following,
        "activities": selectors.activity_rules(outline),
        "may_enrol": permissions.may_enrol(request.user, page),
        "may_edit": permissions.may_edit(request.user, page),
        "asides": _asides(request, enrolment),
    }
    return render(request, "courses/course.html", context)


def _asides(request: HttpRequest, enrolment: Enrolment | None) -> list[object]:
    """What apps above show beside a course (settings.COURSE_ASIDES), such as the certificate."""
    found = (import_string(dotted)(request, enrolment) for dotted in settings.COURSE_ASIDES)
    return [aside for aside in found if aside is not None]


def section(request: HttpRequest, page: Section) -> HttpResponse:
    """A section has no page of its own: its course shows it."""
    return redirect(page.get_parent().get_url(request), permanent=False)


@never_cache
def lesson(request: HttpRequest, page: Lesson) -> HttpResponse:
    """A lesson in the player. Only for those enrolled, and for those who may edit the course."""
    of_course = Course.objects.ancestor_of(page).get()
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    # Nobody learns from a preview: it shows the draft as the editor sees it.
    enrolment = None if _is_preview(request) else selectors.enrolment_of(request.user, of_course)
    if not permissions.may_read_lessons(request.user, of_course, enrolment):
        messages.info(request, _("Enrol in the course to open its lessons."))
        return redirect(of_course.get_url(request))
    if enrolment is not None and enrolment.edition.outline.part_of_lesson(page.pk):
        services.open_lesson(enrolment_id=enrolment.pk, lesson_id=page.pk)
    return render(request, "courses/lesson.html", _lesson_context(request, page, of_course, enrolment))


def _is_preview(request: HttpRequest) -> bool:
    return bool(getattr(request, "is_preview", False))


def _lesson_context(
    request: HttpRequest, page: Lesson, of_course: Course, enrolment: Enrolment | None
) -> dict[str, object]:
    outline: Outline = enrolment.edition.outline if enrolment else services.outline_of(of_course)
    facts = enrolment.facts() if enrolment else None
    part = outline.part_of_lesson(page.pk)
    view = selectors.outline_view(outline, facts=facts, request=request).standing_at(page.pk)
    before, current, after = view.around(page.pk)
    activities = [block.value for block in page.body if block.block_type == "activity" and block.value is not None]
    states = selectors.activity_states(activities, part, facts, enrolment) if enrolment and facts else []
    return {
        "page": page,
        "course": of_course,
        "enrolment": enrolment,
        "in_edition": part is not None,
        "outline": view,
        "previous": before,
        "current": current,
        "next": after,
        "activity_states": {state.activity.pk: state for state in states},
        "activities": states,
        "left": selectors.what_is_left(part, facts) if facts else "",
        "may_mark_read": bool(enrolment and part and not part.activities and current and not current.is_done),
    }


@require_safe
@never_cache
def my_learning(request: HttpRequest) -> HttpResponse:
    """/hoc-tap/: what is due, in progress and done, and what apps above add (certificates)."""
    sections = (import_string(dotted)(request) for dotted in settings.MY_LEARNING_SECTIONS)
    context = {
        "learning": selectors.my_learning(request.user),
        "sections": [section for section in sections if section is not None],
    }
    return render(request, "courses/my_learning.html", context)


@require_POST
def enrol(request: HttpRequest, course_id: int) -> HttpResponse:
    """Join a course, then open its first lesson; for someone who learns it already, the one to continue with."""
    page = get_object_or_404(Course.objects.live(), pk=course_id)
    try:
        enrolment = services.enrol(person=request.user, course=page, acting_user=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(page.get_url(request))
    return redirect(_where_to_continue(request, enrolment))


@require_safe
@never_cache
def continue_learning(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The lesson to continue with; the course's page when nothing is left."""
    mine = Enrolment.objects.of(request.user).readable().select_related("course", "edition")
    return redirect(_where_to_continue(request, get_object_or_404(mine, pk=enrolment_id)))


def _where_to_continue(request: HttpRequest, enrolment: Enrolment) -> str:
    view = selectors.outline_view(enrolment.edition.outline, facts=enrolment.facts(), request=request)
    following = selectors.next_lesson(enrolment, view)
    return following.url if following else enrolment.course.get_url(request)


@require_POST
def mark_read(request: HttpRequest, enrolment_id: int, lesson_id: int) -> HttpResponse:
    """The learner read the lesson: record it and go on to the next one, or to the course's page when that was all."""
    before = get_object_or_404(Enrolment.objects.of(request.user).select_related("course"), pk=enrolment_id)
    course_url = before.course.get_url(request)
    try:
        enrolment = services.mark_lesson_read(enrolment_id=enrolment_id, lesson_id=lesson_id, acting_user=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(course_url)
    if enrolment.state != before.state:
        messages.success(request, _("You have completed the course."))
        return redirect(course_url)
    following = selectors.outline_view(enrolment.edition.outline, request=request).around(lesson_id)[2]
    return redirect(following.url if following else course_url)
