"""Signing in and out."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from people.models import User

PASSWORD = "một mật khẩu dài"
HERE = reverse("people:login")

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    """An account with a password."""
    return User.objects.create_user(username="phuong", password=PASSWORD)


def sign_in(client: Client, **fields: str) -> Any:
    return client.post(HERE, {"username": "phuong", "password": PASSWORD} | fields)


def test_one_lands_where_one_wanted_to_go(person: User, client: Client) -> None:
    form = client.get(HERE, {"next": "/khoa-hoc/"}).content.decode()
    assert '<input type="hidden" name="next" value="/khoa-hoc/">' in form
    assert sign_in(client, next="/khoa-hoc/").url == "/khoa-hoc/"


def test_without_a_wish_one_lands_on_ones_own_page(person: User, client: Client) -> None:
    assert sign_in(client).url == reverse("courses:my_learning")
    assert client.get(HERE).url == reverse("courses:my_learning"), "no second sign-in"


@pytest.mark.parametrize("elsewhere", ["https://kẻ-xấu.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_away(person: User, client: Client, elsewhere: str) -> None:
    assert elsewhere not in client.get(HERE, {"next": elsewhere}).content.decode()
    assert sign_in(client, next=elsewhere).url == reverse("courses:my_learning")


@pytest.mark.parametrize(
    "fields", [{"password": "sai"}, {"username": "khong-co"}, {"username": "khong-co", "password": "sai"}]
)
def test_wrong_pairs_all_look_alike(person: User, client: Client, fields: dict[str, str]) -> None:
    response = sign_in(client, next="/khoa-hoc/", **fields)
    html = response.content.decode()
    assert response.status_code == 200
    assert [str(error) for error in response.context["form"].non_field_errors()] == [
        str(response.context["form"].error_messages["invalid_login"])
    ]
    assert 'role="alert"' in html
    assert 'name="next" value="/khoa-hoc/"' in html, "the way is kept"
    assert not get_user(client).is_authenticated


def test_an_account_that_was_switched_off_does_not_sign_in(person: User, client: Client) -> None:
    User.objects.update(is_active=False)
    assert sign_in(client).status_code == 200
    assert not get_user(client).is_authenticated


def test_an_empty_form_names_each_field(client: Client) -> None:
    response = client.post(HERE, {"username": "", "password": ""})
    html = response.content.decode()
    for name in ("username", "password"):
        assert f'id="id_{name}_error"' in html
        assert f'href="#id_{name}"' in html
    assert html.count('aria-invalid="true"') == 2


def test_signing_out_is_a_form_never_a_link(person: User, client: Client) -> None:
    client.force_login(person)
    assert client.get(reverse("people:logout")).status_code == 405
    assert get_user(client).is_authenticated
    assert client.post(reverse("people:logout")).url == settings.LOGOUT_REDIRECT_URL
    assert not get_user(client).is_authenticated


def test_a_learner_who_tries_the_administration_is_told_and_not_sent_to_and_fro(person: User, client: Client) -> None:
    client.force_login(person)
    response = client.get(reverse("wagtailadmin_home"), follow=True)
    assert response.status_code == 403
    assert len(response.redirect_chain) == 1


def test_an_editor_goes_on_to_the_administration(client: Client) -> None:
    editor = User.objects.create_user(username="phuong", password=PASSWORD, is_superuser=True)
    admin = reverse("wagtailadmin_home")
    assert sign_in(client, next=admin).url == admin
    client.force_login(editor)
    assert client.get(HERE, {"next": admin}).url == admin
