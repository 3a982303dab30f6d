"""What the architecture tests look at: the apps in their layers, and the files we wrote."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def layers() -> list[frozenset[str]]:
    """The apps of each layer, highest first, as the import contract has them; those still to come included."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", encoding="utf-8")
    lines = contract["importlinter:contract:layers"]["layers"].split("\n")
    return [frozenset(re.findall(r"\w+", line)) for line in lines if line.strip()]


def height_of_apps() -> dict[str, int]:
    """How high each app stands; the lowest is 0."""
    return {app: height for height, layer in enumerate(reversed(layers())) for app in layer}


APPS = sorted(app for app in height_of_apps() if (ROOT / app).is_dir())


def python_files(*, migrations: bool = False, tests: bool = False) -> list[Path]:
    """Our Python files."""
    folders = [*APPS, "tests"] if tests else APPS
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in files if migrations or "migrations" not in path.parts)


def templates() -> dict[str, Path]:
    """Our templates by the name they are loaded with."""
    found: dict[str, Path] = {}
    for app in APPS:
        folder = ROOT / app / "templates"
        found |= {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return found


def static_files(*suffixes: str) -> list[Path]:
    """Our style sheets and scripts."""
    files = [path for app in APPS for path in (ROOT / app / "static").rglob("*")]
    return sorted(path for path in files if path.suffix in suffixes)


def shown(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()
