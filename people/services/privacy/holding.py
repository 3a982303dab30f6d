"""What is held about a person, read through the registry: one query a kind, however much there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Field, Model, Q, QuerySet, Window
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from people.models import User
from people.personal_data import ACCOUNT, PersonalData, declared

LOOKUP = "__"


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of data about a person: what it is called, what was declared of it, its columns and rows.

    Values are what the database holds, with choices and yes-or-no in words and moments in the ward's time. `count` is
    how many rows there are; only the first of them may have been read.
    """

    label: str
    name: str
    data: PersonalData
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    count: int

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """The rows as a page shows them: column and words."""
        return [list(zip(self.columns, map(in_words, row), strict=True)) for row in self.rows]

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than were read."""
        return self.count > len(self.rows)


@dataclass(frozen=True, slots=True)
class Work:
    """How many rows a person made or handled in their duties. They are about something else and are not shown."""

    label: str
    name: str
    count: int


def in_words(value: Any) -> str:
    """A value as a page shows it; what is no short text is in the downloads."""
    match value:
        case None | "":
            return "–"
        case datetime():
            return f"{value:%d/%m/%Y %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case Decimal():
            return f"{value.normalize():f}".replace(".", ",")
        case dict() | list():
            return _("see the download")
    return str(value)


def data_of(person: User, at_most: int | None = None) -> dict[str, Held]:
    """What is held about the person, by model, empty kinds left out; at most so many rows of each, all by default."""
    found = {model._meta.label: _held(model, data, person, at_most) for model, data in declared() if data.whose}
    return {label: held for label, held in found.items() if held.count}


def account_of(held: dict[str, Held]) -> Held:
    """The account itself: there always is one."""
    return held[ACCOUNT]


def work_of(person: User) -> list[Work]:
    """What the person made or handled, counted by kind, empty kinds left out."""
    found = (
        Work(model._meta.label, name_of(model, data), _pointing(model, data.made_by, person).count())
        for model, data in declared()
        if data.made_by
    )
    return [work for work in found if work.count]


def about(model: type[Model], data: PersonalData, person: User) -> QuerySet[Any]:
    """The model's rows that are about the person."""
    return _pointing(model, data.whose, person)


def _pointing(model: type[Model], lookups: tuple[str, ...], person: User) -> QuerySet[Any]:
    """Rows that reach the person by one of the lookups, each once."""
    manager = model._default_manager
    if len(lookups) == 1:
        return manager.filter(**{lookups[0]: person.pk})
    either = (Q(pk__in=manager.filter(**{lookup: person.pk}).values("pk")) for lookup in lookups)
    return manager.filter(reduce(or_, either, Q(pk__in=[])))


def name_of(model: type[Model], data: PersonalData) -> str:
    """What the kind is called: "Ghi danh"."""
    return capfirst(str(data.name or model._meta.verbose_name_plural))


def _held(model: type[Model], data: PersonalData, person: User, at_most: int | None) -> Held:
    columns = tuple(column_name(model, data, lookup) for lookup in data.fields)
    rows = about(model, data, person)
    # The window counts all rows in the query that reads the first of them.
    newest = rows.order_by("-pk").values_list(*data.fields, Window(Count("pk")))[:at_most]
    found = list(newest)
    wordings = [_wording(_end_of(model, lookup)) for lookup in data.fields]
    worded = [tuple(word(value) for word, value in zip(wordings, row[:-1], strict=True)) for row in found]
    count = found[0][-1] if found else 0
    return Held(model._meta.label, name_of(model, data), data, columns, worded if columns else [], count)


def column_name(model: type[Model], data: PersonalData, lookup: str) -> str:
    """What a column is called: the field's own name, and for what lies behind a relation the relation's."""
    if lookup in data.named:
        return capfirst(str(data.named[lookup]))
    before = lookup.rpartition(LOOKUP)[0]
    field = _end_of(model, before or lookup)
    return capfirst(str(field.verbose_name))


def _end_of(model: type[Model], lookup: str) -> Field[Any, Any]:
    """The field a lookup ends at. Raises FieldDoesNotExist when it ends nowhere."""
    here, _separator, rest = lookup.partition(LOOKUP)
    field: Any = model._meta.get_field(here)
    return _end_of(field.related_model, rest) if rest else field


def _wording(field: Field[Any, Any]) -> Callable[[Any], Any]:
    """How a value of the field is written."""
    choices = {value: str(words) for value, words in field.flatchoices or ()}
    if choices:
        return lambda value: choices.get(value, value)
    if field.get_internal_type() == "BooleanField":
        words = {True: _("Yes"), False: _("No"), None: None}
        return lambda value: words[value]
    if field.get_internal_type() == "DateTimeField":
        return lambda value: value and timezone.localtime(value)
    return lambda value: value
