"""Consent is one's own act, to words one read, and ends when one says so."""

from __future__ import annotations

import pytest

from people.models import AuditEntry, Consent, User
from people.services.privacy import give_consent, withdraw_consent

TEXT = "Tôi đồng ý để phường đăng ảnh của tôi trong bài gương điển hình."


def test_agreeing_twice_is_agreeing_once(an: User) -> None:
    first = give_consent(person=an, purpose="ảnh", text=TEXT, acting_user=an)
    assert give_consent(person=an, purpose="ảnh", text=TEXT, acting_user=an) == first
    assert Consent.objects.count() == 1
    assert AuditEntry.objects.filter(action="people.give_consent").count() == 1


def test_other_words_are_another_consent(an: User) -> None:
    """And the old one ends: nobody agreed to two texts at once."""
    old = give_consent(person=an, purpose="ảnh", text=TEXT, acting_user=an)
    new = give_consent(person=an, purpose="ảnh", text="Khác", acting_user=an)
    old.refresh_from_db()
    assert old.withdrawn_at is not None
    assert new.withdrawn_at is None
    assert old.text == TEXT


def test_withdrawing_ends_it_and_keeps_the_proof(an: User) -> None:
    given = give_consent(person=an, purpose="ảnh", text=TEXT, acting_user=an)
    other = give_consent(person=an, purpose="tên", text=TEXT, acting_user=an)
    assert withdraw_consent(person=an, purpose="ảnh", acting_user=an) == given
    given.refresh_from_db()
    other.refresh_from_db()
    assert given.withdrawn_at >= given.given_at
    assert other.withdrawn_at is None
    assert AuditEntry.objects.filter(action="people.withdraw_consent", actor=an, subject_id=given.pk).count() == 1


def test_withdrawing_nothing_changes_nothing(an: User) -> None:
    give_consent(person=an, purpose="ảnh", text=TEXT, acting_user=an)
    withdraw_consent(person=an, purpose="ảnh", acting_user=an)
    assert withdraw_consent(person=an, purpose="ảnh", acting_user=an) is None
    assert AuditEntry.objects.filter(action="people.withdraw_consent").count() == 1


def test_agreeing_again_after_withdrawing_is_a_new_consent(an: User) -> None:
    first = give_consent(person=an, purpose="ảnh", text=TEXT, acting_user=an)
    withdraw_consent(person=an, purpose="ảnh", acting_user=an)
    assert give_consent(person=an, purpose="ảnh", text=TEXT, acting_user=an) != first


def test_nobody_agrees_or_withdraws_for_another(an: User, officer: User) -> None:
    with pytest.raises(PermissionError):
        give_consent(person=an, purpose="ảnh", text=TEXT, acting_user=officer)
    give_consent(person=an, purpose="ảnh", text=TEXT, acting_user=an)
    with pytest.raises(PermissionError):
        withdraw_consent(person=an, purpose="ảnh", acting_user=officer)
    assert Consent.objects.get().withdrawn_at is None
