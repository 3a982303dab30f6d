"""The suite's own promise: a template that shows what nobody gave it fails the test."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import Context, Engine

from tests.strict_templates import LoudWhenUnknown, UnknownTemplateVariable


def render(folder: Path, root: Path, markup: str, **values: object) -> str:
    """A template file below `folder`, rendered strictly for templates below `root`."""
    (folder / "page.html").write_text(markup, encoding="utf-8")
    engine = Engine(dirs=[str(folder)], string_if_invalid=LoudWhenUnknown(root))
    return engine.get_template("page.html").render(Context(values))


def test_unknown_variable_of_our_template_is_refused(tmp_path: Path) -> None:
    """With the name of the template and what it asked for."""
    with pytest.raises(UnknownTemplateVariable, match=r"page\.html.*person\.nmae"):
        render(tmp_path, tmp_path, "{{ person.nmae }}", person={"name": "Hoa"})


def test_known_and_asked_for_variables_pass(tmp_path: Path) -> None:
    """`if` and `for` may ask for what is not there."""
    assert (
        render(tmp_path, tmp_path, "{% if absent %}a{% endif %}{% for a in absent %}{% endfor %}{{ b }}", b="c") == "c"
    )


def test_templates_of_packages_stay_as_they_are(tmp_path: Path) -> None:
    """A missing value is empty there, and filters still see it."""
    elsewhere = tmp_path / ".venv"
    elsewhere.mkdir()
    assert render(elsewhere, tmp_path, "[{{ absent }}{{ absent|default:'x' }}]") == "[x]"
