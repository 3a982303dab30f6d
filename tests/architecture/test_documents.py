"""What the documentation points to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, shown

LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)[^)]*\)|<img[^>]*\ssrc=\"(?!https?:)([^\"]+)\"")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def broken_links(text: str, folder: Path) -> list[str]:
    """The relative links that lead nowhere."""
    targets = [match[1] or match[2] for match in LINK.finditer(text)]
    return [target for target in targets if not (folder / target).exists()]


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_links_lead_somewhere(path: Path) -> None:
    """Pages and pictures alike."""
    assert broken_links(path.read_text(encoding="utf-8"), path.parent) == []


def test_broken_link_is_noticed(tmp_path: Path) -> None:
    """The checker itself."""
    (tmp_path / "there.md").touch()
    assert broken_links("[a](there.md#part) [b](gone.md) [c](https://x.example)", tmp_path) == ["gone.md"]
