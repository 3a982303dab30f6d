"""The whole platform as it really runs, for browser tests: its own data, a real server, worker and beat."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tests.databases import Template

START_SECONDS = 120.0
STOP_SECONDS = 40.0


@dataclass(frozen=True, slots=True)
class RunningSite:
    """A started site: `address` has no slash at its end, `var` is where its data and logs are."""

    address: str
    var: Path
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py on this site; returns what it printed."""
        return manage(self.environment, *arguments)


@contextmanager
def running_site(migrated: Template) -> Iterator[RunningSite]:
    """The demo on a free port, in a copy of the migrated database; everything is stopped and removed afterwards."""
    if not (settings.BUILD_DIR / "collected" / "staticfiles.json").exists():
        raise RuntimeError("Static files are not collected: run `make test` once.")
    with tempfile.TemporaryDirectory(prefix="khaitri-site-") as folder:
        var, port = Path(folder), _free_port()
        _name, url = migrated.copy("site", var)
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "lms.settings.local",
            "KHAITRI_VAR": str(var),
            "KHAITRI_DATABASE_URL": url,
            "KHAITRI_REDIS_URL": "",
            "KHAITRI_ADDRESS": f"http://127.0.0.1:{port}",
        }
        manage(environment, "demo")
        site = RunningSite(f"http://127.0.0.1:{port}", var, environment)
        with _served(site, port):
            yield site


def manage(environment: dict[str, str], *arguments: str) -> str:
    """Run a command of manage.py.

    Raises:
        RuntimeError: it failed; with all it said.
    """
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def _served(site: RunningSite, port: int) -> Iterator[None]:
    log = site.var / "serve.log"
    with log.open("w", encoding="utf-8") as output:
        command = [sys.executable, "manage.py", "serve", "--port", str(port), "--with-parent"]
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=site.environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _wait_until_ready(f"{site.address}/readyz", process, log)
            yield
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the site stopped before it answered:\n{log.read_text(encoding='utf-8')}")
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the site did not answer within {START_SECONDS} seconds:\n{log.read_text(encoding='utf-8')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
