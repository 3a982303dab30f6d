"""What templates of every app draw with: icons, badges, Vietnamese dates and numbers, navigation, form controls."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import forms, template
from django.conf import settings
from django.core.paginator import Page as PageOfList
from django.forms import BoundField
from django.shortcuts import resolve_url
from django.template import Context
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

logger = logging.getLogger(__name__)
register = template.Library()

ICON_FILE = re.compile(r"<svg[^>]*\bviewBox=\"(?P<box>[\d. ]+)\"[^>]*>(?P<shapes>.*)</svg>", re.DOTALL)
# Of the home page: just below Wagtail's own root.
HOME_DEPTH = 2
STATUS_KINDS = frozenset({"", "ok", "warn", "bad", "info", "honour"})

# Addresses that do not change (DESIGN §6); cms may not import the apps that serve them.
MAIN_NAV = (
    (_("Home page"), "/"),
    (_("Legal documents"), "/van-ban/"),
    (_("Articles"), "/bai-viet/"),
    (_("Courses"), "/khoa-hoc/"),
    (_("Certificates"), "/xac-minh/"),
)


class UnknownIcon(LookupError):
    """No icon of that name in bootstrap-icons."""


def _refuse(problem: Exception) -> SafeString:
    """A slip of a template author: loud while developing and testing (DEBUG, STRICT_TEMPLATES), a gap for a visitor."""
    if settings.DEBUG or getattr(settings, "STRICT_TEMPLATES", False):
        raise problem
    logger.error("%r", problem)
    return SafeString("")


@lru_cache(maxsize=256)
def _shapes(name: str) -> tuple[str, SafeString]:
    """The view box and the shapes of an icon of bootstrap-icons.

    Raises:
        UnknownIcon: there is none of that name.
    """
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise UnknownIcon(name)
    try:
        source = (settings.NODE_MODULES / "bootstrap-icons" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UnknownIcon(name) from error
    found = ICON_FILE.search(source)
    if found is None:
        raise UnknownIcon(name)
    return found["box"], mark_safe(" ".join(found["shapes"].split()).replace("> <", "><"))


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """`{% icon "clock" "text-success" %}`: a picture inline, in the colour and size of the text; readers skip it."""
    try:
        box, shapes = _shapes(name)
    except UnknownIcon as error:
        return _refuse(error)
    classes = f"icon {extra}".strip()
    return format_html('<svg class="{}" viewBox="{}" aria-hidden="true">{}</svg>', classes, box, shapes)


@register.simple_tag
def status(kind: str, text: str, picture: str = "") -> SafeString:
    """`{% status "ok" _("In force") "check-circle-fill" %}`: a badge; kinds: ok, warn, bad, info, honour or none."""
    if kind not in STATUS_KINDS:
        return _refuse(ValueError(f"{kind!r} is not one of {sorted(STATUS_KINDS)}"))
    drawn = format_html("{} ", icon(picture)) if picture else ""
    return format_html('<span class="{}">{}{}</span>', f"st st-{kind}" if kind else "st", drawn, text)


@register.filter
def vndate(value: date | datetime | None) -> str:
    """05/03/2026, as officials write it; a moment is shown as its day here. None gives ""."""
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return value.strftime("%d/%m/%Y")


@register.filter
def dialled(phone: str) -> str:
    """A phone number as a link dials it: "028 0000 0000 (trực)" gives "02800000000"."""
    return "".join(re.findall(r"^\+|[0-9]", phone.strip()))


@register.filter
def vnnumber(value: float | Decimal | None, places: int | None = None) -> str:
    """1.284 and 9,5; with places, halves go up and zeros stay: `{{ score|vnnumber:1 }}` gives 9,0. None gives ""."""
    if value is None:
        return ""
    number = Decimal(str(value))
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    written = f"{number:,f}"
    if places is None and "." in written:
        written = written.rstrip("0").rstrip(".")
    return written.translate(str.maketrans(",.", ".,"))


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link of the main menu. `current`: the value of aria-current, empty elsewhere."""

    label: str | Promise
    url: str
    current: str = ""


def nav_current(path: str, url: str) -> str:
    """aria-current of a menu link on a page: "page" for its own page, "true" below it, else empty."""
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""


@register.simple_tag(takes_context=True)
def main_nav(context: Context) -> list[NavLink]:
    """`{% main_nav as links %}`: the main menu, with the link of this page's part of the site marked."""
    request = context.get("request")
    path = request.path if request else ""
    return [NavLink(label, url, nav_current(path, url)) for label, url in MAIN_NAV]


@register.simple_tag(takes_context=True)
def sign_in_url(context: Context) -> str:
    """The sign-in page, which leads back to this page; alone on the sign-in page and after a form."""
    url, request = resolve_url(settings.LOGIN_URL), context.get("request")
    if request is None or request.method != "GET" or request.path == url:
        return url
    return f"{url}?{urlencode({'next': request.get_full_path()}, safe='/')}"


@register.inclusion_tag("cms/_breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context, *links: str, current: str = "") -> dict[str, Any]:
    """Where the page is.

    `{% breadcrumbs %}` on a Wagtail page: the pages above it (one query). Elsewhere, labels and addresses in turn:
    `{% breadcrumbs _("My learning") "/hoc-tap/" current=_("Result") %}`. `current` replaces the title of the page.
    """
    if links:
        return {"links": list(zip(links[::2], links[1::2], strict=True)), "current": current}
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or page.depth is None:
        return {"links": [], "current": current}
    above = page.get_ancestors().filter(depth__gt=1).live()
    # The site's own name stands in the head of every page; what the first step leads to is the home page.
    labels = [gettext("Home page") if crumb.depth == HOME_DEPTH else crumb.title for crumb in above]
    urls = [crumb.get_url(request) for crumb in above]
    return {"links": list(zip(labels, urls, strict=True)), "current": current or page.title}


@register.inclusion_tag("cms/_page_meta.html", takes_context=True)
def page_meta(context: Context) -> dict[str, Any]:
    """Description and share card of a Wagtail page; nothing on other pages."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page):
        return {"page": None}
    return {
        "page": page,
        "title": page.seo_title or page.title,
        "description": page.search_description or getattr(page, "summary", ""),
        "url": request.build_absolute_uri(request.path) if request else "",
    }


@register.simple_tag
def page_numbers(page: PageOfList[Any]) -> Iterator[int | str]:
    """`{% page_numbers results as numbers %}`: numbers of the pages of a list, long gaps as an ellipsis."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


CONTROL_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "form-check-input"),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.Select, "form-select"),
)


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's widget with Bootstrap's class for its kind; with `is-invalid` when it has errors.

    Django itself adds aria-invalid and aria-describedby (help text, errors).
    """
    widget = field.field.widget
    own = next((name for kind, name in CONTROL_CLASSES if isinstance(widget, kind)), "form-control")
    names = (widget.attrs.get("class", ""), own, "is-invalid" if field.errors else "")
    return field.as_widget(attrs={"class": " ".join(filter(None, names))})
