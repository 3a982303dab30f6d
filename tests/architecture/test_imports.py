"""Imports stand at the top. One inside a function hides a cycle or a cost; the layers are held by `lint-imports`."""

from __future__ import annotations

import ast

from tests.architecture.house import APPS, height_of_apps, python_files, shown


def hidden_imports(source: str) -> list[int]:
    """The lines of imports inside functions."""
    functions = (
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    found = {
        inner.lineno for node in functions for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom)
    }
    return sorted(found)


def test_no_import_hides_in_a_function() -> None:
    """Of any of our files, tests included."""
    found = {shown(path): hidden_imports(path.read_text(encoding="utf-8")) for path in python_files(tests=True)}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_hidden_import_is_noticed() -> None:
    """The checker itself."""
    assert hidden_imports("import os\nclass A:\n    def f(self):\n        from a import b\n        return b") == [4]
    assert hidden_imports("import os\nif True:\n    import sys\n") == []


def test_every_app_has_its_layer() -> None:
    """An app the contract does not know would be free to import anything."""
    folders = {path.parent.name for path in python_files() if path.name == "apps.py"}
    assert folders <= set(APPS)
    heights = height_of_apps()
    assert heights["jobs"] == 0
    assert heights["lms"] > heights["reporting"] > heights["certificates"] > heights["courses"] > heights["cms"]
