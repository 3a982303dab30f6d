"""Changes about people, and the audit trail every app writes to."""

from __future__ import annotations

from typing import Any

from django.db import models

from people.models import AuditEntry, User


def log(acting_user: User | None, action: str, subject: models.Model, **data: Any) -> AuditEntry:
    """Append to the audit trail, in the caller's transaction.

    `action` is a stable name, `<app>.<verb>`; `data` holds ids and figures, never more personal data than the
    subject itself. `acting_user` is None when the system acted by a rule.
    """
    return AuditEntry.objects.create(
        actor=acting_user,
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        data=data,
    )
