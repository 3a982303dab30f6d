"""The IT person hears in time that the security level is about to change."""

from __future__ import annotations

import logging

import pytest
from django.core.management import call_command
from django.utils import timezone

from people.models import User
from people.services.privacy import profile_level, profiles
from people.tasks import count_profiles

pytestmark = pytest.mark.django_db


@pytest.fixture
def _three_profiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three accounts that hold data, one closed; a fourth whose data was removed."""
    User.objects.create(username="a")
    User.objects.create(username="b")
    User.objects.create(username="c", is_active=False)
    User.objects.create(username="da-xoa-4", is_active=False, erased_at=timezone.now())


@pytest.mark.usefixtures("_three_profiles")
def test_closed_accounts_count_and_removed_ones_do_not() -> None:
    level = profile_level()
    assert (level.count, level.limit, level.warn_from) == (3, 10_000, 8_000)
    assert not level.is_near


@pytest.mark.usefixtures("_three_profiles")
@pytest.mark.parametrize(("warn_from", "warnings"), [(4, 0), (3, 1), (2, 1)])
def test_warned_from_the_number_on(
    warn_from: int, warnings: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    counted = profiles.ProfileLevel(profile_level().count, warn_from=warn_from)
    monkeypatch.setattr(profiles, "profile_level", lambda: counted)
    with caplog.at_level(logging.WARNING):
        count_profiles()
    assert [record.levelname for record in caplog.records] == ["WARNING"] * warnings


@pytest.mark.usefixtures("_three_profiles")
def test_command_prints_the_count(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("profiles")
    printed = capsys.readouterr().out
    assert "3" in printed
    assert "10000" in printed
    assert len(printed.splitlines()) == 1


@pytest.mark.usefixtures("_three_profiles")
def test_command_says_what_to_do_when_the_limit_is_near(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profiles, "profile_level", lambda: profiles.ProfileLevel(9_000))
    call_command("profiles")
    printed = capsys.readouterr().out
    assert "9000" in printed
    assert len(printed.splitlines()) == 2
