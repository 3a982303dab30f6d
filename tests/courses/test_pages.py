"""Course screens as visitors, learners and editors meet them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from assessments.models import QuizActivity
from cms.models import HomePage
from courses.models import Course, CourseCatalogPage, Enrolment, Lesson, LessonVisit
from courses.services import enrol, mark_lesson_read
from people.models import User
from tests.courses.conftest import MakeCourse, add_lesson, browser_of, lessons_of, section_of, text


@pytest.fixture
def quiz(db: None) -> QuizActivity:
    """A quiz of twenty questions."""
    return QuizActivity.objects.create(title="Bài kiểm tra cuối khóa", question_count=20, minutes=30)


def html_of(person: User | None, url: str) -> str:
    """What the browser of that person shows."""
    response = browser_of(person).get(url)
    assert response.status_code == 200, response
    return str(response.content.decode())


def forms_to(html: str, url: str) -> list[str]:
    """Forms of a page that are sent there."""
    return re.findall(rf'<form[^>]*method="post"[^>]*action="{re.escape(url)}"', html)


def enrol_url(course: Course) -> str:
    return reverse("courses:enrol", args=[course.pk])


def mark_url(enrolment: Enrolment, lesson: Lesson) -> str:
    return reverse("courses:mark_read", args=[enrolment.pk, lesson.pk])


def test_a_visitor_sees_the_outline_and_is_asked_to_sign_in(course: Course) -> None:
    html = html_of(None, course.url)
    assert f"{reverse('people:login')}?next={course.url}" in html
    assert not forms_to(html, enrol_url(course))
    assert "Bài 2" in html
    assert lessons_of(course)[1].url not in html, "a link that leads to the sign-in page is no outline"


def test_someone_signed_in_may_enrol_and_lands_in_the_first_lesson(course: Course, learner: User) -> None:
    assert forms_to(html_of(learner, course.url), enrol_url(course))
    browser = browser_of(learner)
    response = browser.post(enrol_url(course))
    assert response.url == lessons_of(course)[0].url
    assert browser.get(response.url).status_code == 200
    assert browser.get(enrol_url(course)).status_code == 405, "no link or picture may enrol anybody"


def test_a_visitor_cannot_enrol(course: Course) -> None:
    assert reverse("people:login") in browser_of(None).post(enrol_url(course)).url
    assert not Enrolment.objects.exists()


def test_a_course_without_lessons_offers_no_button_and_says_so_when_asked(
    make_course: MakeCourse, learner: User
) -> None:
    course = make_course(bodies=0)
    assert not forms_to(html_of(learner, course.url), enrol_url(course))
    response = browser_of(learner).post(enrol_url(course), follow=True)
    assert [message.level_tag for message in get_messages(response.wsgi_request)] == ["error"]


def test_an_unpublished_course_takes_nobody(make_course: MakeCourse, learner: User) -> None:
    course = make_course("nhap", live=False)
    assert browser_of(learner).post(enrol_url(course)).status_code == 404


def test_the_course_page_of_a_learner(enrolment: Enrolment, course: Course, learner: User) -> None:
    first, second, third = lessons_of(course)
    mark_lesson_read(enrolment_id=enrolment.pk, lesson_id=first.pk, acting_user=learner)
    page = browser_of(learner).get(course.url)
    assert page.context["next_lesson"].lesson_id == second.pk
    html = page.content.decode()
    assert re.search(r'<progress[^>]*max="3"[^>]*value="1"', html)
    assert re.search(rf'href="{second.url}"[^>]*aria-current="step"', html)
    assert third.url in html
    assert not forms_to(html, enrol_url(course))


def test_a_completed_course_says_when_and_stays_open(enrolment: Enrolment, course: Course, learner: User) -> None:
    for lesson in lessons_of(course):
        mark_lesson_read(enrolment_id=enrolment.pk, lesson_id=lesson.pk, acting_user=learner)
    html = html_of(learner, course.url)
    assert f"{timezone.localdate():%d/%m/%Y}" in html
    assert not forms_to(html, enrol_url(course))
    assert browser_of(learner).get(lessons_of(course)[0].url).status_code == 200


def test_what_counts_as_complete_names_the_activities_of_the_edition(
    make_course: MakeCourse, quiz: QuizActivity, learner: User
) -> None:
    course = make_course(bodies=[[text()], [("activity", quiz)]])
    html = html_of(None, course.url)
    assert quiz.title in html
    assert quiz.conditions_line() in html


def test_lessons_are_for_those_who_enrolled(course: Course, learner: User) -> None:
    lesson = lessons_of(course)[0]
    assert browser_of(None).get(lesson.url).url == f"{reverse('people:login')}?next={lesson.url}"

    response = browser_of(learner).get(lesson.url, follow=True)

    assert response.redirect_chain == [(course.url, 302)]
    assert [message.level_tag for message in get_messages(response.wsgi_request)] == ["info"]


def test_reading_a_lesson_is_recorded_and_leads_on(enrolment: Enrolment, course: Course, learner: User) -> None:
    first, second, third = lessons_of(course)
    browser = browser_of(learner)
    page = browser.get(first.url)
    assert LessonVisit.objects.get().read_at is None
    assert Enrolment.objects.get().last_lesson == first
    assert forms_to(page.content.decode(), mark_url(enrolment, first))

    assert browser.post(mark_url(enrolment, first)).url == second.url
    assert not forms_to(browser.get(first.url).content.decode(), mark_url(enrolment, first))
    assert browser.get(reverse("courses:continue", args=[enrolment.pk])).url == second.url

    assert browser.post(mark_url(enrolment, third)).url == course.url, "nothing follows the last lesson"
    assert browser.post(mark_url(enrolment, second)).url == course.url, "that was all, wherever it stands"
    assert browser.get(reverse("courses:continue", args=[enrolment.pk])).url == course.url


def test_nobody_marks_for_somebody_else(enrolment: Enrolment, course: Course, administrator: User) -> None:
    browser = browser_of(administrator)
    assert browser.post(mark_url(enrolment, lessons_of(course)[0])).status_code == 404
    assert browser.get(reverse("courses:continue", args=[enrolment.pk])).status_code == 404
    assert not LessonVisit.objects.exists()


def test_a_lesson_with_a_quiz_leads_to_it_and_is_not_marked_by_hand(
    make_course: MakeCourse, quiz: QuizActivity, learner: User
) -> None:
    course = make_course(bodies=[[text(), ("activity", quiz)]])
    enrolment = enrol(person=learner, course=course, acting_user=learner)
    lesson = lessons_of(course)[0]
    html = html_of(learner, lesson.url)
    assert quiz.address(enrolment.pk) in html
    assert quiz.facts_line() in html
    assert not forms_to(html, mark_url(enrolment, lesson))


def test_an_activity_added_later_does_not_count_and_one_taken_out_is_still_reachable(
    make_course: MakeCourse, quiz: QuizActivity, learner: User
) -> None:
    course = make_course(bodies=[[text(), ("activity", quiz)]])
    enrolment = enrol(person=learner, course=course, acting_user=learner)
    added = QuizActivity.objects.create(title="Bài thêm")
    lesson = lessons_of(course)[0]
    lesson.body = [text(), ("activity", added)]
    lesson.save_revision().publish()

    html = html_of(learner, lesson.url)

    assert quiz.address(enrolment.pk) in html
    assert added.title in html
    assert added.address(enrolment.pk) not in html


def test_a_lesson_of_a_later_edition_is_readable_but_not_recorded(
    enrolment: Enrolment, course: Course, learner: User
) -> None:
    late = add_lesson(section_of(course), slug="moi")
    late.save_revision().publish()
    page = browser_of(learner).get(late.url)
    assert page.status_code == 200
    assert page.context["in_edition"] is False
    assert not LessonVisit.objects.exists()
    response = browser_of(learner).post(mark_url(enrolment, late), follow=True)
    assert response.redirect_chain[0][0] == course.url
    assert [message.level_tag for message in get_messages(response.wsgi_request)] == ["error"]


def test_an_editor_reads_without_being_recorded(course: Course, quiz: QuizActivity, administrator: User) -> None:
    lesson = lessons_of(course)[0]
    lesson.body = [text(), ("activity", quiz)]
    lesson.save_revision().publish()
    html = html_of(administrator, lesson.url)
    assert quiz.title in html
    assert "/bai-kiem-tra/" not in html
    assert not Enrolment.objects.exists()
    assert reverse("wagtailadmin_pages:edit", args=[course.pk]) in html_of(administrator, course.url)


def test_the_next_and_the_previous_lesson_are_linked(enrolment: Enrolment, course: Course, learner: User) -> None:
    first, second, third = lessons_of(course)
    foot = re.search(r'<nav class="foot".*?</nav>', html_of(learner, second.url), re.DOTALL)
    assert foot is not None
    assert first.url in foot[0]
    assert mark_url(enrolment, second) in foot[0]
    assert third.url not in foot[0], "reading on is the button that records"


def test_a_lesson_works_without_scripts(enrolment: Enrolment, course: Course, learner: User) -> None:
    html = html_of(learner, lessons_of(course)[0].url)
    contents = re.search(r'<a[^>]*data-open="contents"[^>]*>', html)
    assert contents is not None
    assert f'href="{course.url}' in contents[0]


def test_a_section_is_shown_by_its_course(course: Course) -> None:
    assert browser_of(None).get(section_of(course).url).url == course.url


def test_the_catalogue_lists_published_courses_with_my_state(
    make_course: MakeCourse, catalogue: CourseCatalogPage, learner: User
) -> None:
    mine, other = make_course("a-hoc", bodies=2), make_course("b-khac", bodies=1)
    make_course("c-nhap", live=False)
    add_lesson(section_of(other), live=False)
    enrolment = enrol(person=learner, course=mine, acting_user=learner)

    rows = browser_of(learner).get(catalogue.url).context["rows"]
    assert [(course.slug, course.lesson_count, mine) for course, mine in rows] == [
        ("a-hoc", 2, enrolment),
        ("b-khac", 1, None),
    ]
    assert [mine for _, mine in browser_of(None).get(catalogue.url).context["rows"]] == [None, None]


def test_the_home_page_shows_a_course(home: HomePage, make_course: MakeCourse) -> None:
    make_course(bodies=3)
    page = html_of(None, home.url)
    assert "3 bài" in page
    assert "30 phút" in page


def test_an_empty_catalogue_offers_something_else(catalogue: CourseCatalogPage) -> None:
    assert 'class="empty"' in html_of(None, catalogue.url)


def test_my_learning_greets_by_name_and_is_mine_alone(enrolment: Enrolment, course: Course, learner: User) -> None:
    html = html_of(learner, reverse("courses:my_learning"))
    assert "Nguyễn Thị Phượng" in html
    assert course.title in html
    stranger = User.objects.create(username="khach", first_name="An", last_name="Lê")
    assert course.title not in html_of(stranger, reverse("courses:my_learning"))
    assert reverse("people:login") in browser_of(None).get(reverse("courses:my_learning")).url


def preview(page: Course | Lesson, editor: User) -> Any:
    """What the editor sees of a draft."""
    cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in browser_of(editor).cookies.items())
    return page.make_preview_request(original_request=RequestFactory().get("/", headers={"Cookie": cookies}))


@pytest.mark.parametrize("kind", [Course, Lesson])
def test_a_draft_is_previewed_without_being_learned(
    kind: type[Course | Lesson], course: Course, administrator: User
) -> None:
    enrol(person=administrator, course=course, acting_user=administrator)
    page = kind.objects.descendant_of(course, inclusive=True).first()
    page.title = "Bản nháp đang sửa"

    response = preview(page, administrator)

    assert response.status_code == 200
    assert "Bản nháp đang sửa" in response.content.decode()
    assert not LessonVisit.objects.exists()


def test_a_course_that_is_being_created_can_be_previewed(catalogue: CourseCatalogPage, administrator: User) -> None:
    draft = Course(title="Khóa mới", slug="khoa-moi")
    catalogue_path = CourseCatalogPage.objects.get(pk=catalogue.pk).path
    draft.path, draft.depth = f"{catalogue_path}0001", catalogue.depth + 1
    draft.set_url_path(catalogue)

    response = preview(draft, administrator)

    assert response.status_code == 200
    assert "Khóa mới" in response.content.decode()
