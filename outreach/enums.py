"""Levels of a legal document and states of its validity."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """Units of a legal document from the widest to the finest (domain: phần > chương > mục > tiểu mục > điều > …)."""

    PHAN = "phan", pgettext_lazy("level of a law", "Part")
    CHUONG = "chuong", pgettext_lazy("level of a law", "Chapter")
    MUC = "muc", pgettext_lazy("level of a law", "Section")
    TIEU_MUC = "tieu_muc", pgettext_lazy("level of a law", "Subsection")
    DIEU = "dieu", pgettext_lazy("level of a law", "Article")
    KHOAN = "khoan", pgettext_lazy("level of a law", "Clause")
    DIEM = "diem", pgettext_lazy("level of a law", "Point")


# What a document itself prints before the number, whatever language the reader's screen speaks.
PRINTED_WORDS = {
    Level.PHAN: "Phần",
    Level.CHUONG: "Chương",
    Level.MUC: "Mục",
    Level.TIEU_MUC: "Tiểu mục",
    Level.DIEU: "Điều",
    Level.KHOAN: "Khoản",
    Level.DIEM: "Điểm",
}
CITABLE_LEVELS = frozenset({Level.DIEU, Level.KHOAN, Level.DIEM})


class Validity(models.TextChoices):
    """Whether a document is in force, as the editor states it; never computed from a guess."""

    IN_FORCE = "in_force", _("In force")
    PARTLY_EXPIRED = "partly_expired", _("Partly expired")
    EXPIRED = "expired", _("Expired")
    NOT_YET = "not_yet", _("Not yet in force")
    UNDER_REVIEW = "under_review", _("Validity under review")


# Look of the badge: which status colour and icon says it (LOOK §4: icon + word + colour).
VALIDITY_BADGE = {
    Validity.IN_FORCE: ("ok", "check-circle-fill"),
    Validity.PARTLY_EXPIRED: ("warn", "exclamation-circle"),
    Validity.EXPIRED: ("bad", "x-circle-fill"),
    Validity.NOT_YET: ("info", "calendar-event"),
    Validity.UNDER_REVIEW: ("warn", "hourglass-split"),
}
