"""Inputs that forms share."""

from __future__ import annotations

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """The browser's own way to choose a day: it cannot hold a day that does not exist."""

    input_type = "date"

    def format_value(self, value: Any) -> str:
        return value.isoformat() if hasattr(value, "isoformat") else (value or "")
