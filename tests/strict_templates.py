"""An unknown variable in a template of ours fails the test; Django's and Wagtail's own may count on silence."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

from django.template.base import FilterExpression, Node


class UnknownTemplateVariable(AssertionError):
    """A template shows something its view never gave it."""


class LoudWhenUnknown(str):
    """Django's `string_if_invalid`, which it asks for its truth only where a variable could not be resolved.

    Where a tag knows what to do with a missing value (`if`, `for`, `firstof`), Django does not ask at all.
    """

    __slots__ = ("root",)

    root: Path

    def __new__(cls, root: Path) -> LoudWhenUnknown:
        """An empty text; templates below `root` and outside its packages are ours."""
        self = super().__new__(cls, "")
        self.root = root
        return self

    def __bool__(self) -> bool:
        """False, after complaining when the expression stands in a template of ours."""
        frame = sys._getframe(1)
        if frame.f_code is FilterExpression.resolve.__code__:
            template = template_of(frame)
            if template is not None and self._is_ours(Path(template)):
                raise UnknownTemplateVariable(f"{template}: nothing gave it {{{{ {frame.f_locals['self']} }}}}")
        return False

    def _is_ours(self, template: Path) -> bool:
        return template.is_relative_to(self.root) and not {".venv", "node_modules"} & set(template.parts)


def template_of(frame: FrameType | None) -> str | None:
    """The file of the template whose node is being rendered in this frame or the nearest above it."""
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None) is not None:
            return str(node.origin.name)
        frame = frame.f_back
    return None
