"""What pages load from other projects, cut to size, and the theme as one file. Installed by lock file, never committed.

`manage.py build_assets` calls `build`; everything lands under `<build>/static`, where staticfiles finds it.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools import subset

# The theme, in the order in which its rules may overrule each other. Every file of the folder but admin.css is listed.
THEME = (
    "fonts.css",
    "tokens.css",
    "bootstrap.css",
    "base.css",
    "layout.css",
    "components/header.css",
    "components/footer.css",
    "components/search.css",
    "components/hero.css",
    "components/rows.css",
    "components/status.css",
    "components/law.css",
    "components/chips.css",
    "components/keys.css",
    "components/prose.css",
    "components/callout.css",
    "components/sheet.css",
    "components/facts.css",
    "components/legal.css",
    "components/outline.css",
    "components/progress.css",
    "components/certificate.css",
    "components/player.css",
    "components/lesson.css",
    "components/choice.css",
    "components/quiz.css",
    "components/figures.css",
    "components/table.css",
    "components/empty.css",
    "components/forms.css",
    "print.css",
)
THEME_SOURCES = Path(__file__).parent / "static" / "cms" / "css"

VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
# The marks that stand alone in text typed decomposed (NFD); the font places them.
COMBINING = "\u0300\u0301\u0303\u0309\u0323"
PUNCTUATION = "\u00a0“”‘’–—…§·×≤≥→−°²₫"
CHARACTERS = "".join(map(chr, range(0x20, 0x7F))) + VOWELS + VOWELS.upper() + "đĐ" + COMBINING + PUNCTUATION

FONT_FOLDER = Path("@fontsource", "be-vietnam-pro", "files")
# File served -> file of the package. Names are short because every page preloads one of them.
FONTS = {
    f"bvp-{short}-{weight}.woff2": f"be-vietnam-pro-{subset_name}-{weight}-normal.woff2"
    for short, subset_name in (("latin", "latin"), ("viet", "vietnamese"))
    for weight in (400, 600)
}
BOOTSTRAP = Path("bootstrap", "dist", "css", "bootstrap.min.css")

# A comment that begins with "!" is a licence, and stays.
COMMENT = re.compile(r"/\*(?!!).*?\*/", re.DOTALL)


class PackagesMissing(Exception):
    """A file of an npm package is not there: packages have not been installed."""


@dataclass(frozen=True, slots=True)
class Builder:
    """Where things come from and go to. `lock` names the versions of the packages in `node_modules`."""

    node_modules: Path
    lock: Path
    build_dir: Path
    theme_sources: Path = THEME_SOURCES

    @property
    def static(self) -> Path:
        """The folder staticfiles reads."""
        return self.build_dir / "static"

    @property
    def stamp(self) -> Path:
        """What the vendor files were made from; outside `static`, so that it is not served."""
        return self.build_dir / "assets.stamp"

    def build(self) -> list[Path]:
        """Make what is missing or out of date; returns the files that changed, none when all was there.

        Raises:
            PackagesMissing: a source file is not installed.
        """
        return [*self._vendor_files(), *self._theme()]

    def _vendor_files(self) -> Iterator[Path]:
        vendor = self.static / "vendor"
        recipe = recipe_of(self.lock)
        targets = [vendor / BOOTSTRAP.name, *(vendor / "fonts" / name for name in FONTS)]
        if read(self.stamp) == recipe and all(target.exists() for target in targets):
            return
        self.stamp.unlink(missing_ok=True)
        if write(targets[0], squeeze(self._package(BOOTSTRAP).read_text(encoding="utf-8")).encode()):
            yield targets[0]
        for target, source in zip(targets[1:], FONTS.values(), strict=True):
            if write(target, cut_font(self._package(FONT_FOLDER / source))):
                yield target
        write(self.stamp, recipe.encode())

    def _package(self, path: Path) -> Path:
        source = self.node_modules / path
        if not source.exists():
            raise PackagesMissing(path)
        return source

    def _theme(self) -> Iterator[Path]:
        # In the folder of its sources' address (cms/css), so that their relative addresses hold in both places.
        target = self.static / "cms" / "css" / "theme.css"
        if write(target, bundle(self.theme_sources).encode()):
            yield target


def recipe_of(lock: Path) -> str:
    """A text that changes when the packages or this module (its lists and its ways) change."""
    return hashlib.sha256(lock.read_bytes() + Path(__file__).read_bytes()).hexdigest()


def bundle(sources: Path) -> str:
    """The files of THEME as one style sheet, without comments and indentation."""
    return "".join(squeeze((sources / name).read_text(encoding="utf-8")) for name in THEME)


def squeeze(css: str) -> str:
    """The sheet without comments, indentation and empty lines.

    The comment that names a source map goes too: the map is not served, and hashing static files would look for it.
    """
    lines = (line.strip() for line in COMMENT.sub("", css).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def cut_font(source: Path) -> bytes:
    """The font with the glyphs of CHARACTERS only, as WOFF2. The same input gives the same bytes."""
    options = subset.Options(flavor="woff2", hinting=False, layout_features=["ccmp", "locl", "kern", "mark", "mkmk"])
    cutter = subset.Subsetter(options=options)
    cutter.populate(text=CHARACTERS)
    result = BytesIO()
    with subset.load_font(str(source), options) as font:
        cutter.subset(font)
        subset.save_font(font, result, options)
    return result.getvalue()


def read(path: Path) -> str:
    """The text of a small file, empty when there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def write(path: Path, content: bytes) -> bool:
    """Replace the file whole when its content differs, so that nobody ever reads half of it; True when it changed."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)
    return True
