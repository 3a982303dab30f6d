"""Doing the same thing in several places at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

Result = TypeVar("Result")
PATIENCE = 20


def together(times: int, work: Callable[[int], Result]) -> list[Result]:
    """Call `work(number)` in so many threads, each with a connection of its own, all started at once."""
    start = Barrier(times)

    def run(number: int) -> Result:
        try:
            start.wait(timeout=PATIENCE)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=times) as threads:
        return list(threads.map(run, range(times)))
