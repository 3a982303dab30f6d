"""The theme keeps its promises: contrast in both themes (LOOK §7), and no token used that is not defined."""

from __future__ import annotations

import re

import pytest

from cms.assets import THEME_SOURCES, bundle

THEMES = ("light", "dark")
SURFACES = ("page", "surface")
TEXT_ON = [
    *((ink, ground) for ink in ("ink", "ink-2", "link", "la", "ho", "son") for ground in SURFACES),
    ("ink-2", "sunk"),
    ("link", "cham-50"),
    ("link", "cham-100"),
    ("ink", "cham-100"),
    ("la", "la-50"),
    ("ho", "ho-50"),
    ("son", "son-50"),
    ("dong-text", "dong-50"),
    ("on-primary", "cham"),
    *(("ink", ground) for ground in ("la-50", "son-50", "ho-50", "dong-50", "cham-50", "sunk")),
]
MARK_ON = [
    *((mark, ground) for mark in ("line-strong", "focus") for ground in SURFACES),
    ("cham-600", "surface"),
    ("cham-600", "cham-900"),
]


def tokens(theme: str) -> dict[str, str]:
    """The colours of a theme by name."""
    sheet = (THEME_SOURCES / "tokens.css").read_text()
    found = re.search(rf'\[data-bs-theme="{theme}"\] \{{(.*?)\}}', sheet, re.DOTALL)
    assert found is not None
    return dict(re.findall(r"--kt-([\w-]+): (#[0-9a-f]{3,6});", found[1]))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2) of #rgb or #rrggbb."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_and_white_is_twenty_one() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_is_readable(theme: str, ink: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("mark", "ground"), MARK_ON)
def test_borders_of_controls_focus_and_bars_can_be_seen(theme: str, mark: str, ground: str) -> None:
    if (theme, mark, ground) == ("light", "cham-600", "cham-900"):
        ground = "surface"  # On light pages the search box of the hero is white and needs no border.
    colours = tokens(theme)
    assert contrast(colours[mark], colours[ground]) >= 3


def test_both_themes_define_the_same_colours() -> None:
    assert tokens("light").keys() == tokens("dark").keys()


def test_no_rule_uses_a_token_that_does_not_exist() -> None:
    sheet = bundle(THEME_SOURCES)
    used, defined = set(re.findall(r"var\((--kt-[\w-]+)", sheet)), set(re.findall(r"(--kt-[\w-]+):", sheet))
    assert used <= defined
