"""An event nobody listens to is a rule somebody forgot, and the page of events is what is wired."""

from __future__ import annotations

import dataclasses
from importlib import import_module

from django.dispatch import Signal

from lms.management.commands.events import PAGE, announced, page, payload_of
from lms.wiring import SUBSCRIPTIONS, connect
from tests.architecture.house import APPS, ROOT


def unconnected(events: dict[str, Signal], connected: list[Signal]) -> list[str]:
    """The events that have no handler."""
    return [name for name, signal in events.items() if not any(signal is other for other in connected)]


def test_every_event_is_connected() -> None:
    """Announcing into the void is a mistake in lms/wiring.py or in events.py."""
    modules = [import_module(f"{app}.events") for app in APPS if (ROOT / app / "events.py").exists()]
    assert modules
    assert unconnected(announced(), [signal for signal, _ in SUBSCRIPTIONS]) == []


def test_unconnected_event_is_noticed() -> None:
    """The checker itself; a signal equals only itself."""
    first, second = Signal(), Signal()
    assert unconnected({"a": first, "b": second}, [first]) == ["b"]


def test_events_carry_frozen_ids() -> None:
    """A payload is a frozen dataclass whose text says when it is sent."""
    for name in announced():
        payload = payload_of(name)
        assert payload is not None, f"{name} has no dataclass of its name"
        assert dataclasses.is_dataclass(payload), name
        assert payload.__dataclass_params__.frozen, name
        assert payload.__doc__, name


def test_handlers_are_connected_once() -> None:
    """Starting twice, as a worker that reloads does, does not do things twice."""
    before = [len(signal.receivers) for signal, _ in SUBSCRIPTIONS]
    connect()
    assert [len(signal.receivers) for signal, _ in SUBSCRIPTIONS] == before


def test_page_of_events_is_up_to_date() -> None:
    """Run `python manage.py events --write` after a change of the wiring."""
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page()
