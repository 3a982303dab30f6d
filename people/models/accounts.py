"""Accounts: who people are."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from people.folding import fold
from people.naming import sort_key

DERIVED_FROM = ("first_name", "last_name", "username", "staff_number")
DERIVED = ("sort_name", "search_name")


class User(AbstractUser):
    """An account. `last_name` is họ and đệm, `first_name` the given name: Vietnamese lists sort by the given name.

    Staff number, identity number and phone number are text, empty as NULL, so that each is somebody's only once.
    """

    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    phone = models.CharField(_("phone number"), max_length=20, null=True, blank=True, unique=True)
    staff_number = models.CharField(_("staff number"), max_length=40, null=True, blank=True, unique=True)
    identity_number = models.CharField(_("identity number"), max_length=20, null=True, blank=True, unique=True)
    # The Vietnamese order as a string any database sorts alike: given name, family name, middle names.
    sort_name = models.CharField(max_length=400, blank=True, editable=False)
    # Names, user name and numbers as they are searched for: folded.
    search_name = models.CharField(max_length=400, blank=True, editable=False)
    # When personal data was removed, at the person's request or when it had been kept long enough.
    erased_at = models.DateTimeField(_("personal data removed at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ("sort_name", "pk")
        indexes = [models.Index(fields=["sort_name", "id"], name="user_vietnamese_order")]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="user_email_once",
                violation_error_message=_("Another account has this e-mail address."),
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what is derived up to date."""
        self.derive()
        if (fields := kwargs.get("update_fields")) is not None and set(DERIVED_FROM) & set(fields):
            kwargs["update_fields"] = {*fields, *DERIVED}
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Set the order, the search text, and empty numbers to NULL. For those who write many accounts at once."""
        self.sort_name = sort_key(self.last_name, self.first_name)
        self.search_name = fold(f"{self.get_full_name()} {self.username} {self.staff_number or ''}")[:400]
        for name in ("phone", "staff_number", "identity_number"):
            setattr(self, name, getattr(self, name) or None)

    def get_full_name(self) -> str:
        """Họ, đệm, tên in the Vietnamese order; the user name when there is no name yet."""
        return f"{self.last_name} {self.first_name}".strip() or self.username

    def __str__(self) -> str:
        return self.get_full_name()


class Invitation(models.Model):
    """A one-time code with which a person sets a first password: by e-mail, or on a printed slip for who has none.

    Only the hash of the code is kept.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="invitations", verbose_name=_("person"))
    code_hash = models.CharField(max_length=128, editable=False, unique=True)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("made by"))
    expires_at = models.DateTimeField(_("good until"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    sent_to = models.EmailField(_("sent to"), blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-created_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(used_at__isnull=True), name="invitation_one_open_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.created_at:%d/%m/%Y}"
