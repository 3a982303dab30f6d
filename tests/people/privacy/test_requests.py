"""Requests about one's data: asked, answered, done or refused, each step written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone

from people.enums import DataRequestKind, DataRequestState, Role
from people.errors import DomainError, NotInScope
from people.models import AuditEntry, DataRequest, User
from people.services import privacy
from people.services.privacy import errors
from tests.people.conftest import Units, give_role

SEE, DELETE, CORRECT = DataRequestKind.SEE, DataRequestKind.DELETE, DataRequestKind.CORRECT
STEPS: dict[str, Callable[[DataRequest, User], Any]] = {
    "answer": lambda asked, who: privacy.answer_request(request=asked, answer="Đã nhận.", acting_user=who),
    "finish": lambda asked, who: privacy.finish_request(request=asked, acting_user=who),
    "refuse": lambda asked, who: privacy.refuse_request(request=asked, reason="Luật lưu trữ.", acting_user=who),
    "extend": lambda asked, who: privacy.extend_request(request=asked, days=5, reason="Nhiều tệp.", acting_user=who),
}


def ask(person: User, kind: DataRequestKind = SEE, text: str = "") -> DataRequest:
    """A request of one's own."""
    return privacy.ask_about_data(person=person, kind=kind, text=text, acting_user=person)


def actions(request: DataRequest) -> list[str]:
    """What the audit trail says of a request, the oldest first."""
    about = AuditEntry.objects.filter(subject_type="people.datarequest", subject_id=str(request.pk))
    return list(about.order_by("pk").values_list("action", flat=True))


def test_deadlines_count_from_the_day_in_the_ward(an: User) -> None:
    """Half past midnight on Tuesday here is still Monday in Greenwich."""
    moment = datetime(2026, 11, 24, 0, 30, tzinfo=ZoneInfo(settings.TIME_ZONE))
    with patch.object(timezone, "now", return_value=moment):
        asked = ask(an)
    assert asked.answer_by == date(2026, 11, 26)
    assert asked.finish_by == date(2026, 12, 4)
    assert asked.state == DataRequestState.ASKED
    assert actions(asked) == ["people.ask_about_data"]


def test_the_same_is_not_asked_twice_at_once(an: User, binh: User, officer: User) -> None:
    """Another kind, another person, and again once it is closed, are fine."""
    first = ask(an)
    with pytest.raises(errors.AskedAlready):
        ask(an)
    ask(an, DELETE)
    ask(binh)
    privacy.finish_request(request=first, acting_user=officer)
    assert ask(an) != first


@pytest.mark.parametrize("kind", [DataRequestKind.CORRECT, DataRequestKind.RESTRICT, DataRequestKind.OBJECT])
def test_what_is_meant_must_be_said(an: User, kind: DataRequestKind) -> None:
    with pytest.raises(errors.SayWhat):
        ask(an, kind, "  ")
    assert ask(an, kind, " Ngày sinh ").text == "Ngày sinh"


def test_nobody_asks_for_another(an: User, binh: User) -> None:
    with pytest.raises(PermissionError):
        privacy.ask_about_data(person=an, kind=SEE, text="", acting_user=binh)


def test_answered_then_done(an: User, officer: User) -> None:
    asked = ask(an)
    answered = privacy.answer_request(request=asked, answer=" Đang làm. ", acting_user=officer)
    assert (answered.state, answered.answer, answered.handled_by) == (DataRequestState.ANSWERED, "Đang làm.", officer)
    assert answered.finished_at is None
    done = privacy.finish_request(request=asked, answer="Đã xong.", acting_user=officer)
    assert done.state == DataRequestState.DONE
    assert done.answer == "Đang làm.\n\nĐã xong."
    assert done.answered_at == answered.answered_at
    assert done.finished_at >= done.answered_at
    assert actions(asked) == ["people.ask_about_data", "people.answer_data_request", "people.finish_data_request"]


def test_done_at_once_is_answered_too(an: User, officer: User) -> None:
    done = privacy.finish_request(request=ask(an), acting_user=officer)
    assert done.answered_at == done.finished_at


def test_answered_once_only(an: User, officer: User) -> None:
    asked = ask(an)
    privacy.answer_request(request=asked, answer="Đã nhận.", acting_user=officer)
    with pytest.raises(errors.AnsweredAlready):
        privacy.answer_request(request=asked, answer="Khác.", acting_user=officer)


def test_refused_with_a_reason_only(an: User, officer: User) -> None:
    asked = ask(an, DELETE)
    with pytest.raises(errors.ReasonRequired):
        privacy.refuse_request(request=asked, reason=" ", acting_user=officer)
    refused = privacy.refuse_request(request=asked, reason="Còn đang công tác.", acting_user=officer)
    assert (refused.state, refused.answer) == (DataRequestState.REFUSED, "Còn đang công tác.")
    assert refused.finished_at is not None


@pytest.mark.parametrize("step", STEPS)
def test_closed_requests_stay_as_they_were(an: User, officer: User, step: str) -> None:
    asked = ask(an)
    privacy.refuse_request(request=asked, reason="Vì luật.", acting_user=officer)
    with pytest.raises(errors.RequestClosed):
        STEPS[step](asked, officer)
    asked.refresh_from_db()
    assert asked.answer == "Vì luật."


@pytest.mark.parametrize("step", STEPS)
def test_only_those_who_keep_the_person_handle_the_request(
    an: User, stranger: User, units: Units, add_person: Callable[..., User], step: str
) -> None:
    """Human resources of another ward do not, an auditor changes nothing, and nobody else has a say."""
    auditor = give_role(add_person("thanh-tra"), Role.AUDITOR, units["phuong"])
    asked = ask(an)
    for other in (stranger, auditor, an):
        with pytest.raises(NotInScope):
            STEPS[step](asked, other)
    asked.refresh_from_db()
    assert asked.state == DataRequestState.ASKED
    assert actions(asked) == ["people.ask_about_data"]


def test_extended_once_and_no_further(an: User, officer: User) -> None:
    asked = ask(an)
    finish_by, answer_by = asked.finish_by, asked.answer_by
    for days in (0, -1, 16):
        with pytest.raises(errors.ExtendedTooFar):
            privacy.extend_request(request=asked, days=days, reason="Nhiều tệp.", acting_user=officer)
    with pytest.raises(errors.ReasonRequired):
        privacy.extend_request(request=asked, days=15, reason="", acting_user=officer)
    assert not privacy.was_extended(asked)
    longer = privacy.extend_request(request=asked, days=15, reason="Nhiều tệp.", acting_user=officer)
    assert (longer.finish_by - finish_by, longer.answer_by) == (timedelta(days=15), answer_by)
    assert longer.answer == "Nhiều tệp."
    assert privacy.was_extended(asked)
    with pytest.raises(errors.ExtendedAlready):
        privacy.extend_request(request=asked, days=1, reason="Nhiều tệp.", acting_user=officer)


def test_open_requests_are_those_of_ones_people_most_urgent_first(
    an: User, binh: User, officer: User, stranger: User
) -> None:
    late = ask(an, DataRequestKind.OBJECT, "Thư tin tức")
    soon = ask(binh)
    closed = ask(an)
    privacy.finish_request(request=closed, acting_user=officer)
    ask(stranger)
    assert list(privacy.open_requests(officer)) == [soon, late]
    assert not privacy.open_requests(an).exists()


def test_every_refusal_is_a_sentence(db: None) -> None:
    """Each error has words of its own for the person who asked."""
    kinds = [error for error in vars(errors).values() if isinstance(error, type) and issubclass(error, DomainError)]
    texts = {str(error()) for error in kinds}
    assert len(texts) == len(kinds) > 5
