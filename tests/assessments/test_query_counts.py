"""What a quiz screen asks the database does not grow with the questions: the same for 10 and for 200."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import Attempt, QuestionVersion, QuizActivity, Response, SingleChoiceQuestion
from assessments.services import submit_attempt
from courses.models import Enrolment
from people.models import User
from tests.assessments.conftest import answers_to, responses_of, url_of
from tests.courses.conftest import browser_of

FEW, MANY = 10, 200


def long_attempt(enrolment: Enrolment, quiz: QuizActivity, question: SingleChoiceQuestion, total: int) -> Attempt:
    """A running attempt of so many questions: all versions of one, which is quicker to make."""
    now, model = timezone.now(), question.current_version
    attempt = Attempt.objects.create(
        enrolment=enrolment,
        quiz=quiz,
        number=total,
        started_at=now,
        deadline=now + timedelta(minutes=10),
        pass_percent=50,
    )
    versions = QuestionVersion.objects.bulk_create(
        QuestionVersion(
            question=question, number=total * 10 + number, kind=model.kind, stem=f"{number}?", content=model.content
        )
        for number in range(total)
    )
    keys = [option["key"] for option in model.content["options"]]
    Response.objects.bulk_create(
        Response(attempt=attempt, position=position, version=version, layout=keys)
        for position, version in enumerate(versions, start=1)
    )
    return attempt


def test_every_screen_of_an_attempt(
    enrolment: Enrolment, quiz: QuizActivity, bank: list[SingleChoiceQuestion], learner: User
) -> None:
    browser = browser_of(learner)

    def counts(total: int) -> dict[str, int]:
        attempt = long_attempt(enrolment, quiz, bank[0], total)
        form = {f"q{position}": answer for position, answer in answers_to(attempt, right=total).items()}
        one = {"position": total, "answer": responses_of(attempt)[-1].layout[0], "sequence": 5}
        measured = {}
        for name, fields in {"attempt": None, "save_one": one, "save_all": form, "summary": None}.items():
            url = url_of(name, attempt)
            with CaptureQueriesContext(connection) as queries:
                assert (browser.get(url) if fields is None else browser.post(url, fields)).status_code in {200, 302}
            measured[name] = len(queries)
        submit_attempt(attempt_id=attempt.pk, acting_user=learner)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(url_of("result", attempt)).status_code == 200
        return measured | {"result": len(queries)}

    counts(1)
    few = counts(FEW)
    # Beside who is asking and the transaction: the attempt under lock, the question, one row written.
    assert few["save_one"] <= 9
    many = counts(MANY)
    # SQLite takes about a hundred rows in one statement.
    assert many.pop("save_all") - few.pop("save_all") <= 1
    assert few == many
