"""Web, worker and beat live and die together; what they say is kept, and what went wrong is shown."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from lms.launcher import Ended, Launcher, is_loud
from lms.management.commands.serve import last_words

# Runs until it is told to end.
LASTING = "import signal; signal.pause()"
# Starts a process of its own that ignores polite words and holds the FIFO open; then runs on.
WITH_CHILD = """
import os, signal, sys
if os.fork() == 0:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with open(sys.argv[1], "w") as fifo:
        fifo.write("alive\\n")
        fifo.flush()
        signal.pause()
signal.pause()
"""


@pytest.fixture
def shown() -> list[str]:
    """What the person at the screen sees."""
    return []


@pytest.fixture
def launcher(tmp_path: Path, shown: list[str]) -> Iterator[Launcher]:
    """A launcher whose programs are gone after the test."""
    started = Launcher(tmp_path / "logs", shown.append)
    yield started
    started.stop()


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    """A pipe that is at its end when every process that wrote to it is gone."""
    path = tmp_path / "fifo"
    os.mkfifo(path)
    return path


def start(launcher: Launcher, name: str, code: str, *arguments: str) -> None:
    """Start a small Python program."""
    launcher.start(name, ["-c", code, *arguments], dict(os.environ), launcher.logs)


def test_program_that_ends_is_named_with_its_code_and_last_words(launcher: Launcher) -> None:
    """So that a person knows which of the three failed and why, without opening a log."""
    start(launcher, "worker", LASTING)
    start(launcher, "web", "print('no such database'); raise SystemExit(7)")
    ended = launcher.wait()
    assert ended == Ended("web", 7, ("no such database",))
    message = last_words(Ended("web", 7, ("no such database",)), launcher.logs)
    assert "web" in message
    assert "7" in message
    assert "no such database" in message


def test_program_ended_by_a_signal_has_the_code_a_shell_gives(launcher: Launcher) -> None:
    """128 and the number of the signal: a negative code would be lost on the way out."""
    start(launcher, "web", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert launcher.wait() == Ended("web", 137, ())


def test_output_is_kept_and_only_errors_are_shown(launcher: Launcher, shown: list[str]) -> None:
    """Everything in the log, with its traceback; on screen the error without the frames."""
    lines = [
        "2026-11-23 08:00:00,000 INFO a: all is well",
        "2026-11-23 08:00:01,000 ERROR a: 100 % wrong",
        "Traceback (most recent call last):",
        '  File "x.py", line 1, in f',
        "ValueError: tiếng Việt",
        "2026-11-23 08:00:02,000 INFO a: well again",
    ]
    start(launcher, "web", f"print({chr(10).join(lines)!r})")
    launcher.wait()
    assert (launcher.logs / "web.log").read_text(encoding="utf-8").splitlines() == lines
    assert [line.split(" | ")[1] for line in shown] == [lines[1], lines[4]]


@pytest.mark.parametrize(
    ("line", "was_loud", "loud"),
    [
        ("[2026-11-23 08:00:00 +0700] [12] [ERROR] Worker failed", False, True),
        ("[2026-11-23 08:00:00,000: INFO/MainProcess] ready", True, False),
        ("2026-11-23 08:00:00,000 WARNING a: ERRORS are a word here", False, False),
        ("  continued", True, True),
        ("  continued", False, False),
        ("Traceback (most recent call last):", False, True),
    ],
)
def test_errors_are_told_from_the_rest(line: str, was_loud: bool, loud: bool) -> None:
    """In the formats of Django, gunicorn and Celery."""
    assert is_loud(line, was_loud) is loud


def test_stopping_ends_what_a_program_started_too(launcher: Launcher, fifo: Path) -> None:
    """No orphan, however stubborn: the FIFO ends only when the grandchild is gone."""
    start(launcher, "web", WITH_CHILD, str(fifo))
    with fifo.open() as reader:
        assert reader.readline() == "alive\n"
        launcher.stop()
        assert reader.read() == ""


def test_killed_launcher_leaves_nobody_behind(tmp_path: Path, fifo: Path) -> None:
    """Killed outright, it cannot stop anybody; the kernel does it."""
    code = (
        "import os, pathlib, signal, sys\n"
        "from lms.launcher import Launcher\n"
        "launcher = Launcher(pathlib.Path(sys.argv[1]), print)\n"
        "writes = 'import signal; f = open(' + repr(sys.argv[2]) + ', \"w\", 1); print(1, file=f); signal.pause()'\n"
        "launcher.start('web', ['-c', writes], dict(os.environ), pathlib.Path(sys.argv[1]))\n"
        "signal.pause()\n"
    )
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path), str(fifo)], cwd=root)
    with fifo.open() as reader:
        assert reader.readline() == "1\n"
        process.kill()
        process.wait()
        assert reader.read() == ""


def test_signal_ends_waiting(launcher: Launcher) -> None:
    """Ctrl-C is no error: nobody ended by itself."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        launcher.stop_on_signals()
        start(launcher, "web", LASTING)
        os.kill(os.getpid(), signal.SIGINT)
        assert launcher.wait() is None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def test_taken_port_is_told_before_anything_starts() -> None:
    """With the port, and what to do."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=rf"{port}.*PORT={port + 1 if port < 65535 else 8000}"):
            call_command("serve", "--port", str(port))


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", ""])
def test_port_that_is_none_is_refused(port: str) -> None:
    """Not with a traceback of the web server."""
    with pytest.raises(CommandError, match="--port"):
        call_command("serve", f"--port={port}")
