"""What a quiz page may send."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from django import forms


class AnswerForm(forms.Form):
    """One answer, sent as it is chosen."""

    position = forms.IntegerField(min_value=1)
    answer = forms.CharField(required=False, max_length=200)
    sequence = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    flagged = forms.BooleanField(required=False)


FIELD = re.compile(r"([qs])([1-9][0-9]{0,3})")
SEQUENCE = re.compile(r"[0-9]{1,9}")


def answers_in(data: Mapping[str, str]) -> dict[int, str]:
    """The answers of a whole form: fields q1, q2, … by position. Other fields are left alone."""
    return {position: value[:200] for position, value in _fields(data, "q")}


def seen_in(data: Mapping[str, str]) -> dict[int, int]:
    """Which answers the form was made with: fields s1, s2, … hold sequences by position."""
    return {position: int(value) for position, value in _fields(data, "s") if SEQUENCE.fullmatch(value)}


def _fields(data: Mapping[str, str], letter: str) -> Iterator[tuple[int, str]]:
    named = ((FIELD.fullmatch(name), value) for name, value in data.items())
    return ((int(match[2]), str(value)) for match, value in named if match and match[1] == letter)
