"""Every model with personal data says what it is for and what becomes of it: a new one without that fails here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Field, Model
from django.db.models.constants import LOOKUP_SEP

from people import personal_data
from people.models import AuditEntry, Consent, Membership, User
from people.personal_data import PersonalData, declare, declared
from people.services.privacy.holding import column_name
from tests.architecture.house import APPS

# Fields that name or reach a person, also where no account is pointed to.
PERSONAL_NAME = re.compile(
    r"(^|_)(born|birth|birthday|email|phone|identity|passport|address|ip|signer|contact|sent_to|(first|last|full)_name)"
    r"(_|$)"
)
# Of an account: the machinery, which says nothing about the person, and what is derived from declared fields.
MACHINERY = {
    "id", "password", "is_superuser", "is_staff", "is_active", "sort_name", "search_name", "erased_at",
}  # fmt: skip
# What a platform of ours may or may not have installed.
OPTIONAL = {"account", "socialaccount", "mfa", "usersessions"}


def own_fields(model: type[Model]) -> list[Field]:
    """The fields this model adds: those of a page's own kind are its parent's to declare."""
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def pointing_to_accounts(model: type[Model]) -> set[str]:
    """The model's relations to accounts."""
    return {field.name for field in own_fields(model) if field.related_model is User}


def named_personally(model: type[Model]) -> set[str]:
    """The model's fields that name or reach a person."""
    return {field.name for field in own_fields(model) if PERSONAL_NAME.search(field.name)}


def undeclared(models: Iterable[type[Model]], known: dict[type[Model], PersonalData]) -> Iterator[str]:
    """What holds personal data and says nothing of it: "people.User.phone"."""
    for model in models:
        data = known.get(model)
        first = {lookup.partition(LOOKUP_SEP)[0] for lookup in (data.whose + data.made_by if data else ())}
        said = first | set(data.fields if data else ())
        missing = (pointing_to_accounts(model) - first) | (named_personally(model) - said)
        yield from (f"{model._meta.label}.{name}" for name in sorted(missing))


def at_one_remove(models: Iterable[type[Model]], known: dict[type[Model], PersonalData]) -> Iterator[str]:
    """Our models that hang on rows about a person, such as the answers of an attempt, and are not declared."""
    about_people = {model for model, data in known.items() if data.whose and model is not User}
    for model in models:
        if model not in known:
            hanging = (field.name for field in own_fields(model) if field.related_model in about_people)
            yield from (f"{model._meta.label}.{name}" for name in hanging)


def all_models() -> list[type[Model]]:
    """Every model in use. Tables of a list of people are declared with the model that has the list."""
    return list(apps.get_models())


def test_every_model_with_personal_data_is_declared() -> None:
    """Ours and those of packages."""
    assert list(undeclared(all_models(), dict(declared()))) == []


def test_every_model_that_hangs_on_one_is_declared() -> None:
    """Who knows the enrolment knows the person."""
    ours = [model for model in all_models() if model._meta.app_label in APPS]
    # An audience is a list that names people; its rules name units, posts and boards.
    assert list(at_one_remove(ours, dict(declared()))) == ["people.AudienceRule.audience"]


def test_undeclared_models_are_noticed() -> None:
    """The checkers themselves."""
    known = dict(declared())
    assert list(undeclared([AuditEntry], {})) == ["people.AuditEntry.actor"]
    assert "people.User.identity_number" in list(undeclared([User], {}))
    del known[apps.get_model("assessments.Attempt")]
    ours = [model for model in all_models() if model._meta.app_label in APPS]
    assert "assessments.Attempt.enrolment" in list(at_one_remove(ours, known))


def test_every_field_of_an_account_is_declared() -> None:
    """A new field of the account is shown to its owner and removed with the rest, or is machinery."""
    data = dict(declared())[User]
    assert {field.name for field in User._meta.concrete_fields} - MACHINERY == set(data.fields)


def test_declarations_name_models_that_exist() -> None:
    """A renamed model would silently be held without a rule."""
    apps_named = {label.partition(".")[0] for label in personal_data.labels()}
    assert apps_named - set(apps.app_configs) <= OPTIONAL
    assert {model._meta.label for model, _data in declared()} <= personal_data.labels()


@pytest.mark.parametrize(("model", "data"), [pytest.param(*pair, id=pair[0]._meta.label) for pair in declared()])
def test_declaration_fits_its_model(model: type[Model], data: PersonalData) -> None:
    """Lookups lead somewhere, columns are told apart, and what is said is said in words."""
    columns = [column_name(model, data, lookup) for lookup in data.fields]
    assert len(set(columns)) == len(columns)
    assert all(str(text).strip() for text in (data.purpose, data.basis, data.kept_for))
    for lookup in data.whose + data.made_by:
        assert leads_to(model, lookup) is User
    assert set(data.blanked) <= {field.name for field in own_fields(model)}


def leads_to(model: type[Model], lookup: str) -> Any:
    """The model a lookup ends at; "pk" stays."""
    found: Any = model
    for name in lookup.split(LOOKUP_SEP):
        found = found if name == "pk" else found._meta.get_field(name).related_model
    return found


def test_only_empty_fields_are_called_empty() -> None:
    """What "blank" empties can be empty: text, or NULL."""
    for model, data in declared():
        for name in data.emptied if model is not User else ():
            field = model._meta.get_field(name)
            assert field.many_to_many or field.null or field.empty_strings_allowed, f"{model._meta.label}.{name}"


def test_one_word_for_one_model() -> None:
    """Declaring the same again changes nothing; declaring something else is a mistake."""
    known = dict(declared())
    declare("people.Consent", known[Consent])
    with pytest.raises(ImproperlyConfigured):
        declare("people.Consent", known[Membership])
