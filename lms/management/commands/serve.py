"""`manage.py serve`: the web server, the worker and the beat, started and stopped as one."""

from __future__ import annotations

import os
import socket
import urllib.error
import urllib.request
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from lms.demo.accounts import describe
from lms.demo.loading import demo_is_loaded
from lms.launcher import Ended, Launcher

START_SECONDS = 90.0
PROBE_SECONDS = 2.0
EVERY_ADDRESS = {"0.0.0.0", "::"}
# An address for documentation (RFC 5737): choosing a way to it sends nothing.
ELSEWHERE = ("192.0.2.1", 9)


class Command(BaseCommand):
    """Runs in the foreground until Ctrl-C, until it is terminated, or until one of the three ends by itself."""

    help = "Starts the web server, the worker and the beat; one Ctrl-C stops all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=port_number, default=8000)
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on; 0.0.0.0 for every one")
        parser.add_argument("--with-parent", action="store_true", help="stop when whoever started this is gone")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        refuse_taken_port(host, port)
        named = own_address() if host in EVERY_ADDRESS else host
        address = f"http://{bracketed(named)}:{port}"
        launcher = Launcher(settings.VAR / "logs", self._show, watch_parent=options["with_parent"])
        launcher.stop_on_signals()
        try:
            self._start(launcher, f"{bracketed(host)}:{port}", address, named)
            ended = self._serve(launcher, address)
        finally:
            self._show(_("Stopping …"))
            launcher.stop()
        if ended is not None:
            raise CommandError(last_words(ended, launcher.logs), returncode=ended.code or 1)
        self._show(_("Stopped."))

    def _start(self, launcher: Launcher, bind: str, address: str, named: str) -> None:
        environment = os.environ | {
            # What this process runs with, whatever of it came from the environment.
            "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
            "KHAITRI_VAR": str(settings.VAR),
            "KHAITRI_ADDRESS": os.environ.get("KHAITRI_ADDRESS") or address,
            # Whoever asks for another address to listen on wants to be reached by it.
            "KHAITRI_HOSTS": f"{os.environ.get('KHAITRI_HOSTS', '')} {named} {socket.gethostname()}".strip(),
            "PYTHONUNBUFFERED": "1",
            "PYTHONUTF8": "1",
        }
        for name, command in programs(bind).items():
            launcher.start(name, ["-m", *command], environment, settings.BASE_DIR)

    def _serve(self, launcher: Launcher, address: str) -> Ended | None:
        ready = launcher.wait_until(lambda: answers(f"{address}/healthz"), START_SECONDS)
        if isinstance(ready, Ended):
            return ready
        if ready:
            self._show("\n".join(["", *self._welcome(address), ""]))
            return launcher.wait()
        if launcher.stopping.is_set():
            return None
        raise CommandError(
            _("The web server did not answer within %(seconds)d seconds. See %(log)s.")
            % {"seconds": START_SECONDS, "log": launcher.logs / "web.log"}
        )

    def _welcome(self, address: str) -> list[str]:
        lines = [_("Khai Trí answers at %(address)s") % {"address": f"{address}/"}]
        try:
            if demo_is_loaded():
                lines.append(describe())
        except DatabaseError:
            lines.append(_("The database has no tables yet: run `manage.py migrate`."))
        return [*lines, _("Logs: %(folder)s. Ctrl-C stops everything.") % {"folder": settings.VAR / "logs"}]

    def _show(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def port_number(text: str) -> int:
    """A TCP port from the command line.

    Raises:
        ArgumentTypeError: it is not a number from 1 to 65535.
    """
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(_("%(text)r is not a port: a number from 1 to 65535.") % {"text": text})
    return int(text)


def own_address() -> str:
    """The address by which others in the network reach this machine; 127.0.0.1 without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
        except OSError:
            return "127.0.0.1"
        name: str = probe.getsockname()[0]
        return name


def bracketed(host: str) -> str:
    """The host as it stands before a port: an IPv6 address in brackets."""
    return f"[{host}]" if ":" in host else host


def refuse_taken_port(host: str, port: int) -> None:
    """Say what to do before anything is started.

    Raises:
        CommandError: another program has the port, or this machine has no such address.
    """
    try:
        family, kind, *_rest, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            # As the web server does: a port whose last connections are only fading away is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        raise CommandError(
            _("Cannot listen on port %(port)d of %(host)s (%(error)s). Choose another: make run PORT=%(other)d")
            % {"port": port, "host": host, "error": error.strerror, "other": port + 1 if port < 65535 else 8000}
        ) from error


def programs(bind: str) -> dict[str, list[str]]:
    """The three programs: modules of Python and their arguments."""
    celery = ["celery", "--app", "lms", "--quiet"]
    beat_files = settings.VAR / "beat"
    beat_files.mkdir(parents=True, exist_ok=True)
    # Gossip, mingle and heartbeats are talk between workers; there is one.
    lone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return {
        "web": ["gunicorn", "--config", "python:lms.gunicorn", "--bind", bind, "lms.wsgi:application"],
        "worker": [*celery, "worker", "--pool", "prefork", "--concurrency", "2", "--loglevel", "INFO", *lone],
        "beat": [*celery, "beat", "--schedule", str(beat_files / "schedule"), "--pidfile", "", "--loglevel", "WARNING"],
    }


def answers(url: str) -> bool:
    """Whether the address answers 200."""
    try:
        with urllib.request.urlopen(url, timeout=PROBE_SECONDS) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def last_words(ended: Ended, logs: Path) -> str:
    """Which program ended, with what, and what it said last."""
    heading = _("%(name)s stopped by itself with exit code %(code)d. The end of %(log)s:") % {
        "name": ended.name,
        "code": ended.code,
        "log": logs / f"{ended.name}.log",
    }
    return "\n".join([heading, *(f"  {line}" for line in ended.tail)])
