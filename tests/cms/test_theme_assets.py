"""What `build_assets` makes: fonts for Vietnamese, one style sheet, addresses that resolve; and no work done twice."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from fontTools.ttLib import TTFont
from pytest_django.fixtures import Settings

from cms.assets import FONTS, THEME, THEME_SOURCES, Builder, PackagesMissing, bundle, squeeze

LOCK = settings.BASE_DIR / "package-lock.json"
LETTERS = "ăâđêôơưĂÂĐÊÔƠƯ" + "ếệễộỗữựỷỹậẩẵ" + "ẾỆỄỘỖỮỰỶỸẬẨẴ"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """A build folder made once from the installed packages."""
    builder = Builder(node_modules=settings.NODE_MODULES, lock=LOCK, build_dir=tmp_path_factory.mktemp("build"))
    builder.build()
    return builder


def characters_of(font: Path) -> set[str]:
    with TTFont(font) as opened:
        return {chr(code) for code in opened.getBestCmap()}


def test_each_weight_can_write_vietnamese_latin_and_the_quotation_marks_of_the_law(built: Builder) -> None:
    fonts = built.static / "vendor" / "fonts"
    for weight in (400, 600):
        known = characters_of(fonts / f"bvp-latin-{weight}.woff2") | characters_of(fonts / f"bvp-viet-{weight}.woff2")
        assert set(LETTERS + "aàáảãạ0123456789“”–…§·₫\u00a0") <= known


def test_fonts_are_cut_to_what_the_site_writes_with(built: Builder) -> None:
    sizes = [(built.static / "vendor" / "fonts" / name).stat().st_size for name in FONTS]
    assert sum(sizes) < 30 * 1024
    assert "ß" not in characters_of(built.static / "vendor" / "fonts" / "bvp-latin-400.woff2")


def test_marks_can_be_placed_on_letters_typed_decomposed(built: Builder) -> None:
    with TTFont(built.static / "vendor" / "fonts" / "bvp-viet-400.woff2") as font:
        assert "mark" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


def test_a_second_build_changes_nothing_and_leaves_the_files_alone(built: Builder) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.static.rglob("*") if path.is_file()}

    assert built.build() == []
    assert {path: path.stat().st_mtime_ns for path in built.static.rglob("*") if path.is_file()} == before


def test_a_file_that_was_lost_is_made_again(built: Builder) -> None:
    lost = built.static / "vendor" / "bootstrap.min.css"
    lost.unlink()

    assert built.build() == [lost]


def test_another_version_of_a_package_is_taken_over(built: Builder, tmp_path: Path) -> None:
    packages, lock = tmp_path / "node_modules", tmp_path / "package-lock.json"
    for folder in ("@fontsource/be-vietnam-pro/files", "bootstrap/dist/css"):
        shutil.copytree(settings.NODE_MODULES / folder, packages / folder)
    shutil.copy(LOCK, lock)
    builder = Builder(node_modules=packages, lock=lock, build_dir=tmp_path / "build")
    builder.build()
    (packages / "bootstrap/dist/css/bootstrap.min.css").write_text(".new{color:red}")

    assert builder.build() == []  # Packages change with the lock file only.
    lock.write_text("{}")
    assert [path.name for path in builder.build()] == ["bootstrap.min.css"]


def test_a_changed_rule_reaches_the_style_sheet_at_once(built: Builder, tmp_path: Path) -> None:
    sources = tmp_path / "css"
    shutil.copytree(THEME_SOURCES, sources)
    builder = Builder(settings.NODE_MODULES, LOCK, built.build_dir, theme_sources=sources)
    (sources / "print.css").write_text(".told { color: #123456; }")

    assert [path.name for path in builder.build()] == ["theme.css"]
    assert ".told { color: #123456; }" in (built.static / "cms" / "css" / "theme.css").read_text()
    built.build()


def test_missing_packages_are_named(tmp_path: Path) -> None:
    with pytest.raises(PackagesMissing, match=r"bootstrap\.min\.css"):
        Builder(node_modules=tmp_path, lock=LOCK, build_dir=tmp_path / "build").build()


def test_the_command_says_what_to_do_when_packages_are_missing(settings: Settings, tmp_path: Path) -> None:
    settings.NODE_MODULES, settings.BUILD_DIR = tmp_path / "none", tmp_path / "build"

    with pytest.raises(CommandError, match="npm ci"):
        call_command("build_assets")


def test_every_style_sheet_of_the_theme_is_in_the_bundle_once() -> None:
    files = {str(path.relative_to(THEME_SOURCES)) for path in THEME_SOURCES.rglob("*.css")} - {"admin.css"}
    assert sorted(THEME) == sorted(files)


def test_addresses_in_the_bundle_lead_to_built_files(built: Builder) -> None:
    sheet = built.static / "cms" / "css" / "theme.css"
    addresses = re.findall(r"url\(\"?([^\")]+)\"?\)", sheet.read_text())

    assert len(addresses) == len(FONTS)
    assert all((sheet.parent / address).resolve().is_file() for address in addresses)


def test_bootstrap_keeps_its_licence_and_names_no_map_that_is_not_served(built: Builder) -> None:
    sheet = (built.static / "vendor" / "bootstrap.min.css").read_text()
    assert "Licensed under MIT" in sheet
    assert "sourceMappingURL" not in sheet


def test_squeezing_drops_comments_and_space_only() -> None:
    assert (
        squeeze("/* why */\n.a {\n  color: red; /* x */\n}\n\n/*! licence */\n")
        == ".a {\ncolor: red;\n}\n/*! licence */\n"
    )


def test_the_bundle_asks_nobody_else_for_anything() -> None:
    assert not re.search(r"https?://|@import", bundle(THEME_SOURCES))
