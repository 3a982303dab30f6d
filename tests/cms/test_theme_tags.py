"""What templates draw with: icons, badges, Vietnamese dates and numbers, the menu, breadcrumbs, form controls."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.conf import settings as project
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from cms.templatetags import khaitri

ICON_USES = (
    re.compile(r"{%\s*icon \"([^\"]+)\""),
    re.compile(r"{%\s*status [^%]*\s\"([a-z0-9-]+)\"\s*%}"),
    re.compile(r"\bpicture=\"([^\"]+)\""),
)


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context)).strip()


def test_an_icon_is_drawn_inline_and_silent() -> None:
    drawn = khaitri.icon("clock", "text-success")
    assert drawn.startswith('<svg class="icon text-success" viewBox="0 0 16 16" aria-hidden="true"><path')
    assert "xmlns" not in drawn
    assert "width=" not in drawn


@pytest.mark.parametrize("name", ["no-such-icon", "../package", "", "Clock"])
def test_an_unknown_icon_stops_a_developer_and_leaves_a_gap_for_a_visitor(name: str, settings: Settings) -> None:
    settings.STRICT_TEMPLATES = False
    assert khaitri.icon(name) == ""

    settings.STRICT_TEMPLATES = True
    with pytest.raises(khaitri.UnknownIcon):
        khaitri.icon(name)


def test_every_icon_named_in_a_template_exists() -> None:
    templates = [path for path in project.BASE_DIR.glob("*/templates/**/*.html") if "node_modules" not in path.parts]
    named = {name for path in templates for use in ICON_USES for name in use.findall(path.read_text(encoding="utf-8"))}
    icons = {path.stem for path in (project.NODE_MODULES / "bootstrap-icons" / "icons").glob("*.svg")}

    assert {"clock", "search"} <= named
    assert named - icons == set()


def test_a_badge_has_icon_word_and_colour_and_escapes_its_word() -> None:
    drawn = khaitri.status("ok", "Còn <hiệu lực>", "check-circle-fill")
    assert drawn.startswith('<span class="st st-ok"><svg')
    assert drawn.endswith(" Còn &lt;hiệu lực&gt;</span>")
    assert khaitri.status("", "Luật") == '<span class="st">Luật</span>'


def test_a_badge_of_an_unknown_kind_is_refused(settings: Settings) -> None:
    settings.STRICT_TEMPLATES = True
    with pytest.raises(ValueError, match="green"):
        khaitri.status("green", "Còn hiệu lực")


def test_dates_are_written_as_officials_do() -> None:
    assert khaitri.vndate(date(2026, 3, 5)) == "05/03/2026"
    assert khaitri.vndate(None) == ""


def test_a_moment_is_shown_as_the_day_it_is_in_vietnam() -> None:
    assert khaitri.vndate(datetime(2026, 11, 30, 17, 30, tzinfo=UTC)) == "01/12/2026"


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (1284, None, "1.284"),
        (0, None, "0"),
        (100, None, "100"),
        (Decimal("9.50"), None, "9,5"),
        (9, 1, "9,0"),
        (6.25, 1, "6,3"),
        (-1234567.5, 2, "-1.234.567,50"),
        (None, 1, ""),
    ],
)
def test_numbers_are_written_as_officials_do(value: float | Decimal | None, places: int | None, written: str) -> None:
    assert khaitri.vnnumber(value, places) == written


@pytest.mark.parametrize(
    ("path", "url", "current"),
    [
        ("/", "/", "page"),
        ("/van-ban/", "/", ""),
        ("/van-ban/", "/van-ban/", "page"),
        ("/van-ban/luat/", "/van-ban/", "true"),
        ("/bai-viet/", "/van-ban/", ""),
    ],
)
def test_the_menu_marks_the_part_of_the_site_one_is_in(path: str, url: str, current: str) -> None:
    assert khaitri.nav_current(path, url) == current


def test_exactly_one_link_of_the_menu_is_marked() -> None:
    links = khaitri.main_nav(Context({"request": RequestFactory().get("/khoa-hoc/dan-chu/")}))
    assert [link.url for link in links if link.current] == ["/khoa-hoc/"]


def test_signing_in_leads_back_to_the_page_but_not_from_the_sign_in_page(rf: RequestFactory) -> None:
    back = khaitri.sign_in_url(Context({"request": rf.get("/tim-kiem/", {"q": "a&b"})}))
    alone = khaitri.sign_in_url(Context({"request": rf.get("/tai-khoan/dang-nhap/")}))
    assert back == "/tai-khoan/dang-nhap/?next=/tim-kiem/%3Fq%3Da%2526b"
    assert alone == khaitri.sign_in_url(Context({"request": rf.post("/hoc-tap/")})) == "/tai-khoan/dang-nhap/"


def test_breadcrumbs_of_a_screen_that_is_no_page() -> None:
    drawn = render('{% breadcrumbs "Việc học" "/hoc-tap/" current="Kết quả" %}')
    assert '<a href="/hoc-tap/">Việc học</a>' in drawn
    assert re.search(r'aria-current="page">\s*Kết quả', drawn)


def test_a_screen_without_anything_above_has_no_breadcrumbs() -> None:
    assert render("{% breadcrumbs %}") == ""


def test_long_lists_of_pages_are_shortened() -> None:
    numbers = list(khaitri.page_numbers(Paginator(range(200), 10).get_page(10)))
    assert numbers == [1, "…", 9, 10, 11, "…", 20]


class Registration(forms.Form):
    """A field of each kind."""

    name = forms.CharField(help_text="As on the identity card.", widget=forms.TextInput(attrs={"class": "wide"}))
    area = forms.ChoiceField(choices=[("1", "Khu phố 1")])
    agreed = forms.BooleanField()


def test_controls_get_the_class_of_their_kind_and_their_errors_are_tied_to_them() -> None:
    form = Registration({"area": "1"})
    name, area, agreed = (khaitri.control(form[field]) for field in ("name", "area", "agreed"))
    assert 'class="wide form-control is-invalid"' in name
    assert 'aria-invalid="true"' in name
    assert 'aria-describedby="id_name_helptext id_name_error"' in name
    assert 'class="form-select"' in area
    assert "is-invalid" not in area
    assert 'class="form-check-input is-invalid"' in agreed
