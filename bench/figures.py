"""The figures. To add one: write a function that returns values and register it under the names it measures."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from bench.client import Browser
from bench.server import ROOT

SECONDS = 6.0
CONCURRENCY = 4
FLOW_CONCURRENCY = 8
FLOWS_EACH = 6
LIST_TIMES = 15


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the server is and what was made for it."""

    address: str
    made: dict[str, Any]
    # In which a command of the project sees the same database.
    environment: dict[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value."""

    value: float
    unit: str


Measure = Callable[[Bench], dict[str, Figure]]
MEASURES: dict[tuple[str, ...], Measure] = {}


def measures(*names: str) -> Callable[[Measure], Measure]:
    """Register a function under the figures it returns."""

    def register(measure: Measure) -> Measure:
        MEASURES[names] = measure
        return measure

    return register


def _pages_per_second(bench: Bench, path: str, sessions: list[str]) -> Figure:
    def load(session: str) -> int:
        browser = Browser(bench.address, session)
        browser.get(path)
        until, count = time.perf_counter() + SECONDS, 0
        while time.perf_counter() < until:
            browser.get(path)
            count += 1
        return count

    with ThreadPoolExecutor(CONCURRENCY) as pool:
        counts = list(pool.map(load, sessions))
    return Figure(round(sum(counts) / SECONDS, 1), "requests/s")


@measures("bare_view_rps")
def bare_view(bench: Bench) -> dict[str, Figure]:
    """A trivial rendered template."""
    return {"bare_view_rps": _pages_per_second(bench, "/bare/", [""] * CONCURRENCY)}


@measures("article_uncached_rps")
def article(bench: Bench) -> dict[str, Figure]:
    """An article, as a resident without account opens it; nothing cached."""
    return {"article_uncached_rps": _pages_per_second(bench, bench.made["article"], [""] * CONCURRENCY)}


@measures("lesson_rps")
def lesson(bench: Bench) -> dict[str, Figure]:
    """A lesson, opened by learners; each opening is recorded."""
    sessions = [learner["session"] for learner in bench.made["learners"][:CONCURRENCY]]
    return {"lesson_rps": _pages_per_second(bench, bench.made["lesson"], sessions)}


@measures("quiz_flows_per_s_c8", "quiz_submit_p95_ms_c8")
def quiz(bench: Bench) -> dict[str, Figure]:
    """Whole quizzes by eight learners at once: quiz page, start, attempt page, one autosave, 20 answers saved, summary,
    submit, review. Eight page requests a flow."""

    def load(learner: dict[str, str]) -> list[float]:
        browser = Browser(bench.address, learner["session"])
        return [_quiz_flow(browser, learner["quiz"]) for _ in range(FLOWS_EACH)]

    learners = bench.made["learners"][:FLOW_CONCURRENCY]
    begun = time.perf_counter()
    with ThreadPoolExecutor(FLOW_CONCURRENCY) as pool:
        submits = [seconds for learner in pool.map(load, learners) for seconds in learner]
    elapsed = time.perf_counter() - begun
    p95 = statistics.quantiles(submits, n=20)[-1]
    return {
        "quiz_flows_per_s_c8": Figure(round(len(submits) / elapsed, 2), "flows/s"),
        "quiz_submit_p95_ms_c8": Figure(round(1000 * p95, 1), "ms"),
    }


@measures("import_rows_per_s", "people_list_ms")
def people(bench: Bench) -> dict[str, Figure]:
    """10,000 people from an Excel file, checked and taken over; then the list of them, filtered, its second page."""
    command = [sys.executable, "manage.py", "import_bench_people"]
    done = subprocess.run(command, cwd=ROOT, env=bench.environment, check=True, capture_output=True, text=True)
    rows, seconds = done.stdout.split()
    browser = Browser(bench.address, bench.made["hr"]["session"])
    path = bench.made["hr"]["list"]
    browser.get(path)
    times = []
    for _ in range(LIST_TIMES):
        begun = time.perf_counter()
        browser.get(path)
        times.append(time.perf_counter() - begun)
    return {
        "import_rows_per_s": Figure(round(int(rows) / float(seconds), 1), "rows/s"),
        "people_list_ms": Figure(round(1000 * statistics.median(times), 1), "ms"),
    }


RADIO = re.compile(r'name="(q\d+)"[^>]*value="([^"]+)"')


def _quiz_flow(browser: Browser, quiz_path: str) -> float:
    """One flow; returns the seconds of the submission."""
    browser.get(quiz_path)
    attempt = browser.post(f"{quiz_path}bat-dau/").location
    answers = {name: value for name, value in RADIO.findall(browser.get(attempt).body) if value}
    if len(answers) != 20:
        raise RuntimeError(f"the attempt page shows {len(answers)} questions, not 20")
    first = answers["q1"]
    browser.post(f"{attempt}luu/", position="1", answer=first, sequence="1", flagged="")
    browser.post(f"{attempt}luu-tat-ca/", **answers)
    browser.get(f"{attempt}xem-lai/")
    submitted = browser.post(f"{attempt}nop/")
    browser.get(submitted.location)
    return submitted.seconds
