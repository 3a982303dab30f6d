"""What a quiz page may send."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django import forms


class AnswerForm(forms.Form):
    """One answer, sent as it is chosen."""

    position = forms.IntegerField(min_value=1)
    answer = forms.CharField(required=False, max_length=200)
    sequence = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    flagged = forms.BooleanField(required=False)


FIELD = re.compile(r"q([1-9][0-9]{0,3})")


def answers_in(data: Mapping[str, str]) -> dict[int, str]:
    """The answers of a whole form: fields q1, q2, … by position. Other fields are left alone."""
    named = ((FIELD.fullmatch(name), value) for name, value in data.items())
    return {int(match[1]): str(value)[:200] for match, value in named if match}
