"""Keeping answers. What this says is saved, is saved (DESIGN promise 1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assessments.enums import SaveVerdict
from assessments.errors import AttemptClosed, UnknownAnswer
from assessments.kinds import kind_of
from assessments.models import Attempt, Response
from assessments.models.attempts import GRACE


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """What the server holds for a question after a save, and whether that is what was just sent."""

    verdict: SaveVerdict
    answer: str
    sequence: int
    flagged: bool


@dataclass(frozen=True, slots=True)
class SavedForm:
    """What became of a whole form: how many questions of the attempt are answered now, and which positions kept the
    answer they had, because a later one had come or because the question has no such option."""

    answered: int
    newer: list[int]
    unknown: list[int]


def _open_attempt(attempt_id: int) -> Attempt:
    """The attempt, locked so that it cannot be submitted while an answer is being kept."""
    attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt_id)
    if not attempt.is_open or timezone.now() > attempt.deadline + GRACE:
        raise AttemptClosed
    return attempt


@transaction.atomic
def save_answer(*, attempt_id: int, position: int, answer: str, sequence: int, flagged: bool) -> SavedAnswer:
    """Keep one answer, sent by the page as it is chosen. An empty answer takes the choice back.

    `sequence` is the page's count of changes of this question, starting above what the server last told it. One that is
    not above the stored count is late or from an older tab: nothing changes, and the reply carries what is kept. So 0
    only asks what is kept. Sending again what is kept already is no conflict.

    Raises:
        AttemptClosed: the attempt is submitted or its time is up.
        UnknownAnswer: the attempt has no such question, or the question has no such option.
    """
    attempt = _open_attempt(attempt_id)
    response = Response.objects.select_related("version").filter(attempt=attempt, position=position).first()
    if response is None:
        raise UnknownAnswer
    if not kind_of(response.version.kind).accepts(response.version.content, answer):
        raise UnknownAnswer
    if sequence <= response.sequence:
        # The same again, as a page sends whose reply was lost: it is kept, and that is what was asked for.
        is_same = (answer, flagged) == (response.answer, response.flagged)
        verdict = SaveVerdict.SAVED if is_same else SaveVerdict.STALE
        return SavedAnswer(verdict, response.answer, response.sequence, response.flagged)
    Response.objects.filter(pk=response.pk).update(
        answer=answer, sequence=sequence, flagged=flagged, saved_at=timezone.now()
    )
    return SavedAnswer(SaveVerdict.SAVED, answer, sequence, flagged)


@transaction.atomic
def save_answers(*, attempt_id: int, answers: Mapping[int, str], seen: Mapping[int, int] | None = None) -> SavedForm:
    """Keep the answers of the whole form, as sent by a page without scripts. Positions not named stay as they are.

    `seen` says by position which sequence the page was made with. Where a later answer was kept since (in another tab,
    on another device), that one stays. So does the kept answer where the question has no such option; whatever else
    the form holds is kept nevertheless.

    Raises:
        AttemptClosed: the attempt is submitted or its time is up; then nothing of the form is kept.
    """
    attempt = _open_attempt(attempt_id)
    responses = list(Response.objects.select_related("version").filter(attempt=attempt).order_by("position"))
    changed = [response for response in responses if answers.get(response.position, response.answer) != response.answer]
    newer = [response for response in changed if _is_newer(response, seen or {})]
    unknown = [response for response in changed if response not in newer and not _accepts(response, answers)]
    kept = [response for response in changed if response not in newer and response not in unknown]
    now = timezone.now()
    for response in kept:
        response.answer, response.saved_at, response.sequence = answers[response.position], now, response.sequence + 1
    Response.objects.bulk_update(kept, ["answer", "saved_at", "sequence"])
    return SavedForm(
        answered=sum(response.answer != "" for response in responses),
        newer=[response.position for response in newer],
        unknown=[response.position for response in unknown],
    )


def _is_newer(response: Response, seen: Mapping[int, int]) -> bool:
    return response.sequence > seen.get(response.position, response.sequence)


def _accepts(response: Response, answers: Mapping[int, str]) -> bool:
    return kind_of(response.version.kind).accepts(response.version.content, answers[response.position])
