"""What every page shares, the home page, and what a site says about itself."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, StructBlock
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from people.folding import fold
from people.models import OrganisationUnit


class PreviewRequest(HttpRequest):
    """A request marked as Wagtail marks previews. For types only."""

    is_preview: bool


class BasePage(Page):
    """A page of the site: a summary for lists and share cards, a folded text so that search ignores marks."""

    summary = models.CharField(
        _("summary"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences, shown in lists and search results."),
    )

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("folded_text")]

    # The view that serves this kind of page, as a dotted name: `view(request, page) -> HttpResponse`. Views read
    # models, so models can only name them. Without one, Wagtail renders `template`.
    view: ClassVar[str] = ""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The live page, by the kind's own view when it has one."""
        if not self.view:
            return super().serve(request, *args, **kwargs)
        return import_string(self.view)(request, self)

    def serve_preview(self, request: PreviewRequest, mode_name: str) -> HttpResponse:
        """The draft as the editor sees it; views tell by `request.is_preview` that nobody is learning here."""
        if not self.view:
            return super().serve_preview(request, mode_name)
        request.is_preview = True
        return import_string(self.view)(request, self)

    @property
    def kind_label(self) -> str:
        """What the page is, in a word, for search results."""
        return capfirst(str(self._meta.verbose_name))

    def searchable_text(self) -> str:
        """Text to be found by, besides title and summary. Page types with a body extend it."""
        return ""

    def folded_text(self) -> str:
        """Title, summary and body without marks: what the search index holds."""
        return fold(strip_tags(f"{self.title} {self.summary} {self.searchable_text()}".replace("<", " <")))


class HintBlock(StructBlock):
    """A suggested link under the search box of the home page."""

    label = CharBlock(label=_("Words"), max_length=60)
    url = CharBlock(label=_("Address"), max_length=200)


class HomePage(BasePage):
    """The front door. Its sections come from the apps above (settings.HOME_SECTIONS); cms knows none of them."""

    hero_title = models.CharField(_("heading"), max_length=120)
    hero_text = models.CharField(_("text"), max_length=300, blank=True)
    hints = StreamField([("hint", HintBlock())], blank=True, verbose_name=_("suggested links"))

    view = "cms.views.home"
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        FieldPanel("hero_title"),
        FieldPanel("hero_text"),
        FieldPanel("hints"),
    ]

    class Meta:
        verbose_name = _("home page")


@register_setting(icon="site")
class SiteInfo(BaseSiteSetting):
    """Whose site this is. The unit decides which ward's people and certificates the site speaks for."""

    unit = models.ForeignKey(
        OrganisationUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    name = models.CharField(_("name"), max_length=160, blank=True)
    tagline = models.CharField(_("line under the logo"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=255, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    responsible = models.CharField(_("responsible for the content"), max_length=160, blank=True)
    hours = models.CharField(_("hours for citizens"), max_length=200, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("unit"),
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline"), FieldPanel("responsible")], heading=_("Name")),
        MultiFieldPanel(
            [FieldPanel("address"), FieldPanel("phone"), FieldPanel("email"), FieldPanel("hours")], heading=_("Contact")
        ),
    ]

    class Meta:
        verbose_name = _("about this site")
