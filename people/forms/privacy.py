"""Asking about one's own data."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.enums import DataRequestKind
from people.services.privacy.errors import SayWhat
from people.services.privacy.requests import KINDS_WITH_TEXT

LONGEST_TEXT = 4000


class DataRequestForm(forms.Form):
    """What is asked for. Nothing is chosen beforehand."""

    kind = forms.ChoiceField(
        label=_("What do you ask for?"),
        choices=DataRequestKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you ask for.")},
    )
    text = forms.CharField(
        label=_("Which data, and what should be done with it"),
        help_text=_("Needed to correct data, to restrict its use, or to object to it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_TEXT,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Say at once, beside the field, what the service would refuse."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") in KINDS_WITH_TEXT and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", SayWhat.message)
        return cleaned
