"""Templates: each is used, none carries code or style in its lines, and pages load nothing from elsewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.template.loaders.app_directories import get_app_template_dirs
from wagtail.models import get_page_models

from tests.architecture.house import APPS, ROOT, python_files, shown, static_files, templates

# Django asks for these by name.
ASKED_FOR_BY_DJANGO = {"400.html", "403.html", "404.html", "500.html"}

COMMENTS = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->", re.DOTALL)
CSS_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
JS_COMMENTS = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
# Data for scripts is no script.
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/(?:ld\+)?json\")", re.IGNORECASE)
INLINE_STYLE = re.compile(r"<style\b|<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE)
INLINE_HANDLER = re.compile(r"<[a-z][^<>]*\s(?:on[a-z]+|hx-on[:a-z-]*)\s*=", re.IGNORECASE)
JAVASCRIPT_LINK = re.compile(r"=\s*[\"']javascript:", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s\"'<>)]+")
# A link a person follows may lead anywhere; the names of XML and of share cards are not fetched.
FOLLOWED = re.compile(r"<a\b[^<>]*\shref=[\"']https?://[^\"']+[\"']", re.IGNORECASE)
ONLY_NAMES = ("http://www.w3.org/", "https://schema.org", "http://ogp.me/")


def refused_by_csp(markup: str) -> list[str]:
    """What our content security policy would refuse in a template or in HTML made by Python."""
    text = COMMENTS.sub("", markup)
    patterns = (INLINE_SCRIPT, INLINE_STYLE, INLINE_HANDLER, JAVASCRIPT_LINK)
    return [match.group() for pattern in patterns for match in pattern.finditer(text)]


def third_parties(text: str) -> list[str]:
    """The addresses a browser would fetch from somebody else."""
    return [found for found in ADDRESS.findall(FOLLOWED.sub("", text)) if not found.startswith(ONLY_NAMES)]


def strings_of(source: str) -> Iterator[str]:
    """The literal strings of a Python file, without docstrings."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {
        id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and is_docstring(node.body)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def is_docstring(body: list[ast.stmt]) -> bool:
    """Whether a block begins with a docstring."""
    return bool(body) and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)


def named_by_pattern(source: str) -> Iterator[re.Pattern[str]]:
    """The names an f-string of a Python file can make: `f"assessments/kinds/{kind}.html"`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w/-]+" for part in node.values
            ]
            if parts and parts[-1].endswith((r"\.html", r"\.txt")):
                yield re.compile("".join(parts))


def unused(names: Iterable[str], texts: list[str], patterns: list[re.Pattern[str]]) -> set[str]:
    """The templates whose name no file says."""
    said = set(re.findall(r"[\"']([\w/.-]+\.(?:html|txt|xml))[\"']", "\n".join(texts)))
    return {name for name in names if name not in said and not any(pattern.fullmatch(name) for pattern in patterns)}


def in_packages(name: str) -> bool:
    """Whether an installed package has a template of this name, which ours replaces."""
    folders = (Path(folder) for folder in get_app_template_dirs("templates"))
    ours = {ROOT / app for app in APPS}
    return any((folder / name).exists() for folder in folders if folder.parent not in ours)


def test_every_template_is_used() -> None:
    """By a view, a block, another template, by Wagtail's rule for pages, or in place of a package's own."""
    sources = [path.read_text(encoding="utf-8") for path in python_files()]
    texts = [*sources, *(path.read_text(encoding="utf-8") for path in templates().values())]
    patterns = [pattern for source in sources for pattern in named_by_pattern(source)]
    conventional = ASKED_FOR_BY_DJANGO | {str(model.template) for model in get_page_models()}
    assert {name for name in unused(templates(), texts, patterns) - conventional if not in_packages(name)} == set()


def test_unused_template_is_noticed() -> None:
    """The checker itself."""
    texts = ["{% include 'a/row.html' %}", 'template_name = "a/page.html"']
    patterns = list(named_by_pattern('x = f"a/kinds/{kind}.html"'))
    names = ["a/row.html", "a/page.html", "a/kinds/single.html", "a/left.html"]
    assert unused(names, texts, patterns) == {"a/left.html"}


def test_no_code_or_style_in_the_lines_of_a_template() -> None:
    """Our policy refuses it, so it would not work, silently."""
    found = {name: refused_by_csp(path.read_text(encoding="utf-8")) for name, path in templates().items()}
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_no_code_or_style_in_html_made_by_python() -> None:
    """The same for format_html and its like."""
    found = {
        shown(path): [
            problem for text in strings_of(path.read_text(encoding="utf-8")) for problem in refused_by_csp(text)
        ]
        for path in python_files()
    }
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_code_and_style_in_lines_are_noticed() -> None:
    """The checker itself, with what must pass beside what must not."""
    for bad in (
        "<script>go()</script>",
        "<style>a{}</style>",
        '<p class="a" style="color:red">',
        '<a\n  onclick="go()">',
        '<b hx-on:click="x">',
        '<a href="javascript:x">',
    ):
        assert refused_by_csp(bad), bad
    for good in (
        '<script src="a.js"></script>',
        '<script type="application/ld+json">{}</script>',
        "{# <style> #}",
        '<p data-style="a">',
    ):
        assert refused_by_csp(good) == [], good


def test_nothing_is_loaded_from_elsewhere() -> None:
    """Fonts, scripts and pictures are our own: no tracking, and it works on the ward's network alone."""
    files = {
        **{name: COMMENTS.sub("", path.read_text(encoding="utf-8")) for name, path in templates().items()},
        **{shown(path): CSS_COMMENTS.sub("", path.read_text(encoding="utf-8")) for path in static_files(".css")},
        **{shown(path): JS_COMMENTS.sub("", path.read_text(encoding="utf-8")) for path in static_files(".js")},
    }
    assert {name: third_parties(text) for name, text in files.items() if third_parties(text)} == {}


def test_third_party_is_noticed() -> None:
    """The checker itself."""
    assert third_parties("@import url(https://fonts.example/a.css)") == ["https://fonts.example/a.css"]
    assert third_parties('<svg xmlns="http://www.w3.org/2000/svg">') == []
    assert third_parties('<a class="x" href="https://vbpl.example/">') == []
    assert third_parties('<img src="https://a.example/b.png">') == ["https://a.example/b.png"]
