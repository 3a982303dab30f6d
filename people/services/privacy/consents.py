"""Consent: given by an act of the person, to words they read, and withdrawn as easily (Luật 91/2025/QH15 Điều 9)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from people.models import Consent, User
from people.services.audit import log


@transaction.atomic
def give_consent(*, person: User, purpose: str, text: str, acting_user: User) -> Consent:
    """Record that the person agreed to a purpose, in the words of `text`.

    Agreeing again to the same words changes nothing. Agreeing to other words ends the consent to the old ones.

    Raises:
        PermissionError: somebody else agreed; nobody can do that for a person.
    """
    _only_oneself(person, acting_user)
    User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    given = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at__isnull=True).first()
    if given is not None and given.text == text:
        return given
    if given is not None:
        _close(given, acting_user)
    consent = Consent.objects.create(person=person, purpose=purpose, text=text, given_at=timezone.now())
    log(acting_user, "people.give_consent", consent, purpose=purpose)
    return consent


@transaction.atomic
def withdraw_consent(*, person: User, purpose: str, acting_user: User) -> Consent | None:
    """End the person's consent to a purpose from now on; what was done before stays lawful.

    Returns the consent that ended; None when there was none, which changes nothing.

    Raises:
        PermissionError: somebody else withdrew it.
    """
    _only_oneself(person, acting_user)
    User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    given = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at__isnull=True).first()
    if given is not None:
        _close(given, acting_user)
    return given


def _only_oneself(person: User, acting_user: User) -> None:
    if person.pk != acting_user.pk:
        raise PermissionError("consent is the person's own act")


def _close(consent: Consent, acting_user: User) -> None:
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    log(acting_user, "people.withdraw_consent", consent, purpose=consent.purpose)
