"""Who may have the file, and where learners find it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.urls import reverse

from certificates.models import Certificate
from courses.models import Course
from jobs.models import Job
from jobs.services import run_job
from people.enums import Role
from people.models import OrganisationUnit, RoleAssignment, User
from tests.certificates.conftest import AddMember
from tests.courses.conftest import browser_of


@pytest.fixture
def filed(certificate: Certificate) -> Certificate:
    """The certificate with its file."""
    run_job(Job.objects.get().pk)
    return Certificate.objects.get(pk=certificate.pk)


def url_of(certificate: Certificate) -> str:
    return reverse("my_certificates:download", args=[certificate.pk])


def test_its_owner_has_it(filed: Certificate, official: User) -> None:
    response = browser_of(official).get(url_of(filed))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="giay-chung-nhan-{filed.code}.pdf"'
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert not filed.file.path.startswith(str(settings.MEDIA_ROOT)), "uploads are served to everybody"


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        (Role.HR, "PVT", 200),
        (Role.HEAD, "VP", 200),
        (Role.LEADER, "PVT", 200),
        (Role.TRAINER, "PVT", 404),
        (Role.HR, "PBC", 404),
        (None, "VP", 404),
    ],
)
def test_of_others_only_those_who_may_see_the_owner(
    role: Role | None,
    unit: str,
    status: int,
    filed: Certificate,
    add_member: AddMember,
    other_ward: OrganisationUnit,
) -> None:
    place = OrganisationUnit.objects.get(code=unit)
    viewer = add_member("xem", place)
    if role:
        RoleAssignment.objects.create(person=viewer, role=role, unit=place)
    response = browser_of(viewer).get(url_of(filed))
    assert response.status_code == status
    response.close()


def test_a_visitor_signs_in_first(filed: Certificate) -> None:
    assert reverse("people:login") in browser_of(None).get(url_of(filed)).url


def test_while_the_file_is_made_the_owner_is_told_to_wait(certificate: Certificate, official: User) -> None:
    response = browser_of(official).get(url_of(certificate), follow=True)
    assert response.redirect_chain == [(reverse("courses:my_learning"), 302)]
    assert [message.level_tag for message in get_messages(response.wsgi_request)] == ["info"]
    assert url_of(certificate) not in response.content.decode()


def test_my_learning_and_the_course_lead_to_it(filed: Certificate, official: User, course: Course) -> None:
    for url in (reverse("courses:my_learning"), course.url):
        html = browser_of(official).get(url).content.decode()
        assert url_of(filed) in html
        assert filed.serial in html
        assert filed.verification_path in html


def test_nobody_sees_it_on_their_own_pages(
    filed: Certificate, make_person: Callable[..., User], course: Course
) -> None:
    stranger = make_person("khach", last_name="Lê", first_name="An")
    for person, url in ((stranger, reverse("courses:my_learning")), (stranger, course.url), (None, course.url)):
        html = browser_of(person).get(url).content.decode()
        assert filed.code not in html
        assert url_of(filed) not in html
