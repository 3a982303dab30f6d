"""Databases of a test run. Migrating takes half a minute, so a run migrates one and copies it for all who need one.

Nothing is kept from one run to the next.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class SqliteTemplate:
    """A migrated database in a file."""

    path: Path

    @property
    def url(self) -> str:
        """Its address."""
        return f"sqlite:///{self.path}"

    def clear(self) -> None:
        """Begin with nothing."""
        self.path.unlink(missing_ok=True)

    def copy(self, name: str, folder: Path) -> tuple[str, str]:
        """A fresh database of that name in the folder: what Django calls its name, and its address."""
        path = folder / f"{name}.sqlite3"
        # Replaced whole, and without what an earlier copy of that name had not yet written into its file.
        draft = path.with_suffix(".draft")
        shutil.copyfile(self.path, draft)
        for unwritten in ("-wal", "-shm"):
            path.with_name(path.name + unwritten).unlink(missing_ok=True)
        draft.replace(path)
        return str(path), f"sqlite:///{path}"


@dataclass(frozen=True, slots=True)
class PostgresTemplate:
    """A migrated database on the server of the run."""

    server: str
    name: str = "khaitri_template"

    @property
    def url(self) -> str:
        """Its address."""
        return self._address(self.name)

    def clear(self) -> None:
        """Begin with nothing."""
        self._make(self.name, "template1")

    def copy(self, name: str, folder: Path) -> tuple[str, str]:
        """A fresh database of that name on the same server: what Django calls its name, and its address."""
        self._make(name, self.name)
        return name, self._address(name)

    def _address(self, name: str) -> str:
        return urlsplit(self.server)._replace(path=f"/{name}").geturl()

    def _make(self, name: str, template: str) -> None:
        with psycopg.connect(self._address("postgres"), autocommit=True) as server:
            server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
            server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))


Template = SqliteTemplate | PostgresTemplate


def migrated_template(folder: Path) -> Template:
    """The template of the run whose common folder this is: made by the process that asks first, the others wait."""
    server = os.environ.get("KHAITRI_DATABASE_URL", "")
    template: Template = PostgresTemplate(server) if server else SqliteTemplate(folder / "template.sqlite3")
    made = folder / "template.made"
    with _alone(folder / "template.lock"):
        if not made.exists():
            template.clear()
            _migrate(template.url)
            made.touch()
    return template


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _migrate(url: str) -> None:
    environment = os.environ | {"KHAITRI_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "lms.settings.test"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the migrations failed:\n{done.stdout}{done.stderr}")
