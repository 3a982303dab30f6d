"""Every address × every role × inside and outside their scope. What is expected stands beside the addresses (`ACCESS`)
and in the viewsets; an address that nobody declared fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from wagtail.coreutils import resolve_model_string

from assessments.models import (
    Attempt,
    QuestionCategory,
    QuestionVersion,
    QuizActivity,
    Response,
    SingleChoiceOption,
    SingleChoiceQuestion,
)
from assessments.services import record_version
from certificates.models import Certificate
from cms.models import HomePage
from courses.models import Course, Enrolment, Lesson
from courses.services import enrol
from jobs.models import Job
from outreach.models import LegalLibraryPage
from people.enums import Role
from people.models import Audience, Consent, DataImport, Membership, Propagandist, RoleAssignment, UnitSuccession, User
from people.services import assign_role
from people.viewsets.organisation import NamesViewSet
from people.viewsets.scoped import Create, Delete, Edit, History, ScopedViewSet, Usage
from tests.architecture.house import APPS
from tests.courses.conftest import MakeCourse, browser_of, catalogue, home, make_course
from tests.people.conftest import Units, add_person, add_seat, units

__all__ = ["add_person", "catalogue", "home", "make_course", "units"]
AddPerson = Callable[..., User]

# Modules whose addresses are declared in them.
DECLARED_IN = (
    "lms.urls",
    "assessments.urls",
    "courses.urls",
    "certificates.urls",
    "outreach.urls",
    "people.urls.accounts",
    "people.urls.privacy",
    "people.urls.staff",
    "jobs.urls",
    "reporting.urls",
)
SEEING = {Role.HR, Role.HEAD, Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR}
KEEPING = {Role.HR, Role.ADMINISTRATOR}
NOBODY, LEARNER, SUPERUSER = "nobody", "learner", "superuser"
EVERYBODY = {NOBODY, LEARNER, *Role, SUPERUSER}
# Who is let in, when the thing is theirs or in their scope.
LETS_IN: dict[str, set[Any]] = {
    "nobody": set(),
    "public": EVERYBODY,
    "signed in": EVERYBODY - {NOBODY},
    "own": {LEARNER},
    "own or scope": {LEARNER, *SEEING, SUPERUSER},
    "sees people": {*SEEING, SUPERUSER},
    "keeps people": {*KEEPING, SUPERUSER},
    "changes names": {Role.ADMINISTRATOR, SUPERUSER},
    "edits documents": {SUPERUSER},
    "edits the bank": {Role.TRAINER, Role.ADMINISTRATOR, SUPERUSER},
    "enters the admin": {*Role, SUPERUSER},
    "administers": {SUPERUSER},
}
# Of these, what lies outside the scope is refused as well; a superuser's scope is everything.
SCOPED = {"own", "own or scope", "sees people", "keeps people", "changes names"}


# Viewsets of Wagtail's own making: their rights come from groups.
OF_NAMESPACES = {
    # The dialogue opens for whoever edits something; it offers those in scope.
    "person_chooser": "enters the admin",
    "provision_chooser": "enters the admin",
    "wagtailsnippets_assessments_singlechoicequestion": "edits the bank",
}


@dataclass(frozen=True, slots=True)
class Address:
    """One address with what is declared of it."""

    name: str
    view: Any
    parameters: tuple[str, ...]

    @property
    def short(self) -> str:
        """Without its namespace."""
        return self.name.rpartition(":")[2]

    @property
    def viewset(self) -> Any:
        """The viewset it belongs to, if any."""
        return getattr(self.view, "view_initkwargs", {}).get("viewset")

    @property
    def is_ours(self) -> bool:
        """Whether the view is of one of our apps."""
        owner = getattr(self.view, "view_class", self.view)
        return self.viewset is not None or owner.__module__.split(".")[0] in APPS

    def access(self) -> str:
        """The kind of access declared; KeyError when there is none."""
        if isinstance(self.viewset, ScopedViewSet):
            return access_of_viewset(self.view.view_class, self.viewset)
        namespace = self.name.partition(":")[0]
        if self.name == "person_chooser:chosen":
            return "sees people"
        return OF_NAMESPACES.get(namespace) or declared()[self.short]


def access_of_viewset(view: type, viewset: ScopedViewSet) -> str:
    """Looking is for those who see people; changing, and who changed what, for those who keep them, names for
    administrators. Nothing is deleted where the viewset does not say so."""
    if issubclass(view, Delete) and not viewset.may_delete:
        return "nobody"
    if not issubclass(view, Create | Edit | Delete | History | Usage):
        return "sees people"
    return "changes names" if viewset.may_change.__func__ is not ScopedViewSet.may_change else "keeps people"


def declared() -> dict[str, str]:
    """All declarations by the short name of the address."""
    return {name: kind for module in DECLARED_IN for name, kind in import_module(module).ACCESS.items()}


def addresses(resolver: URLResolver, names: tuple[str, ...] = ()) -> Iterator[Address]:
    """Every named address below a resolver."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, (*names, entry.namespace) if entry.namespace else names)
        elif isinstance(entry, URLPattern) and entry.name:
            full = ":".join([*names, entry.name])
            yield Address(full, entry.callback, tuple(entry.pattern.regex.groupindex))


def ours() -> list[Address]:
    """The addresses of our apps; pages of the site answer for themselves."""
    return [address for address in addresses(get_resolver()) if address.is_ours]


def test_every_address_of_ours_is_declared() -> None:
    undeclared = []
    for address in ours():
        try:
            assert address.access() in LETS_IN
        except KeyError:
            undeclared.append(address.name)
    assert undeclared == []


def test_every_declaration_is_of_an_address() -> None:
    assert set(declared()) - {address.short for address in ours()} == set()


Things = dict[str, Any]


@pytest.fixture
def things(units: Units, add_person: AddPerson, home: HomePage, make_course: MakeCourse) -> dict[str, Things]:
    """What addresses ask for, of somebody in the ward ("inside") and in another ward ("outside")."""
    home.add_child(instance=LegalLibraryPage(title="Văn bản", slug="van-ban"))
    quiz = QuizActivity.objects.create(title="Kiểm tra")
    course = make_course(bodies=[[("activity", quiz)]])
    return {
        "inside": things_of("trong", units["phuong"], add_person, course, quiz),
        "outside": things_of("ngoai", units["khac"], add_person, course, quiz),
    }


def things_of(name: str, unit: Any, add_person: AddPerson, course: Course, quiz: QuizActivity) -> Things:
    """A person of the unit with everything that hangs on a person or a unit."""
    person = add_person(f"nguoi-{name}", unit)
    enrolment = enrol(person=person, course=course, acting_user=None)
    now = timezone.now()
    attempt = Attempt.objects.create(
        enrolment=enrolment, quiz=quiz, number=1, started_at=now, deadline=now + timedelta(hours=1), pass_percent=50
    )
    Response.objects.create(attempt=attempt, position=1, version=any_question())
    certificate = make_certificate(enrolment, unit, name)
    seat = add_seat(add_person(f"ban-{name}"), unit)
    audience = Audience.objects.create(name=name, unit=unit)
    propagandist = Propagandist.objects.create(
        person=person, ward=unit, decision_number="1", decided_on=timezone.localdate()
    )
    role = RoleAssignment.objects.create(person=add_person(f"vai-{name}"), role=Role.TRAINER, unit=unit)
    succession = UnitSuccession.objects.create(
        predecessor=unit.add_child(name=f"Cũ {name}", code=f"cu-{name}"), successor=unit, on=timezone.localdate()
    )
    return {
        "person": person,
        "person_id": person.pk,
        "post_id": Membership.objects.get(person=person).pk,
        "enrolment_id": enrolment.pk,
        "lesson_id": Lesson.objects.first().pk,
        "course_id": course.pk,
        "quiz_id": quiz.pk,
        "attempt_id": attempt.pk,
        "certificate_id": certificate.pk,
        "job_id": Job.objects.create(kind="x").pk,
        "code": certificate.code,
        "kind": "json",
        "consent_id": Consent.objects.create(person=person, purpose="x", text="x", given_at=now).pk,
        "import_id": DataImport.objects.create(
            kind="people", unit=unit, file_name="a.xlsx", created_by=person, state="checked"
        ).pk,
        "slug": "khong-co",
        "anchor": "dieu-1",
        "path": "images/khong-co.png",
        "rows": {
            "user": person,
            "organisationunit": unit,
            "board": seat.term.board,
            "boardterm": seat.term,
            "boardmembership": seat,
            "audience": audience,
            "propagandist": propagandist,
            "roleassignment": role,
            "unitsuccession": succession,
        },
    }


def any_question() -> QuestionVersion:
    """A question of the bank, as an attempt pins it."""
    category, _ = QuestionCategory.objects.get_or_create(name="Chung")
    question = SingleChoiceQuestion(stem="Câu?", category=category)
    question.options = [SingleChoiceOption(text="Đúng", is_correct=True), SingleChoiceOption(text="Sai")]
    question.save()
    return record_version(question)


def make_certificate(enrolment: Enrolment, unit: Any, name: str) -> Certificate:
    """A certificate as it is in the register, its file not made yet."""
    return Certificate.objects.create(
        enrolment=enrolment,
        person=enrolment.person,
        issuer=unit,
        year=2026,
        number=Certificate.objects.count() + 1,
        code=f"KT-2222-3333-444{Certificate.objects.count() + 4}",
        issued_at=timezone.now(),
        snapshot={"person": {"name": name}, "course": {"title": "Khóa", "periods": 8}, "issuer": str(unit)},
    )


@pytest.fixture
def browsers(units: Units, add_person: AddPerson, things: dict[str, Things]) -> dict[Any, Client]:
    """Somebody of each kind; the roles are for the ward. The learner is the one the inside things belong to."""
    found: dict[Any, Client] = {NOBODY: Client(), LEARNER: browser_of(things["inside"]["person"])}
    for role in Role:
        person = add_person(f"xem-{role}")
        assign_role(person=person, role=role, unit=units["phuong"], acting_user=None)
        found[role] = browser_of(person)
    administrator = add_person("quan-tri")
    User.objects.filter(pk=administrator.pk).update(is_superuser=True)
    found[SUPERUSER] = browser_of(User.objects.get(pk=administrator.pk))
    return found


@pytest.fixture
def _unrendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is let in is known before a page is drawn; drawing a thousand would take minutes."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")


def url_of(address: Address, things: Things) -> str:
    """The address of that thing."""
    arguments = {}
    for parameter in address.parameters:
        if parameter == "pk":
            model = resolve_model_string(address.view.view_initkwargs["model"])
            row = things["rows"].get(model._meta.model_name) or model.objects.first()
            arguments["pk"] = row.pk
        else:
            # The same word in two addresses: what is downloaded, and which template.
            arguments[parameter] = "people" if address.short == "import_template" else things[parameter]
    return reverse(address.name, kwargs=arguments)


def is_let_in(browser: Client, url: str) -> bool:
    """Whether the visitor got further than a refusal. What was done is undone."""
    with transaction.atomic():
        answer = browser.get(url)
        if answer.status_code == 405:
            answer = browser.post(url)
        transaction.set_rollback(True)
    if answer.status_code == 302:
        where = answer["Location"]
        return where != reverse("wagtailadmin_home") and "/dang-nhap/" not in where and "/admin/login/" not in where
    return answer.status_code not in {401, 403, 404}


def takes_rows(address: Address) -> bool:
    """Whether the address names a thing, which can be in scope or not."""
    return bool(set(address.parameters) - {"course_id", "code", "kind", "slug", "anchor", "path"})


def expected(kind: str, who: Any, where: str, address: Address) -> bool:
    """Whether the declaration lets this visitor in to the thing that lies there."""
    if who not in LETS_IN[kind]:
        return False
    if where == "inside" or who == SUPERUSER or kind not in SCOPED:
        return True
    is_name = isinstance(address.viewset, NamesViewSet)
    return is_name or not takes_rows(address)


# The thing asked for does not exist, or the address does something else than answer.
NOT_TRIED = {"media", "excerpt", "ready", "logout", "save", "login"}


@pytest.mark.usefixtures("_unrendered")
def test_every_role_gets_what_is_declared(browsers: dict[Any, Client], things: dict[str, Things]) -> None:
    """The whole matrix in one walk: every address, everybody, inside and outside their scope."""
    wrong, tried = [], 0
    for address in ours():
        if address.short in NOT_TRIED:
            continue
        kind = address.access()
        for where in ("inside", "outside"):
            url = url_of(address, things[where])
            for who, browser in browsers.items():
                if where == "outside" and who not in LETS_IN[kind]:
                    continue  # kept out inside already
                tried += 1
                wanted = expected(kind, who, where, address)
                if is_let_in(browser, url) != wanted:
                    wrong.append(f"{address.name} ({kind}), {where}: {who} is {'kept out' if wanted else 'let in'}")
    assert tried > 500
    assert wrong == [], "\n".join(wrong)
