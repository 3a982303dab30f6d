"""Translations: collected from code and templates, checked for what a reader would stumble over, compiled."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from lms.messages import Messages, Problem, faults, read, wagtail_messages

PYTHON = """
from django.utils.translation import gettext, gettext_lazy as _, ngettext, pgettext
TITLE = _("Courses")
def text(n):
    return gettext("%(name)s has passed") + ngettext("%(n)d lesson", "%(n)d lessons", n) + pgettext("verb", "Open")
"""
TEMPLATE = """
    {% if course %}
        <p title="{% translate "Read on" %}">{% status "ok" _("In force") %}</p>
      {% blocktranslate trimmed count n=n %}
          {{ n }} question, 100%
        {% plural %}
          {{ n }} questions, 100%
      {% endblocktranslate %}
    {% endif %}
"""


@pytest.fixture
def messages(tmp_path: Path) -> Messages:
    """A repository with one app."""
    app = tmp_path / "app"
    (app / "templates" / "app").mkdir(parents=True)
    (app / "models.py").write_text(PYTHON, encoding="utf-8")
    (app / "templates" / "app" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    return Messages.of(tmp_path, ["app"])


VIETNAMESE = {
    "Courses": "Khóa học",
    "%(name)s has passed": "%(name)s đã đạt",
    "%(n)d lesson": ["%(n)d lesson", "%(n)d lessons", "%(n)d bài"],
    "verb\u0004Open": "Mở",
    "Read on": "Đọc tiếp",
    "In force": "Còn hiệu lực",
    "%(n)s question, 100%%": "%(n)s câu hỏi, 100%%",
}


def test_messages_of_code_and_templates_are_collected(messages: Messages) -> None:
    """Singular and plural, with context, and as arguments of tags."""
    found = {
        message.id if isinstance(message.id, str) else message.id[0] for message in messages.update() if message.id
    }
    assert found == {key.rpartition("\u0004")[2] for key in VIETNAMESE}


def test_merged_translations_are_kept_checked_and_compiled(messages: Messages) -> None:
    """The whole way from the JSON to what Django reads."""
    assert messages.merge(VIETNAMESE) == []
    messages.update()
    assert list(messages.problems()) == []
    assert messages.compile() is True
    with messages.compiled.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.gettext("Courses") == "Khóa học"
    assert compiled.ngettext("%(n)d lesson", "%(n)d lessons", 1) == compiled.ngettext(
        "%(n)d lesson", "%(n)d lessons", 5
    )
    assert compiled.pgettext("verb", "Open") == "Mở"


def test_same_content_changes_no_file(messages: Messages) -> None:
    """No dates, no line numbers: moving code about changes nothing."""
    messages.merge(VIETNAMESE)
    before = messages.own.read_bytes()
    source = messages.sources[0] / "models.py"
    source.write_text("\n\n\n" + source.read_text(encoding="utf-8"), encoding="utf-8")
    messages.update()
    assert messages.own.read_bytes() == before
    messages.compile()
    assert messages.compile() is False


def test_missing_and_unused_messages_are_problems(messages: Messages) -> None:
    """The list is exactly what the sources use."""
    messages.merge(VIETNAMESE)
    source = messages.sources[0] / "models.py"
    source.write_text(PYTHON.replace("Courses", "Lessons"), encoding="utf-8")
    names = {problem.message for problem in messages.problems()}
    assert names == {"Courses", "Lessons"}
    messages.update()
    assert list(messages.problems()) == [Problem("Lessons", "is not translated")]


def test_translation_nobody_needs_is_told(messages: Messages) -> None:
    """A typing error in a key must not vanish silently."""
    assert messages.merge({"Coursse": "Khóa học"}) == ["Coursse"]


def test_message_of_wagtail_goes_to_its_own_file(messages: Messages) -> None:
    """Wagtail's Vietnamese has gaps that we fill."""
    context, msgid = next(key for key, message in wagtail_messages().items() if key[0] is None and message.id == key[1])
    assert messages.merge({msgid: "tiếng Việt"}) == []
    assert read(messages.wagtail).get(msgid, context).string == "tiếng Việt"
    assert msgid not in read(messages.own)


@pytest.mark.parametrize(
    ("source", "vietnamese", "wrong"),
    [
        ("%(name)s passed", "%(name)s đã đạt", False),
        ("%(name)s passed", "%(nmae)s đã đạt", True),
        ("%(name)s passed", "đã đạt", True),
        ("{} of {}", "{} trên {}", False),
        ("Open", "", True),
        (("One lesson", "%(n)s lessons"), ("%(n)s bài",), False),
        (("One lesson", "%(n)s lessons"), ("%(m)s bài",), True),
        ("%(n)s%% done", "xong %(n)s%%", False),
        ("%(n)s%% done", "xong %(n)s%", True),
    ],
)
def test_placeholders_are_carried_over(source: str | tuple[str, str], vietnamese: str, wrong: bool) -> None:
    """A wrong one breaks the page that shows it."""
    assert bool(list(faults(Message(source, vietnamese)))) is wrong


def test_fuzzy_translation_is_a_problem() -> None:
    """Somebody was not sure, so nobody should read it."""
    catalog = Catalog()
    message = catalog.add("Open", "Mở", flags=["fuzzy"])
    assert [problem.why for problem in faults(message)] == ["is marked fuzzy"]
