"""Quiz screens. The flow: quiz page → start → attempt (all questions in one form) → summary → submit → result."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments import permissions, selectors, services
from assessments.enums import SaveVerdict
from assessments.errors import AttemptClosed
from assessments.forms import AnswerForm, answers_in, seen_in
from assessments.models import Attempt, QuizActivity
from courses.models import Enrolment, Lesson
from people.errors import DomainError


def _own_enrolment(request: HttpRequest, enrolment_id: int) -> Enrolment:
    own = Enrolment.objects.of(request.user).readable().select_related("course", "edition")
    return get_object_or_404(own, pk=enrolment_id)


def _own_attempt(request: HttpRequest, attempt_id: int) -> Attempt:
    """The learner's own attempt. One whose time is up is closed first, so that no screen shows it as still open."""
    own = permissions.attempts_of(request.user).select_related("quiz", "enrolment__course", "enrolment__edition")
    found = get_object_or_404(own, pk=attempt_id)
    if found.is_overdue:
        services.submit_attempt(attempt_id=found.pk, acting_user=request.user)
        found = own.get(pk=attempt_id)
    return found


def _lesson_url(request: HttpRequest, enrolment: Enrolment, quiz_id: int) -> str:
    """The lesson that holds the quiz, else the course."""
    part = enrolment.edition.outline.part_of_activity(quiz_id)
    lesson = Lesson.objects.live().filter(pk=part.lesson_id).first() if part else None
    return (lesson or enrolment.course).get_url(request) or "/"


@require_safe
@never_cache
def quiz(request: HttpRequest, enrolment_id: int, quiz_id: int) -> HttpResponse:
    """The rules of a quiz, the attempts so far, and the button to start or continue."""
    enrolment = _own_enrolment(request, enrolment_id)
    activity = get_object_or_404(QuizActivity, pk=quiz_id)
    if activity.pk not in enrolment.edition.outline.activity_ids:
        raise Http404
    context = {
        "view": selectors.quiz_view(activity, enrolment),
        "quiz": activity,
        "enrolment": enrolment,
        "back_url": _lesson_url(request, enrolment, activity.pk),
    }
    return render(request, "assessments/quiz.html", context)


@require_POST
def start(request: HttpRequest, enrolment_id: int, quiz_id: int) -> HttpResponse:
    """Start an attempt or go on with the open one."""
    enrolment = _own_enrolment(request, enrolment_id)
    activity = get_object_or_404(QuizActivity, pk=quiz_id)
    try:
        attempt = services.start_attempt(enrolment_id=enrolment.pk, quiz=activity, acting_user=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("assessments:quiz", enrolment.pk, activity.pk)
    return redirect("assessments:attempt", attempt.pk)


@require_safe
@never_cache
def attempt(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """All questions of an attempt in one form. Scripts show one at a time and save each answer as it is chosen."""
    current = _own_attempt(request, attempt_id)
    if not current.is_open:
        return redirect("assessments:result", current.pk)
    context = {"attempt": current, "questions": selectors.shown_questions(current), "quiz": current.quiz}
    return render(request, "assessments/attempt.html", context)


@require_POST
@never_cache
def save_one(request: HttpRequest, attempt_id: int) -> JsonResponse:
    """Keep one answer. 200 with what is kept; 409 when a newer answer is kept; 410 when the attempt is over."""
    current = get_object_or_404(permissions.attempts_of(request.user).only("pk", "deadline"), pk=attempt_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": form.errors.get_json_data()}, status=400)
    try:
        saved = services.save_answer(attempt_id=current.pk, **form.cleaned_data)
    except AttemptClosed as refusal:
        url = reverse("assessments:result", args=[current.pk])
        return JsonResponse({"verdict": SaveVerdict.CLOSED, "error": str(refusal), "url": url}, status=410)
    except DomainError as refusal:
        return JsonResponse({"error": str(refusal)}, status=400)
    body = {
        "verdict": saved.verdict,
        "answer": saved.answer,
        "sequence": saved.sequence,
        "flagged": saved.flagged,
        "seconds_left": current.seconds_left,
    }
    # Sequence 0 only asks what is kept: no conflict.
    is_fine = saved.verdict == SaveVerdict.SAVED or form.cleaned_data["sequence"] == 0
    return JsonResponse(body, status=200 if is_fine else 409)


@require_POST
@never_cache
def save_all(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """Keep the whole form, then show the summary: the way without scripts."""
    current = _own_attempt(request, attempt_id)
    answers, seen = answers_in(request.POST), seen_in(request.POST)
    try:
        saved = services.save_answers(attempt_id=current.pk, answers=answers, seen=seen)
    except AttemptClosed as refusal:
        messages.error(request, str(refusal))
        return redirect("assessments:result", current.pk)
    _say(request, saved.newer, _("Later answers, given in another tab or on another device, were kept. Questions: "))
    _say(request, saved.unknown, _("There is no such answer; please choose again. Questions: "))
    return redirect("assessments:summary", current.pk)


def _say(request: HttpRequest, positions: list[int], text: str) -> None:
    if positions:
        messages.warning(request, f"{text}{', '.join(map(str, positions))}.")


@require_safe
@never_cache
def summary(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """Before submitting: what is answered, what is not, what is marked to look at again."""
    current = _own_attempt(request, attempt_id)
    if not current.is_open:
        return redirect("assessments:result", current.pk)
    states = selectors.answer_states(current)
    context = {
        "attempt": current,
        "quiz": current.quiz,
        "states": states,
        "answered": sum(state["answered"] for state in states),
        "unanswered": [state["position"] for state in states if not state["answered"]],
        "flagged": [state["position"] for state in states if state["flagged"]],
    }
    return render(request, "assessments/summary.html", context)


@require_POST
def submit(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """Submit and mark; submitting twice shows the same result.

    When time is up, the page sends along what it could not save before.
    """
    current = _own_attempt(request, attempt_id)
    if unsaved := answers_in(request.POST):
        with suppress(AttemptClosed):
            services.save_answers(attempt_id=current.pk, answers=unsaved)
    services.submit_attempt(attempt_id=current.pk, acting_user=request.user)
    return redirect("assessments:result", current.pk)


@require_safe
@never_cache
def result(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """The marked attempt: score, then each question with explanation and legal basis, wrong ones first."""
    current = _own_attempt(request, attempt_id)
    if current.is_open:
        return redirect("assessments:attempt", current.pk)
    is_held_back = selectors.is_held_back(current)
    questions = selectors.reviewed_questions(current)
    context = {
        "attempt": current,
        "quiz": current.quiz,
        "enrolment": current.enrolment,
        "questions": [] if is_held_back else questions,
        "total": len(questions),
        "is_held_back": is_held_back,
        "right": sum(question.is_right for question in questions),
        "minutes": current.minutes_taken,
        "view": selectors.quiz_view(current.quiz, current.enrolment),
        "lesson_url": _lesson_url(request, current.enrolment, current.quiz_id),
    }
    return render(request, "assessments/result.html", context)
