"""Kinds of questions. A kind is one class, registered once by its own module; nothing else lists them.

A kind knows how the content of a version is laid out, shuffled, checked and marked. Content and answers are plain
JSON, so that an attempt pins exactly what it showed.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, Protocol

from assessments.errors import KindTaken

Content = dict[str, Any]
Answer = str


@dataclass(frozen=True, slots=True)
class ReviewedOption:
    """An option in the review: what it says, whether it was chosen, whether it is right."""

    text: str
    chosen: bool
    correct: bool


class QuestionKind(Protocol):
    """What a kind of question must know."""

    name: str
    attempt_template: str
    review_template: str

    def layout(self, content: Content, rng: random.Random, *, shuffle: bool) -> list[str]:
        """The order in which an attempt shows the options: their keys."""

    def shown(self, content: Content, layout: list[str]) -> list[dict[str, str]]:
        """What the browser receives: options in order, without correctness, weight or explanation."""

    def accepts(self, content: Content, answer: Answer) -> bool:
        """Whether an answer is well formed; an empty answer takes a choice back."""

    def fraction(self, content: Content, answer: Answer) -> float:
        """Share of the mark an answer earns, 0 to 1; an empty answer earns 0."""

    def reviewed(self, content: Content, layout: list[str], answer: Answer) -> list[ReviewedOption]:
        """What the review template receives once the attempt is over, in the order of the attempt."""


_KINDS: dict[str, QuestionKind] = {}


def register(kind: QuestionKind) -> QuestionKind:
    """Make a kind known.

    Raises:
        KindTaken: the name belongs to another class.
    """
    if kind.name in _KINDS:
        raise KindTaken(kind.name)
    _KINDS[kind.name] = kind
    return kind


def kind_of(name: str) -> QuestionKind:
    """The kind a version was written as."""
    return _KINDS[name]
