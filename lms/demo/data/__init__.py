"""The demo's texts, as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent


def read(name: str) -> Any:
    """One JSON file of the demo."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def legal_text(key: str) -> tuple[str, bytes]:
    """Name and bytes of a legal text."""
    path = FOLDER / "legal" / f"{key}.txt"
    return path.name, path.read_bytes()
