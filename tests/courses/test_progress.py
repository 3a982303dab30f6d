"""The completion rule by itself: an outline and facts in, a verdict out."""

from __future__ import annotations

import json
import random

import pytest
from django.utils.translation import override

from courses.progress import (
    Facts,
    Outcome,
    Outline,
    Part,
    RequiredActivity,
    best_outcomes,
    explain,
    is_done,
    progress_of,
)

PASS, DO = RequiredActivity(1, "Kiểm tra"), RequiredActivity(2, "Luyện tập", needs_pass=False)
TRIED, PASSED = Outcome(completed=True, score=40.0), Outcome(completed=True, passed=True, score=80.0)
READ = Part(10, "Bài đọc", "Phần 1")
QUIZ = Part(11, "Bài kiểm tra", "Phần 1", activities=(PASS,))
BOTH = Part(12, "Hai hoạt động", "Phần 2", activities=(PASS, DO))
OPTIONAL = Part(13, "Đọc thêm", "Phần 2", required=False)


@pytest.mark.parametrize(
    ("part", "facts", "done"),
    [
        (READ, Facts(), False),
        (READ, Facts(read_lessons=frozenset({10})), True),
        (READ, Facts(read_lessons=frozenset({11})), False),
        (QUIZ, Facts(read_lessons=frozenset({11})), False),
        (QUIZ, Facts(outcomes={1: TRIED}), False),
        (QUIZ, Facts(outcomes={1: PASSED}), True),
        (QUIZ, Facts(outcomes={2: PASSED}), False),
        (BOTH, Facts(outcomes={1: PASSED}), False),
        (BOTH, Facts(outcomes={1: PASSED, 2: TRIED}), True),
        (BOTH, Facts(outcomes={1: TRIED, 2: PASSED}), False),
        (OPTIONAL, Facts(read_lessons=frozenset({13})), True),
    ],
)
def test_when_a_lesson_is_done(part: Part, facts: Facts, done: bool) -> None:
    assert is_done(part, facts) is done


@pytest.mark.parametrize(
    ("parts", "facts", "percent", "missing"),
    [
        ((), Facts(), 0, ()),
        ((OPTIONAL,), Facts(read_lessons=frozenset({13})), 0, ()),
        ((READ,), Facts(), 0, (READ,)),
        ((READ,), Facts(read_lessons=frozenset({10})), 100, ()),
        ((READ, OPTIONAL), Facts(read_lessons=frozenset({10})), 100, ()),
        ((READ, OPTIONAL), Facts(read_lessons=frozenset({13})), 0, (READ,)),
        ((READ, QUIZ, BOTH), Facts(read_lessons=frozenset({10})), 33, (QUIZ, BOTH)),
        ((READ, QUIZ, BOTH), Facts(read_lessons=frozenset({10}), outcomes={1: PASSED}), 66, (BOTH,)),
        ((READ, QUIZ, BOTH), Facts(read_lessons=frozenset({10}), outcomes={1: PASSED, 2: TRIED}), 100, ()),
    ],
)
def test_progress(parts: tuple[Part, ...], facts: Facts, percent: int, missing: tuple[Part, ...]) -> None:
    progress = progress_of(Outline(parts), facts)
    assert (progress.percent, progress.missing) == (percent, missing)


def test_one_lesson_left_of_many_never_rounds_up_to_complete() -> None:
    parts = tuple(Part(number, f"Bài {number}", "Phần 1") for number in range(1000))
    progress = progress_of(Outline(parts), Facts(read_lessons=frozenset(range(999))))
    assert (progress.percent, progress.is_complete) == (99, False)


@pytest.mark.parametrize(
    ("part", "facts", "words"),
    [
        (READ, Facts(), "Mark the lesson as read to complete it."),
        (READ, Facts(read_lessons=frozenset({10})), "This lesson is complete."),
        (BOTH, Facts(), "2 activities left to complete this lesson"),
        (BOTH, Facts(outcomes={1: PASSED}), "1 activity left to complete this lesson"),
        (BOTH, Facts(outcomes={1: PASSED, 2: PASSED}), "This lesson is complete."),
    ],
)
def test_what_is_left_is_said_in_words(part: Part, facts: Facts, words: str) -> None:
    with override("en"):
        assert explain(part, facts) == words


def test_a_worse_result_never_replaces_a_better_one() -> None:
    results = [(1, True, True, 80.0), (1, True, False, 30.0), (1, True, False, None), (2, False, False, None)]
    assert best_outcomes(results) == best_outcomes(reversed(results))
    assert best_outcomes(results) == {1: Outcome(True, True, 80.0), 2: Outcome(False, False, None)}


def random_outline(chance: random.Random) -> Outline:
    """Up to twelve lessons, some optional, with up to three of nine activities each."""
    activities = [RequiredActivity(number, f"Hoạt động {number}", chance.random() < 0.7) for number in range(9)]
    return Outline(
        tuple(
            Part(
                lesson_id=number,
                title=f"Bài {number}",
                section="Phần 1",
                required=chance.random() < 0.8,
                activities=tuple(chance.sample(activities, chance.choice((0, 0, 1, 3)))),
            )
            for number in range(chance.randint(0, 12))
        )
    )


def random_facts(chance: random.Random, much: float) -> Facts:
    """Lessons read and results had, each with that probability; also of lessons and activities that do not exist."""
    results = [
        (number, chance.random() < 0.9, chance.random() < 0.7, chance.choice((None, 0.0, 55.5, 100.0)))
        for number in range(11)
        if chance.random() < much
    ]
    read = frozenset(number for number in range(14) if chance.random() < much)
    return Facts(read_lessons=read, outcomes=best_outcomes(results))


@pytest.mark.parametrize("seed", range(60))
def test_any_facts_give_a_share_that_is_whole_only_when_nothing_is_missing(seed: int) -> None:
    chance = random.Random(seed)
    outline = random_outline(chance)
    facts = random_facts(chance, chance.choice((0.1, 0.6, 1.0)))
    progress = progress_of(outline, facts)
    required = [part for part in outline.parts if part.required]

    assert 0 <= progress.percent <= 100
    assert progress.is_complete == (bool(required) and not progress.missing)
    assert set(progress.done) | set(progress.missing) == set(required)
    assert not set(progress.done) & set(progress.missing)
    assert progress_of(Outline.from_json(json.loads(json.dumps(outline.as_json()))), facts) == progress


@pytest.mark.parametrize("seed", range(30))
def test_one_more_fact_never_takes_progress_away(seed: int) -> None:
    chance = random.Random(seed)
    outline, facts = random_outline(chance), random_facts(chance, 0.4)
    before = progress_of(outline, facts).percent
    for part in outline.parts:
        facts = Facts(facts.read_lessons | {part.lesson_id}, {**facts.outcomes, **dict.fromkeys(_ids(part), PASSED)})
        after = progress_of(outline, facts).percent
        assert after >= before
        before = after


def _ids(part: Part) -> list[int]:
    return [activity.id for activity in part.activities]
