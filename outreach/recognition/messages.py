"""A sentence for a person, translated only when it is shown, in the language of whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


class Template(Protocol):
    """What `gettext_lazy` and `ngettext_lazy` return, as far as it is used here."""

    def __mod__(self, values: Any, /) -> str: ...


@dataclass(frozen=True)
class Message:
    """A lazily translated template and its values; ``str()`` gives the sentence.

    Django's own lazy strings lose their laziness at ``%``, and a warning made by a worker is read by somebody else.
    """

    template: Template
    params: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        # Whole numbers stay numbers: the plural form is chosen by them.
        values = {name: value if isinstance(value, int) else str(value) for name, value in self.params}
        return self.template % values


def message(template: Template, **params: object) -> Message:
    """`Message` with its values given by name."""
    return Message(template, tuple(params.items()))
