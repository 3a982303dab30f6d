"""What a quiz page may send."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms


class AnswerForm(forms.Form):
    """One answer, sent as it is chosen."""

    position = forms.IntegerField(min_value=1)
    answer = forms.CharField(required=False, max_length=200)
    sequence = forms.IntegerField(min_value=1, max_value=2_000_000_000)
    flagged = forms.BooleanField(required=False)


PREFIX = "q"


def answers_in(data: Mapping[str, str]) -> dict[int, str]:
    """The answers of a whole form: fields q1, q2, … by position. Other fields are left alone."""
    return {
        int(name[len(PREFIX) :]): str(value)[:200]
        for name, value in data.items()
        if name.startswith(PREFIX) and name[len(PREFIX) :].isdecimal()
    }
