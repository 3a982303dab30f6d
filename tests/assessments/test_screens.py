"""Quiz screens: the way without scripts, what the page's requests are told, and who may open what."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.enums import AttemptState
from assessments.models import Attempt, QuizActivity, SingleChoiceQuestion
from assessments.services import save_answer, save_answers, submit_attempt
from courses.enums import EnrolmentState
from courses.models import Enrolment
from outreach.models import LegalDocument, LegalLibraryPage, Provision
from people.models import User
from tests.assessments.conftest import (
    Clock,
    MakeEnrolment,
    MakeQuestion,
    MakeQuiz,
    answer_to,
    answers_to,
    begin,
    now_in_database,
    responses_of,
    url_of,
)
from tests.courses.conftest import MakePerson, browser_of

SCREENS = ["attempt", "summary", "result"]
ACTIONS = ["save_one", "save_all", "submit"]


def start_url(enrolment: Enrolment, quiz: QuizActivity) -> str:
    return reverse("assessments:start", args=[enrolment.pk, quiz.pk])


def html_of(response: HttpResponse) -> str:
    """The words and tags, with white space as a browser sees it."""
    assert response.status_code == 200, response
    return " ".join(response.content.decode().split())


def test_a_whole_quiz_without_scripts(
    enrolment: Enrolment, quiz: QuizActivity, learner: User, bank: list[SingleChoiceQuestion]
) -> None:
    browser = browser_of(learner)
    assert start_url(enrolment, quiz) in html_of(browser.get(quiz.address(enrolment.pk)))

    opened = browser.post(start_url(enrolment, quiz), follow=True)
    attempt = Attempt.objects.get()
    assert opened.redirect_chain == [(url_of("attempt", attempt), 302)]
    page = html_of(opened)
    assert [page.count(f'name="q{position}"') for position in range(1, 6)] == [4, 4, 4, 4, 0]
    assert f'action="{url_of("save_all", attempt)}"' in page

    fields = {f"q{position}": answer for position, answer in answers_to(attempt, right=2).items() if position != 4}
    summary = html_of(browser.post(url_of("save_all", attempt), fields, follow=True))
    assert "3 trên 4 câu" in summary
    assert f"{url_of('attempt', attempt)}#cau-4" in summary
    assert f'action="{url_of("submit", attempt)}"' in summary

    result = browser.post(url_of("submit", attempt), follow=True)
    assert result.redirect_chain == [(url_of("result", attempt), 302)]
    assert now_in_database(attempt).score == 50
    assert Enrolment.objects.get().state == EnrolmentState.COMPLETED


def test_a_reload_shows_the_saved_answers_in_the_same_order(attempt: Attempt, learner: User) -> None:
    browser = browser_of(learner)
    chosen = responses_of(attempt)[1].layout[2]
    save_answer(attempt_id=attempt.pk, position=2, answer=chosen, sequence=1, flagged=True)
    first, second = (html_of(browser.get(url_of("attempt", attempt))) for _ in range(2))
    assert re.findall(r'name="q(\d)" value="(\w+)" checked', first) == [("2", chosen)]
    offered = re.findall(r'name="q\d" value="\w+"', first)
    assert offered == [
        f'name="q{response.position}" value="{key}"' for response in responses_of(attempt) for key in response.layout
    ]
    assert offered == re.findall(r'name="q\d" value="\w+"', second)
    assert re.findall(r'data-sequence="(\d)" data-flagged="(\d)"', first)[1] == ("1", "1")


@pytest.fixture
def send(attempt: Attempt, learner: User) -> Any:
    """Send one answer as the page does; returns status and reply."""
    browser = browser_of(learner)

    def post(**fields: Any) -> tuple[int, dict[str, Any]]:
        reply = browser.post(url_of("save_one", attempt), fields)
        return reply.status_code, reply.json()

    return post


def test_a_saved_answer_is_told_with_the_time_left(attempt: Attempt, clock: Clock, send: Any) -> None:
    clock.advance(minutes=4, seconds=0.5)
    right = answer_to(responses_of(attempt)[0])
    status, reply = send(position=1, answer=right, sequence=1, flagged="on")
    assert status == 200
    assert reply == {"verdict": "saved", "answer": right, "sequence": 1, "flagged": True, "seconds_left": 359}


def test_a_late_answer_is_told_what_is_kept(attempt: Attempt, send: Any) -> None:
    right, wrong = (answer_to(responses_of(attempt)[0], right=wanted) for wanted in (True, False))
    send(position=1, answer=right, sequence=2)
    status, reply = send(position=1, answer=wrong, sequence=1)
    assert status == 409
    assert (reply["verdict"], reply["answer"], reply["sequence"]) == ("stale", right, 2)
    status, reply = send(position=1, answer="", sequence=0)
    assert (status, reply["answer"]) == (200, right), "asking is no conflict"


@pytest.mark.parametrize(
    "fields",
    [
        {"position": 1, "answer": "không có", "sequence": 1},
        {"position": 9, "answer": "", "sequence": 1},
        {"position": "x", "answer": "", "sequence": 1},
        {"position": 1, "answer": "", "sequence": -1},
        {"position": 1, "answer": "x" * 201, "sequence": 1},
        {"position": 1, "answer": "\0", "sequence": 1},
        {},
    ],
)
def test_what_makes_no_sense_is_refused(attempt: Attempt, send: Any, fields: dict[str, Any]) -> None:
    status, reply = send(**fields)
    assert status == 400
    assert reply["error"]
    assert [response.sequence for response in responses_of(attempt)] == [0, 0, 0, 0]


def test_a_closed_attempt_tells_where_its_result_is(attempt: Attempt, learner: User, send: Any) -> None:
    submit_attempt(attempt_id=attempt.pk, acting_user=learner)
    status, reply = send(position=1, answer="", sequence=1)
    assert (status, reply["verdict"], reply["url"]) == (410, "closed", url_of("result", attempt))


def test_only_what_belongs_to_the_state_is_shown(attempt: Attempt, learner: User) -> None:
    browser = browser_of(learner)
    assert browser.get(url_of("result", attempt)).url == url_of("attempt", attempt)
    browser.post(url_of("submit", attempt))
    for name in ("attempt", "summary"):
        assert browser.get(url_of(name, attempt)).url == url_of("result", attempt)
    assert browser.post(url_of("save_all", attempt), {"q1": ""}).url == url_of("result", attempt)
    assert browser.post(url_of("submit", attempt)).url == url_of("result", attempt)


@pytest.mark.parametrize("name", SCREENS + ACTIONS)
def test_nobody_opens_the_attempt_of_somebody_else(attempt: Attempt, make_person: MakePerson, name: str) -> None:
    stranger = browser_of(make_person("khac", is_superuser=True, is_staff=True))
    ask = stranger.post if name in ACTIONS else stranger.get
    assert ask(url_of(name, attempt)).status_code == 404
    assert now_in_database(attempt).state == AttemptState.IN_PROGRESS


def test_nobody_starts_in_the_enrolment_of_somebody_else(
    enrolment: Enrolment, quiz: QuizActivity, make_person: MakePerson
) -> None:
    stranger = browser_of(make_person("khac"))
    assert stranger.get(quiz.address(enrolment.pk)).status_code == 404
    assert stranger.post(start_url(enrolment, quiz)).status_code == 404
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("name", SCREENS + ACTIONS)
def test_visitors_are_asked_to_sign_in(attempt: Attempt, name: str) -> None:
    ask = Client().post if name in ACTIONS else Client().get
    assert reverse("people:login") in ask(url_of(name, attempt)).url


def test_links_and_pictures_change_nothing(enrolment: Enrolment, attempt: Attempt, learner: User) -> None:
    """Only a form of ours starts, saves or submits: not GET, and not a POST without the form's token."""
    addresses = [start_url(enrolment, attempt.quiz), *(url_of(name, attempt) for name in ACTIONS)]
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(learner)
    assert [strict.get(address).status_code for address in addresses] == [405] * 4
    assert [strict.post(address).status_code for address in addresses] == [403] * 4


def test_screens_of_an_attempt_are_never_cached(attempt: Attempt, learner: User) -> None:
    for name in ("attempt", "summary"):
        assert "no-store" in browser_of(learner).get(url_of(name, attempt))["Cache-Control"]


def test_a_quiz_of_another_course_is_not_found(
    enrolment: Enrolment, learner: User, make_quiz: MakeQuiz, bank: list[SingleChoiceQuestion]
) -> None:
    assert browser_of(learner).get(make_quiz().address(enrolment.pk)).status_code == 404


def test_who_left_the_course_finds_no_quiz(enrolment: Enrolment, quiz: QuizActivity, learner: User) -> None:
    Enrolment.objects.update(state=EnrolmentState.WITHDRAWN)
    assert browser_of(learner).get(quiz.address(enrolment.pk)).status_code == 404


def test_a_running_attempt_is_offered_and_not_a_new_one(
    enrolment: Enrolment, quiz: QuizActivity, attempt: Attempt, learner: User
) -> None:
    page = html_of(browser_of(learner).get(quiz.address(enrolment.pk)))
    assert f'href="{url_of("attempt", attempt)}"' in page
    assert start_url(enrolment, quiz) not in page


def test_used_up_attempts_are_said_and_refused(
    make_quiz: MakeQuiz, make_enrolment: MakeEnrolment, bank: list[SingleChoiceQuestion], learner: User
) -> None:
    quiz = make_quiz(attempts_allowed=1)
    enrolment = make_enrolment(quiz)
    attempt = begin(enrolment, quiz)
    browser = browser_of(learner)
    browser.post(url_of("submit", attempt))
    page = html_of(browser.get(quiz.address(enrolment.pk)))
    assert "hết số lượt" in page
    assert start_url(enrolment, quiz) not in page
    assert url_of("result", attempt) in page
    assert "hết số lượt" in html_of(browser.get(url_of("result", attempt)))
    refused = browser.post(start_url(enrolment, quiz), follow=True)
    assert refused.redirect_chain == [(quiz.address(enrolment.pk), 302)]
    assert Attempt.objects.count() == 1


def test_a_quiz_that_is_not_ready_says_so(make_quiz: MakeQuiz, make_enrolment: MakeEnrolment, learner: User) -> None:
    quiz = make_quiz()
    enrolment = make_enrolment(quiz)
    assert "chưa sẵn sàng" in html_of(browser_of(learner).post(start_url(enrolment, quiz), follow=True))


@pytest.mark.parametrize("name", ["attempt", "summary", "result"])
def test_looking_after_the_time_shows_the_result(attempt: Attempt, learner: User, clock: Clock, name: str) -> None:
    save_answers(attempt_id=attempt.pk, answers=answers_to(attempt, right=3))
    clock.advance(minutes=11)
    page = browser_of(learner).get(url_of(name, attempt), follow=True)
    assert "Đã hết giờ" in html_of(page)
    assert page.context["attempt"].score == 75


def test_when_time_is_up_the_page_sends_along_what_was_not_saved(attempt: Attempt, learner: User, clock: Clock) -> None:
    answers = answers_to(attempt, right=4)
    clock.advance(minutes=10, seconds=5)
    browser_of(learner).post(url_of("submit", attempt), {"q1": answers[1], "q2": answers[2]})
    assert now_in_database(attempt).score == 50


def test_what_is_sent_along_too_late_or_wrong_does_not_stop_the_submission(
    attempt: Attempt, learner: User, clock: Clock
) -> None:
    save_answers(attempt_id=attempt.pk, answers={1: answer_to(responses_of(attempt)[0])})
    browser_of(learner).post(url_of("submit", attempt), {"q1": "không có"})
    assert now_in_database(attempt).score == 25
    clock.advance(minutes=1)
    browser_of(learner).post(url_of("submit", attempt), {"q2": answer_to(responses_of(attempt)[1])})
    assert now_in_database(attempt).score == 25


def test_a_form_from_an_old_tab_says_which_answers_stayed(attempt: Attempt, learner: User) -> None:
    answers = answers_to(attempt, right=4)
    browser = browser_of(learner)
    page = html_of(browser.get(url_of("attempt", attempt)))
    form = dict(re.findall(r'name="(s\d+)" value="(\d+)"', page)) | {"q1": answers[1], "q2": "không có"}
    save_answers(attempt_id=attempt.pk, answers={1: answer_to(responses_of(attempt)[0], right=False)})
    summary = html_of(browser.post(url_of("save_all", attempt), form, follow=True))
    assert "trả lời mới hơn" in summary
    assert "Không có phương án này" in summary
    assert responses_of(attempt)[0].answer != answers[1]


def test_a_review_waits_while_its_questions_are_asked_again(
    make_enrolment: MakeEnrolment, make_quiz: MakeQuiz, attempt: Attempt, learner: User, clock: Clock
) -> None:
    submit_attempt(attempt_id=attempt.pk, acting_user=learner)
    browser = browser_of(learner)
    stem = responses_of(attempt)[0].version.stem
    assert stem in html_of(browser.get(url_of("result", attempt)))
    practice = make_quiz(title="Luyện tập", question_count=6)
    running = begin(make_enrolment(practice), practice)
    page = html_of(browser.get(url_of("result", attempt)))
    assert stem not in page
    assert "Đáp án" in page
    clock.now = running.deadline
    clock.advance(seconds=21)
    assert stem in html_of(browser.get(url_of("result", attempt)))


@pytest.fixture
def provision(home: Any) -> Provision:
    """Article 1 of a published resolution."""
    library = home.add_child(instance=LegalLibraryPage(title="Văn bản", slug="van-ban"))
    document = library.add_child(instance=LegalDocument(title="Nghị quyết 1", slug="nghi-quyet-1", short_title="NQ 1"))
    return Provision.objects.create(
        document=document, position=0, level="dieu", number="1", anchor="dieu-1", citation="Điều 1"
    )


@pytest.mark.parametrize("is_live", [True, False])
def test_result_shows_wrong_answers_first_with_explanation_and_basis(
    make_question: MakeQuestion,
    make_quiz: MakeQuiz,
    make_enrolment: MakeEnrolment,
    learner: User,
    provision: Provision,
    is_live: bool,
) -> None:
    for number in range(3):
        make_question(f"Câu {number}?", explanation=f"Vì lẽ {number}.", basis=provision)
    make_question("Câu 3?", explanation="Vì lẽ 3.", basis_note="Quy chế phường")
    quiz = make_quiz()
    attempt = begin(make_enrolment(quiz), quiz)
    answers = answers_to(attempt, right=2)
    del answers[4]
    save_answers(attempt_id=attempt.pk, answers=answers)
    submit_attempt(attempt_id=attempt.pk, acting_user=learner)
    if not is_live:
        provision.document.unpublish()

    page = html_of(browser_of(learner).get(url_of("result", attempt)))
    assert re.findall(r'<h3 id="cau-(\d)"', page) == ["3", "4", "1", "2"]
    assert page.index("Chưa trả lời") < page.index("Anh chị chọn, đúng")
    assert all(f"Vì lẽ {number}." in page for number in range(4))
    assert "Quy chế phường" in page
    linked = page.count(f'class="law" href="{provision.url}"')
    assert linked == (3 if is_live else 0)
    assert page.count(provision.full_citation) == 3, "the basis is said in words when there is nowhere to lead"
