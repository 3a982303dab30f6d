"""Translations without the system's gettext: collect, check and compile with Babel.

English stands in the code, Vietnamese in two files under `locale/vi/LC_MESSAGES`:

- `django.po`: our own messages. Exactly those the sources use, sorted, without line numbers and dates, so that two
  people's changes merge.
- `wagtail.po`: messages of Wagtail which it has not translated itself.

Both are compiled into one `django.mo`, which git ignores.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import wagtail
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LOCALE = "vi"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = f"""\
# {{title}}
msgid ""
msgstr ""
"Language: {LOCALE}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
OWN_TITLE = "Our own messages; `make messages` keeps the list, people write the Vietnamese."
WAGTAIL_TITLE = "Messages of Wagtail that it has not translated itself; `manage.py messages --merge` adds to them."

# The header of a compiled file carries dates; a fixed one keeps the file the same for the same content.
SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
# %(name)s and {name}: what a translation must carry over unchanged. "%%" is a percent sign.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")
STRAY_PERCENT = re.compile(r"(?<!%)(?:%%)*%(?![%(])")

# What identifies a message: context and (singular) source text.
Key = tuple[str | None, str]
# One translation of the JSON files: the Vietnamese, or [singular, plural, Vietnamese].
Translation = str | list[str]


@dataclass(frozen=True, slots=True)
class Problem:
    """One message that would show wrongly, and why."""

    message: str
    why: str

    def __str__(self) -> str:
        return f"{self.message!r}: {self.why}"


@dataclass(frozen=True, slots=True)
class Messages:
    """The translations of one repository: `root` holds the apps, `folder` the .po files."""

    root: Path
    folder: Path
    sources: tuple[Path, ...]

    @classmethod
    def of(cls, root: Path, apps: Iterable[str]) -> Messages:
        """The messages of these apps under `root`."""
        return cls(root, root / "locale" / LOCALE / "LC_MESSAGES", tuple(root / app for app in sorted(apps)))

    @property
    def own(self) -> Path:
        """Our messages."""
        return self.folder / "django.po"

    @property
    def wagtail(self) -> Path:
        """What we translate for Wagtail."""
        return self.folder / "wagtail.po"

    @property
    def compiled(self) -> Path:
        """What Django reads."""
        return self.folder / "django.mo"

    def update(self) -> Catalog:
        """Write `django.po` anew: every message of the sources with the translation it had, and nothing else."""
        catalog = collected(self.sources, self.root)
        for key, old in entries(read(self.own)).items():
            found = catalog.get(key[1], key[0])
            if found is not None and bool(found.pluralizable) == bool(old.pluralizable):
                found.string = old.string
        write(self.own, catalog, OWN_TITLE)
        return catalog

    def merge(self, translations: dict[str, Translation]) -> list[str]:
        """Take translations over into the file their message belongs to; returns the messages nobody uses."""
        own, borrowed = self.update(), read(self.wagtail)
        theirs = wagtail_messages()
        unknown = []
        for source, translation in translations.items():
            context, msgid = split_key(source)
            if (found := own.get(msgid, context)) is not None:
                found.string = translated(found, translation)
            elif (message := theirs.get((context, msgid))) is not None:
                borrowed.add(message.id, translated(message, translation), context=message.context)
            else:
                unknown.append(source)
        write(self.own, own, OWN_TITLE)
        if len(borrowed):
            write(self.wagtail, borrowed, WAGTAIL_TITLE)
        return unknown

    def problems(self) -> Iterator[Problem]:
        """What a reader of Vietnamese would stumble over, and what is out of date."""
        used, own = entries(collected(self.sources, self.root)), entries(read(self.own))
        for key in sorted(used.keys() - own.keys(), key=str):
            yield Problem(key[1], "is not in django.po; run `make messages`")
        for key in sorted(own.keys() - used.keys(), key=str):
            yield Problem(key[1], "is in django.po but nobody uses it; run `make messages`")
        for message in own.values():
            yield from faults(message)
        theirs = wagtail_messages()
        for key, message in entries(read(self.wagtail)).items():
            if key not in theirs:
                yield Problem(key[1], "is in wagtail.po but Wagtail does not use it any more")
            yield from faults(message)

    def compile(self) -> bool:
        """Write `django.mo` from both files when its content changes; True when it did."""
        together = Catalog(locale=LOCALE, creation_date=SOME_DAY, revision_date=SOME_DAY)
        for path in (self.wagtail, self.own):
            for message in entries(read(path)).values():
                if all(strings(message)) and not message.fuzzy:
                    together.add(message.id, message.string, context=message.context)
        content = BytesIO()
        write_mo(content, together)
        if self.compiled.exists() and self.compiled.read_bytes() == content.getvalue():
            return False
        self.compiled.parent.mkdir(parents=True, exist_ok=True)
        # Replaced whole: a server that starts meanwhile reads the old or the new, never half of it.
        draft = self.compiled.with_name(f".{self.compiled.name}.{os.getpid()}")
        draft.write_bytes(content.getvalue())
        draft.replace(self.compiled)
        return True


def collected(sources: Iterable[Path], root: Path) -> Catalog:
    """Every message of the Python files and templates below the folders, with the files that use it."""
    catalog = Catalog(locale=LOCALE, fuzzy=False)
    for path in sorted(path for source in sources for path in source.rglob("*")):
        reader = _READERS.get(path.suffix)
        if reader is None or (path.suffix != ".py" and "templates" not in path.parts):
            continue
        for _line, ids, comments, context in extract("python", BytesIO(reader(path)), KEYWORDS, ["Translators:"]):
            catalog.add(ids, locations=[(str(path.relative_to(root)), 0)], user_comments=comments, context=context)
    return catalog


def _python_of_template(path: Path) -> bytes:
    # templatize turns all but the messages into filler; its indentation means nothing and would be a syntax error.
    python = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    return "\n".join(line.lstrip() for line in python.splitlines()).encode()


_READERS: dict[str, Callable[[Path], bytes]] = {
    ".py": Path.read_bytes,
    ".html": _python_of_template,
    ".txt": _python_of_template,
}


def wagtail_messages() -> dict[Key, Message]:
    """Every message of the installed Wagtail, from the English catalogues it ships."""
    found: dict[Key, Message] = {}
    for path in sorted(Path(wagtail.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po")):
        found |= entries(read(path))
    return found


def entries(catalog: Catalog) -> dict[Key, Message]:
    """The messages by context and source text, without the header."""
    return {(message.context, singular(message)): message for message in catalog if message.id}


def singular(message: Message) -> str:
    """The source text that identifies the message."""
    return message.id[0] if isinstance(message.id, list | tuple) else message.id


def strings(message: Message) -> tuple[str, ...]:
    """The translations, one for each plural form of Vietnamese, which has one."""
    return tuple(message.string) if isinstance(message.string, list | tuple) else (message.string or "",)


def translated(message: Message, translation: Translation) -> str | tuple[str, ...]:
    """The translation in the shape the message needs."""
    text = translation if isinstance(translation, str) else translation[-1]
    return (text,) if message.pluralizable else text


def split_key(source: str) -> Key:
    """A key of the JSON files: the source text, or context, U+0004 (as in compiled files) and source text."""
    context, separator, msgid = source.rpartition("\u0004")
    return (context if separator else None), msgid


def faults(message: Message) -> Iterator[Problem]:
    """What is wrong with one message: not translated, unsure, or its placeholders differ."""
    name = singular(message)
    if message.fuzzy:
        yield Problem(name, "is marked fuzzy")
    sources = message.id if isinstance(message.id, list | tuple) else (message.id,)
    wanted = [set(PLACEHOLDER.findall(source)) for source in sources]
    for text in strings(message):
        if not text:
            yield Problem(name, "is not translated")
        elif (found := set(PLACEHOLDER.findall(text))) not in wanted:
            yield Problem(name, f"has the placeholders {sorted(found)} in Vietnamese, not {sorted(wanted[-1])}")
        elif any("%(" in source or "%%" in source for source in sources) and STRAY_PERCENT.search(text):
            yield Problem(name, "has a percent sign in Vietnamese that is not written %%")


def read(path: Path) -> Catalog:
    """The catalogue of a .po file; an empty one when there is no file."""
    if not path.exists():
        return Catalog(locale=LOCALE, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE, abort_invalid=True)


def write(path: Path, catalog: Catalog, title: str) -> None:
    """The catalogue as a sorted .po file with the names of the files, and nothing that changes by itself."""
    content = BytesIO()
    write_po(
        content, catalog, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True, width=120
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEADER.format(title=title).encode() + content.getvalue())
