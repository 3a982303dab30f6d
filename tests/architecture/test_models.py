"""Foreign keys point down like imports, and no model acts behind the back of a service."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db.models import Field, Model

from tests.architecture.house import APPS, height_of_apps, python_files, shown

# Jobs belong to the account that started them, whatever model that is (DESIGN §3).
ACCOUNTS_OF_JOBS = ("jobs", "people.User")


def references(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    """The model's own relations: field name and the model it points to."""
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        if isinstance(field, Field) and isinstance(field.related_model, type):
            yield field.name, field.related_model


def pointing_up(models: Iterable[type[Model]], heights: dict[str, int]) -> list[str]:
    """The relations that leave their app towards one that is not below it."""
    found = []
    for model in models:
        app = model._meta.app_label
        for name, target in references(model):
            other = target._meta.app_label
            allowed = other == app or (app, target._meta.label) == ACCOUNTS_OF_JOBS
            if not allowed and heights.get(other, -1) >= heights[app]:
                found.append(f"{model._meta.label}.{name} -> {target._meta.label}")
    return found


def own_models() -> list[type[Model]]:
    """Every model of our apps, the hidden tables of many-to-many relations included."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.app_label in APPS]


def test_foreign_keys_point_down() -> None:
    """A row never depends on a row of a higher layer."""
    assert pointing_up(own_models(), height_of_apps()) == []


def test_foreign_key_up_is_noticed() -> None:
    """The checker itself: with the layers upside down, the keys that are right become wrong."""
    upside_down = {app: -height for app, height in height_of_apps().items()}
    assert any(line.startswith("certificates.Certificate.") for line in pointing_up(own_models(), upside_down))


# About the database as a whole, not about rows.
OF_THE_DATABASE = {"pre_migrate", "post_migrate"}


def model_signals(source: str) -> list[str]:
    """The signals of Django's models that a file imports."""
    imports = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom))
    signals = (node for node in imports if node.module == "django.db.models.signals")
    return [alias.name for node in signals for alias in node.names if alias.name not in OF_THE_DATABASE]


def test_no_receiver_of_model_signals() -> None:
    """What follows from a change is announced by the service that made it, and stands in lms/wiring.py."""
    found = {shown(path): model_signals(path.read_text(encoding="utf-8")) for path in python_files()}
    assert {path: names for path, names in found.items() if names} == {}


def test_receiver_of_model_signals_is_noticed() -> None:
    """The checker itself."""
    assert model_signals("from django.db.models.signals import post_save\n") == ["post_save"]
