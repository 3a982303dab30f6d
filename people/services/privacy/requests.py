"""What people ask of us about their data: asked → answered → done or refused, within the deadlines of the law.

Those who keep a person's record handle their requests (people.permissions.people_to_keep).
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from people.enums import OPEN_REQUEST_STATES, DataRequestKind, DataRequestState
from people.errors import NotInScope
from people.models import AuditEntry, DataRequest, User
from people.permissions import people_to_keep
from people.services.audit import log
from people.services.privacy.deadlines import MOST_EXTENSION_DAYS, deadlines
from people.services.privacy.errors import (
    AnsweredAlready,
    AskedAlready,
    ExtendedAlready,
    ExtendedTooFar,
    ReasonRequired,
    RequestClosed,
    SayWhat,
)

# Nobody can see to these without knowing what is meant.
KINDS_WITH_TEXT = frozenset({DataRequestKind.CORRECT, DataRequestKind.RESTRICT, DataRequestKind.OBJECT})
EXTENDED = "people.extend_data_request"


def open_requests(viewer: User) -> QuerySet[DataRequest]:
    """Requests still to be seen to, of the people the viewer keeps; what is due first comes first."""
    of_theirs = DataRequest.objects.filter(person__in=people_to_keep(viewer).values("pk"))
    found = of_theirs.filter(state__in=sorted(OPEN_REQUEST_STATES))
    return found.select_related("person", "handled_by").order_by("finish_by", "answer_by", "pk")


@transaction.atomic
def ask_about_data(*, person: User, kind: DataRequestKind, text: str, acting_user: User) -> DataRequest:
    """Take down a request. Its deadlines count from today, by the ward's calendar.

    Raises:
        AskedAlready: an open request of the kind is there.
        SayWhat: a request to correct, restrict or object does not say what.
        PermissionError: somebody asks for another person.
    """
    if person.pk != acting_user.pk:
        raise PermissionError("people ask about their own data")
    text = text.strip()
    if kind in KINDS_WITH_TEXT and not text:
        raise SayWhat
    User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if DataRequest.objects.filter(person=person, kind=kind, state__in=sorted(OPEN_REQUEST_STATES)).exists():
        raise AskedAlready
    now = timezone.now()
    answer_by, finish_by = deadlines(kind, timezone.localdate(now))
    request = DataRequest.objects.create(
        person=person, kind=kind, text=text, asked_at=now, answer_by=answer_by, finish_by=finish_by
    )
    log(acting_user, "people.ask_about_data", request, kind=kind, answer_by=answer_by, finish_by=finish_by)
    return request


@transaction.atomic
def answer_request(*, request: DataRequest, answer: str, acting_user: User) -> DataRequest:
    """Tell the person that the request was received and what will be done.

    Raises:
        AnsweredAlready: it was; only its end is left.
        RequestClosed, NotInScope: see `_open`.
    """
    request = _open(request, acting_user)
    if request.state == DataRequestState.ANSWERED:
        raise AnsweredAlready
    request.answer = answer.strip()
    return _move(request, DataRequestState.ANSWERED, acting_user, "people.answer_data_request")


@transaction.atomic
def finish_request(*, request: DataRequest, acting_user: User, answer: str = "") -> DataRequest:
    """Say that what was asked for is done. A request that was not answered yet is answered by this.

    Raises:
        RequestClosed, NotInScope: see `_open`.
    """
    request = _open(request, acting_user)
    _add_to_answer(request, answer)
    return _move(request, DataRequestState.DONE, acting_user, "people.finish_data_request")


@transaction.atomic
def refuse_request(*, request: DataRequest, reason: str, acting_user: User) -> DataRequest:
    """Refuse what was asked for, with the reason the person will read.

    Raises:
        ReasonRequired: there is none.
        RequestClosed, NotInScope: see `_open`.
    """
    if not reason.strip():
        raise ReasonRequired
    request = _open(request, acting_user)
    _add_to_answer(request, reason)
    return _move(request, DataRequestState.REFUSED, acting_user, "people.refuse_data_request")


@transaction.atomic
def extend_request(*, request: DataRequest, days: int, reason: str, acting_user: User) -> DataRequest:
    """Take up to 15 more days to finish, once, with the reason the person will read. The time to answer stays.

    Raises:
        ExtendedTooFar: not 1 to 15 days.
        ReasonRequired: no reason.
        ExtendedAlready: the second time.
        RequestClosed, NotInScope: see `_open`.
    """
    if not 1 <= days <= MOST_EXTENSION_DAYS:
        raise ExtendedTooFar
    if not reason.strip():
        raise ReasonRequired
    request = _open(request, acting_user)
    if was_extended(request):
        raise ExtendedAlready
    request.finish_by += timedelta(days=days)
    request.handled_by = acting_user
    _add_to_answer(request, reason)
    request.save(update_fields=["finish_by", "handled_by", "answer"])
    log(acting_user, EXTENDED, request, days=days, finish_by=request.finish_by)
    return request


def was_extended(request: DataRequest) -> bool:
    """Whether the time to finish was extended. The audit trail knows."""
    about = AuditEntry.objects.filter(subject_type=request._meta.label_lower, subject_id=str(request.pk))
    return about.filter(action=EXTENDED).exists()


def _open(request: DataRequest, acting_user: User) -> DataRequest:
    """The request as it stands now, locked.

    Raises:
        NotInScope: its person's record is not the acting user's to keep.
        RequestClosed: it is done or refused.
    """
    request = DataRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if not people_to_keep(acting_user).filter(pk=request.person_id).exists():
        raise NotInScope
    if request.state not in OPEN_REQUEST_STATES:
        raise RequestClosed
    return request


def _add_to_answer(request: DataRequest, text: str) -> None:
    """What the person reads grows; what they were told before stays."""
    request.answer = "\n\n".join(filter(None, (request.answer, text.strip())))


def _move(request: DataRequest, state: DataRequestState, acting_user: User, action: str) -> DataRequest:
    now = timezone.now()
    request.state = state
    request.handled_by = acting_user
    request.answered_at = request.answered_at or now
    if state not in OPEN_REQUEST_STATES:
        request.finished_at = now
    request.save(update_fields=["state", "handled_by", "answered_at", "finished_at", "answer"])
    log(acting_user, action, request, kind=request.kind)
    return request
