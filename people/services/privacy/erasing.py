"""Removing a person's data: what the law makes us keep stays, under a number instead of a name (Điều 14)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import CharField, FileField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.admin.models import FormState
from wagtail.models import ModelLogEntry

from people.errors import NotInScope
from people.models import BoardMembership, Membership, Propagandist, RoleAssignment, User
from people.permissions import people_to_keep
from people.personal_data import PersonalData, declared
from people.services.audit import log
from people.services.privacy.errors import NotByOneself, StillServing
from people.services.privacy.holding import LOOKUP, about
from people.services.roles import end_role

SESSION_OF = "_auth_user_id"


@transaction.atomic
def erase_person(*, person: User, acting_user: User) -> User:
    """Remove a leaver's personal data, as the registry says for each model (people.personal_data).

    The account becomes "da-xoa-<number>" with no name, address, number or date of birth, cannot sign in, and is signed
    out everywhere. Certificates keep what they say. An account whose data was removed stays as it is.

    Raises:
        NotByOneself: nobody removes their own.
        NotInScope: the person's record is not the acting user's to keep.
        StillServing: a post, a seat or a recognition has not ended.
    """
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    _check(person, acting_user)
    if person.erased_at is not None:
        return person
    for assignment in RoleAssignment.objects.filter(person=person, ends_on__isnull=True):
        end_role(assignment=assignment, acting_user=acting_user)
    # Names are in the labels of Wagtail's log, and rows that go can no longer be found there.
    kinds = list(declared())
    pseudonym = _pseudonym(person)
    for model, data in kinds:
        _forget_titles(model, data, person, pseudonym)
    changed = {model._meta.label: _apply(model, data, person) for model, data in kinds if model is not User}
    changed[Session._meta.label] = _end_sessions(person)
    _pseudonymise(person, pseudonym)
    log(acting_user, "people.erase_person", person, rows={label: count for label, count in changed.items() if count})
    return person


def _check(person: User, acting_user: User) -> None:
    if person.pk == acting_user.pk:
        raise NotByOneself
    if not people_to_keep(acting_user).filter(pk=person.pk).exists():
        raise NotInScope
    today = timezone.localdate()
    not_ended = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    serving: tuple[QuerySet[Any], ...] = (
        Membership.objects.filter(not_ended, person=person),
        BoardMembership.objects.filter(not_ended, person=person),
        Propagandist.objects.filter(person=person, dismissed_on__isnull=True),
    )
    if any(rows.exists() for rows in serving):
        raise StillServing


def _pseudonym(person: User) -> str:
    """What stands where the name stood, in the language of the platform whoever does it."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("User %(number)s") % {"number": person.pk}


def _apply(model: type[Model], data: PersonalData, person: User) -> int:
    """Do what was declared of a model. Returns how many rows were deleted or emptied."""
    if data.on_erasure == "keep" or not data.whose:
        return 0
    rows = about(model, data, person)
    _forget_files(rows, data)
    if data.on_erasure == "delete":
        return rows.delete()[0]
    return _empty(rows, data.emptied, person)


def _empty(rows: QuerySet[Any], names: tuple[str, ...], person: User) -> int:
    count = rows.count()
    values: dict[str, Any] = {}
    for name in names:
        field: Any = rows.model._meta.get_field(name)
        if field.many_to_many:
            through = field.remote_field.through._base_manager
            through.filter(**{field.m2m_reverse_field_name(): person.pk}).delete()
        else:
            values[name] = None if field.null else ""
    if values:
        rows.update(**values)
    return count


def _forget_files(rows: QuerySet[Any], data: PersonalData) -> None:
    """Delete, once the change is safe, the files of rows that go and of fields that are emptied."""
    names = {field.name for field in rows.model._meta.concrete_fields if isinstance(field, FileField)}
    for name in names if data.on_erasure == "delete" else names & set(data.emptied):
        storage: Storage = rows.model._meta.get_field(name).storage
        for path in rows.exclude(**{name: ""}).values_list(name, flat=True):
            delete: Callable[[], None] = partial(storage.delete, path)
            transaction.on_commit(delete)


def _forget_titles(model: type[Model], data: PersonalData, person: User, pseudonym: str) -> None:
    """Wagtail's log calls what was changed by its title at the time, "Nguyễn Văn An, Công chức"; and a form somebody
    left open holds what was typed. A list that names many people is called by its own name, which stays."""
    if not data.whose or _names_many(model, data):
        return
    numbers = about(model, data, person).order_by().values_list(Cast("pk", CharField()))
    of_rows = {
        "content_type": ContentType.objects.get_for_model(model, for_concrete_model=False),
        "object_id__in": numbers,
    }
    ModelLogEntry.objects.filter(**of_rows).update(label=pseudonym)
    FormState.objects.filter(**of_rows).delete()


def _names_many(model: type[Model], data: PersonalData) -> bool:
    relations = (lookup.partition(LOOKUP)[0] for lookup in data.whose if lookup != "pk")
    return any(model._meta.get_field(relation).many_to_many for relation in relations)


def _end_sessions(person: User) -> int:
    """Sign the person out everywhere. A session says whose it is only inside."""
    sessions = Session.objects.filter(expire_date__gt=timezone.now()).iterator()
    keys = [session.pk for session in sessions if session.get_decoded().get(SESSION_OF) == str(person.pk)]
    return Session.objects.filter(pk__in=keys).delete()[0]


def _pseudonymise(person: User, pseudonym: str) -> None:
    person.username = f"da-xoa-{person.pk}"
    person.last_name, person.first_name = "", pseudonym
    person.email = ""
    person.born_on = person.phone = person.staff_number = person.identity_number = None
    person.last_login = None
    person.is_active = person.is_staff = person.is_superuser = False
    person.erased_at = timezone.now()
    person.set_unusable_password()
    person.save()
    person.groups.clear()
    person.user_permissions.clear()
