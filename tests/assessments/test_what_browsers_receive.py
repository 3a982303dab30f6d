"""Promise 4: nothing the browser receives during a live attempt depends on what is right, or says why."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from assessments.models import Attempt, QuestionVersion
from people.models import User
from tests.assessments.conftest import Clock, MakeEnrolment, MakeQuestion, MakeQuiz, begin, responses_of, url_of
from tests.courses.conftest import browser_of

SECRETS = ("Lời giải mật", "Căn cứ mật")
TELLING_WORDS = ("correct", "fraction", "explanation", "weight", "score", "passed", "difficulty")


@pytest.fixture
def guarded(make_question: MakeQuestion, make_quiz: MakeQuiz, make_enrolment: MakeEnrolment, clock: Clock) -> Attempt:
    """A running attempt whose questions have explanations and bases one would notice."""
    for number in range(4):
        make_question(f"Câu {number}?", right="A", explanation=SECRETS[0], basis_note=SECRETS[1])
    quiz = make_quiz()
    return begin(make_enrolment(quiz), quiz)


def received(browser: Client, attempt: Attempt) -> str:
    """Everything the server sends in the course of a live attempt, without what differs with every request."""
    texts = [browser.get(url_of(name, attempt)).content.decode() for name in ("attempt", "summary")]
    for response in responses_of(attempt):
        for sequence in (1, 2, 0):
            fields: dict[str, Any] = {"position": response.position, "answer": response.layout[0]}
            texts.append(browser.post(url_of("save_one", attempt), fields | {"sequence": sequence}).content.decode())
    fields = {f"q{response.position}": response.layout[1] for response in responses_of(attempt)}
    texts.append(browser.post(url_of("save_all", attempt), fields, follow=True).content.decode())
    texts.append(browser.get(url_of("attempt", attempt)).content.decode())
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", "\n".join(texts))


def forget_answers(attempt: Attempt) -> None:
    """As it was before anything was answered."""
    attempt.responses.update(answer="", sequence=0, saved_at=None)


def test_all_of_it_stays_the_same_when_another_option_is_right(guarded: Attempt, learner: User) -> None:
    """Which option is right, explanation and basis are changed behind the page's back: nothing it receives is."""
    browser = browser_of(learner)
    browser.get(url_of("attempt", guarded))
    before = received(browser, guarded)
    forget_answers(guarded)
    for version in QuestionVersion.objects.all():
        for option in version.content["options"]:
            option["correct"] = not option["correct"]
        version.explanation, version.basis_text = "Khác", "Khác"
        version.save()
    assert received(browser, guarded) == before


def test_no_word_of_it_tells(guarded: Attempt, learner: User) -> None:
    everything = received(browser_of(learner), guarded)
    assert "Câu 0?" in everything
    assert [word for word in (*SECRETS, *TELLING_WORDS) if word in everything] == []


def test_a_reply_holds_nothing_but_what_is_kept(guarded: Attempt, learner: User) -> None:
    reply = browser_of(learner).post(url_of("save_one", guarded), {"position": 1, "answer": "", "sequence": 1}).json()
    assert set(reply) == {"verdict", "answer", "sequence", "flagged", "seconds_left"}
