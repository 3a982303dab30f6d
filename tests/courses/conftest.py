"""A small site with a catalogue, and builders for courses, activities and people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page, Site

from cms.models import HomePage
from courses.models import Activity, Course, CourseCatalogPage, Enrolment, Lesson, Section
from courses.services import enrol
from people.models import User

MakeCourse = Callable[..., Course]
MakePerson = Callable[..., User]
Read = tuple[str, str]


def text(words: str = "Nội dung.") -> Read:
    """A block of running text."""
    return ("text", f"<p>{words}</p>")


@pytest.fixture
def home(db: None) -> Iterator[HomePage]:
    """The home page of the default site. Made whole, because tests with real transactions leave an empty database."""
    Locale.objects.get_or_create(language_code="vi")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Gốc", slug="goc"))
    page = root.add_child(instance=HomePage(title="Trang chủ", slug="trang-chu", hero_title="Khai Trí"))
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    site.root_page = page
    site.save()
    yield page
    Site.clear_site_root_paths_cache()


@pytest.fixture
def catalogue(home: HomePage) -> CourseCatalogPage:
    """The list of courses."""
    page: CourseCatalogPage = home.add_child(instance=CourseCatalogPage(title="Khóa học", slug="khoa-hoc"))
    return page


@pytest.fixture
def make_course(catalogue: CourseCatalogPage) -> MakeCourse:
    """A live course with one section; a lesson for each body given, in order."""

    def make(slug: str = "dan-chu", bodies: list[list[Any]] | int = 3, **fields: Any) -> Course:
        course = catalogue.add_child(instance=Course(slug=slug, **{"title": f"Khóa {slug}", "periods": 8} | fields))
        section = course.add_child(instance=Section(title="Phần 1", slug="phan-1"))
        for body in [[text()] for _ in range(bodies)] if isinstance(bodies, int) else bodies:
            add_lesson(section, body)
        return Course.objects.get(pk=course.pk)

    return make


def add_lesson(section: Section, body: list[Any] | None = None, **fields: Any) -> Lesson:
    """A live lesson at the end of a section."""
    section = Section.objects.get(pk=section.pk)
    number = section.numchild + 1
    names = {"title": f"Bài {number}", "slug": f"bai-{number}"}
    lesson: Lesson = section.add_child(instance=Lesson(body=body or [text()], **names | fields))
    return lesson


def lessons_of(course: Course) -> list[Lesson]:
    """Its lessons in page order, as they are in the database."""
    return list(Lesson.objects.descendant_of(Course.objects.get(pk=course.pk)).order_by("path"))


def section_of(course: Course) -> Section:
    """The first section of a course."""
    section: Section = Section.objects.descendant_of(Course.objects.get(pk=course.pk)).order_by("path")[0]
    return section


@pytest.fixture
def make_activity(db: None) -> Callable[..., Activity]:
    """An activity of no particular kind."""

    def make(title: str = "Bài kiểm tra", needs_pass: bool = True) -> Activity:
        return Activity.objects.create(title=title, needs_pass=needs_pass)

    return make


@pytest.fixture
def make_person(db: None) -> MakePerson:
    """An account with a Vietnamese name."""

    def make(username: str = "phuong", **fields: Any) -> User:
        names = {"last_name": "Nguyễn Thị", "first_name": "Phượng"}
        return User.objects.create(username=username, **names | fields)

    return make


@pytest.fixture
def learner(make_person: MakePerson) -> User:
    """Somebody who learns."""
    return make_person()


@pytest.fixture
def administrator(make_person: MakePerson) -> User:
    """Somebody who may edit every page."""
    return make_person("quantri", is_superuser=True, is_staff=True)


@pytest.fixture
def course(make_course: MakeCourse) -> Course:
    """Three lessons to read."""
    return make_course()


@pytest.fixture
def enrolment(learner: User, course: Course) -> Enrolment:
    """The learner in that course."""
    return enrol(person=learner, course=course, acting_user=learner)


def browser_of(person: User | None) -> Client:
    """A browser in which that person is signed in; nobody when there is none."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return client
