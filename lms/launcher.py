"""Start several programs as one: their output in log files, their errors on screen, all of them stopped together.

Each program leads a process group of its own, so that Ctrl-C reaches only the launcher, which then stops them in order,
and so that nothing a program started outlives it. A launcher that is killed outright takes them along (Linux).
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from logging import Formatter, LogRecord
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import FrameType
from typing import IO

# Seconds a program may take to finish what it is doing before it is killed.
GRACE_SECONDS = 15.0
LOOK_EVERY_SECONDS = 0.2
LOG_BYTES = 5_000_000
LOG_FILES_KEPT = 3
TAIL_LINES = 25
# What a program runs first: the kernel is to send it SIGTERM when the launcher is gone, however that came about.
TETHER = """
import ctypes, os, signal, sys
if sys.platform == "linux":
    PR_SET_PDEATHSIG = 1
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""

# A line that begins a log record, of Django ("2026-…") or of gunicorn and Celery ("[2026-…"); others continue one.
RECORD_START = re.compile(r"\[?\d{4}-\d\d-\d\d[ T]")
LOUD = re.compile(r"\b(ERROR|CRITICAL)\b")
TRACEBACK = "Traceback (most recent call last):"
# Lines of a traceback that only the log needs; the last line, which names the error, is not among them.
FRAME = (" ", TRACEBACK)


@dataclass(frozen=True, slots=True)
class Ended:
    """A program that stopped by itself."""

    name: str
    code: int
    tail: tuple[str, ...]


@dataclass
class Program:
    """One running program and the thread that reads what it prints."""

    name: str
    process: subprocess.Popen[str]
    log: Path
    show: Callable[[str], None]
    tail: deque[str] = field(default_factory=lambda: deque(maxlen=TAIL_LINES))
    reader: threading.Thread | None = None

    def read(self, output: IO[str]) -> None:
        """Copy the output to the log file, and errors in short to the screen, until it ends."""
        file = RotatingFileHandler(self.log, maxBytes=LOG_BYTES, backupCount=LOG_FILES_KEPT, encoding="utf-8")
        file.setFormatter(Formatter("%(message)s"))
        loud = False
        with output:
            for line in output:
                text = line.rstrip("\n")
                file.emit(LogRecord(self.name, 0, "", 0, text, (), None))
                self.tail.append(text)
                loud = is_loud(text, loud)
                if loud and not text.startswith(FRAME):
                    self.show(f"{self.name:<6} | {text}")
        file.close()

    def finish_reading(self) -> None:
        """Wait for the last words of a program that has ended; a grandchild that holds the pipe cannot keep us."""
        if self.reader is not None:
            self.reader.join(timeout=2)


def is_loud(line: str, was_loud: bool) -> bool:
    """Whether a line belongs on the screen: an error, or what follows one until the next record begins."""
    if RECORD_START.match(line):
        return bool(LOUD.search(line))
    return was_loud or line.startswith(TRACEBACK)


class Launcher:
    """Programs that live and die together.

    Use: `start` each, `wait_until` they are ready, `wait` for the first to end or for a signal; `stop` in any case.
    """

    def __init__(self, logs: Path, show: Callable[[str], None], watch_parent: bool = False) -> None:
        self.logs = logs
        self.show = show
        self.stopping = threading.Event()
        self.programs: list[Program] = []
        self._parent = os.getppid() if watch_parent else None
        logs.mkdir(parents=True, exist_ok=True)

    def stop_on_signals(self) -> None:
        """Ctrl-C, a polite kill or a closed terminal end `wait`. A second Ctrl-C while stopping changes nothing."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def start(self, name: str, command: Sequence[str], environment: dict[str, str], folder: Path) -> None:
        """Start a program of this Python, as it stands after `python`; its output goes to `logs`/`name`.log.

        The launcher's own thread must call this: the kernel ends a program with the thread that started it.
        """
        process = subprocess.Popen(
            [sys.executable, "-c", TETHER, *command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        if process.stdout is None:
            raise RuntimeError("a program's output cannot be read")
        program = Program(name, process, self.logs / f"{name}.log", self.show)
        program.reader = threading.Thread(target=program.read, args=[process.stdout], name=f"log-{name}", daemon=True)
        program.reader.start()
        self.programs.append(program)

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> Ended | bool:
        """True when ready; False after `seconds` or when asked to stop; the program that ended meanwhile."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._asked_to_stop():
            ended = self._first_ended()
            if ended is not None:
                return ended
            if ready():
                return True
            self.stopping.wait(LOOK_EVERY_SECONDS)
        return False

    def wait(self) -> Ended | None:
        """Until a program ends by itself, which is returned, or until asked to stop."""
        while not self._asked_to_stop():
            ended = self._first_ended()
            if ended is not None:
                return ended
            self.stopping.wait(LOOK_EVERY_SECONDS)
        return None

    def stop(self) -> None:
        """End every program with all it started: first a polite word, then by force. Returns when all are gone."""
        for program in self.programs:
            if program.process.poll() is None:
                program.process.terminate()
        until = time.monotonic() + GRACE_SECONDS
        for program in self.programs:
            with suppress(subprocess.TimeoutExpired):
                program.process.wait(timeout=max(0.1, until - time.monotonic()))
            with suppress(ProcessLookupError):
                # The group's number stays the program's while any of its processes lives.
                os.killpg(program.process.pid, signal.SIGKILL)
            program.process.wait()
            program.finish_reading()

    def _asked_to_stop(self) -> bool:
        return self.stopping.is_set() or (self._parent is not None and os.getppid() != self._parent)

    def _first_ended(self) -> Ended | None:
        for program in self.programs:
            code = program.process.poll()
            if code is not None:
                program.finish_reading()
                return Ended(program.name, code if code >= 0 else 128 - code, tuple(program.tail))
        return None
