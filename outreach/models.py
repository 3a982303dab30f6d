"""What residents read: the legal library, structured to the point, and articles that explain it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.models import BasePage
from outreach.blocks import ARTICLE_BLOCKS
from outreach.enums import CITABLE_LEVELS, PRINTED_WORDS, VALIDITY_BADGE, Level, Validity
from people.folding import fold


class LegalLibraryPage(BasePage):
    """The list of legal documents: /van-ban/."""

    view = "outreach.views.library"
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["outreach.LegalDocument"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("legal library")


class LegalDocument(BasePage):
    """A legal document. Its text is kept exactly as it came; the provisions are the structure recognised in it."""

    kind = models.CharField(_("kind"), max_length=60, blank=True, help_text=_("Luật, Nghị định, Nghị quyết, …"))
    number = models.CharField(_("number and symbol"), max_length=60, blank=True)
    agency = models.CharField(_("issued by"), max_length=255, blank=True)
    session = models.CharField(_("session"), max_length=255, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    effective_to = models.DateField(_("in force to"), null=True, blank=True)
    validity = models.CharField(_("validity"), max_length=20, choices=Validity, default=Validity.UNDER_REVIEW)
    note = models.TextField(_("note to readers"), blank=True)
    short_title = models.CharField(
        _("short title"),
        max_length=160,
        blank=True,
        help_text=_("How citations name it: Luật Thực hiện dân chủ ở cơ sở."),
    )

    # What the recogniser saw. The source is never edited; everything else is derived from it.
    source_name = models.CharField(max_length=255, blank=True, editable=False)
    source_text = models.TextField(blank=True, editable=False)
    formal_title = models.TextField(blank=True, editable=False)
    preamble = models.JSONField(default=list, blank=True, editable=False)
    enacting = models.CharField(max_length=255, blank=True, editable=False)
    closing = models.JSONField(default=list, blank=True, editable=False)
    appendices = models.JSONField(default=list, blank=True, editable=False)
    warnings = models.JSONField(default=list, blank=True, editable=False, encoder=DjangoJSONEncoder)

    view = "outreach.views.legal_document"
    parent_page_types: ClassVar[list[str]] = ["outreach.LegalLibraryPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        FieldPanel("short_title"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("kind", "number", "agency", "session", "issued_on")], heading=_("Document")
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("validity", "effective_from", "effective_to", "note")], heading=_("Validity")
        ),
        HelpPanel(template="outreach/panel_warnings.html", heading=_("To look at")),
    ]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.FilterField("validity")]

    class Meta:
        verbose_name = _("legal document")
        verbose_name_plural = _("legal documents")
        indexes = [models.Index(fields=["-issued_on"], name="legal_document_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True)
                | Q(effective_from__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
                name="legal_document_expires_after_it_begins",
                violation_error_message=_("The document cannot expire before it takes effect."),
            )
        ]

    @property
    def kind_label(self) -> str:
        """Luật, Nghị định, …: what search results call it."""
        return self.kind or str(self._meta.verbose_name)

    @property
    def citation_name(self) -> str:
        """How a citation names the document."""
        return self.short_title or self.title

    @property
    def badge(self) -> tuple[str, str]:
        """Colour and icon of the validity badge."""
        return VALIDITY_BADGE[Validity(self.validity)]

    def searchable_text(self) -> str:
        return f"{self.number} {self.agency} {self.formal_title} {' '.join(self.preamble)}"


class ProvisionManager(models.Manager["Provision"]):
    """Provisions with their document, which every citation names; without its long texts."""

    def get_queryset(self) -> models.QuerySet[Provision]:
        heavy = ("source_text", "preamble", "closing", "appendices", "warnings")
        return super().get_queryset().select_related("document").defer(*(f"document__{name}" for name in heavy))


class Provision(index.Indexed, models.Model):
    """One unit of a legal document: addressable by its anchor, quotable, searchable."""

    document = models.ForeignKey(LegalDocument, models.CASCADE, related_name="provisions", verbose_name=_("document"))
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("within")
    )
    # Order in the document, from 0; the tree is read in one query by it.
    position = models.PositiveIntegerField(_("order"))
    level = models.CharField(_("level"), max_length=10, choices=Level)
    number = models.CharField(_("number"), max_length=20, help_text=_("As printed: 1, 5a, đ, II."))
    heading = models.TextField(_("heading"), blank=True)
    text = models.TextField(_("text"), blank=True)
    anchor = models.CharField(_("anchor"), max_length=160)
    citation = models.CharField(_("citation"), max_length=200, help_text=_("điểm a khoản 2 Điều 1"))
    has_children = models.BooleanField(_("holds others"), default=False)

    objects = ProvisionManager()

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("folded_text"),
        index.AutocompleteField("folded_text"),
        index.FilterField("level"),
        index.FilterField("document"),
        index.RelatedFields("document", [index.FilterField("live")]),
    ]

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        ordering = ("document", "position")
        constraints = [
            models.UniqueConstraint(fields=["document", "anchor"], name="provision_anchor_once_per_document"),
            models.UniqueConstraint(fields=["document", "position"], name="provision_position_once_per_document"),
        ]

    def __str__(self) -> str:
        return self.full_citation

    @property
    def full_citation(self) -> str:
        """Khoản 2 Điều 13 Luật Thực hiện dân chủ ở cơ sở."""
        return f"{self.citation[:1].upper()}{self.citation[1:]} {self.document.citation_name}"

    @property
    def url(self) -> str:
        """Permalink: the document's address and the anchor."""
        return f"{self.document.url}#{self.anchor}"

    @property
    def is_heading(self) -> bool:
        """It has a title of its own: a part, a chapter, or an article with one."""
        return bool(self.heading) or self.level not in CITABLE_LEVELS

    @property
    def is_caption(self) -> bool:
        """A clause that only names what its points say: "2. Về nâng cao trách nhiệm của người đứng đầu."."""
        return self.level == Level.KHOAN and self.has_children and not self.text.endswith((":", ";"))

    @property
    def mark(self) -> str:
        """What stands before its words in print: "Điều 1.", "2.", "đ)", "Chương II"."""
        marks = {Level.DIEU: f"Điều {self.number}.", Level.KHOAN: f"{self.number}.", Level.DIEM: f"{self.number})"}
        return marks.get(Level(self.level), self._printed_name)

    @property
    def paragraphs(self) -> list[str]:
        """Its own text by paragraphs; one empty paragraph when it has but a mark."""
        if not self.text:
            return [] if self.is_heading else [""]
        return self.text.split("\n")

    def with_what_is_within(self) -> list[Provision]:
        """It and everything below it, in the order of the document. A query only when there is something below."""
        if not self.has_children:
            return [self]
        below = Provision.objects.filter(document=self.document_id, anchor__startswith=f"{self.anchor}-")
        return [self, *below.order_by("position")]

    @property
    def short_label(self) -> str:
        """How a table of contents names it: "Điều 5. Quyền của công dân", "Khoản 2. Về nâng cao trách nhiệm …"."""
        words = self.heading or self.text.split("\n")[0]
        return Truncator(f"{self._printed_name}. {words}".rstrip(". ")).chars(90)

    @property
    def _printed_name(self) -> str:
        return f"{PRINTED_WORDS[Level(self.level)]} {self.number}"

    def folded_text(self) -> str:
        """Citation, heading and text without marks, with the document's name, for search."""
        return fold(f"{self.citation} {self.document.citation_name} {self.heading} {self.text}")


# Blocks whose words an author wrote, for the time it takes to read them.
WRITTEN_BLOCKS = frozenset({"text", "callout"})


class ArticleIndexPage(BasePage):
    """The list of articles: /bai-viet/."""

    view = "outreach.views.article_index"
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["outreach.ArticlePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of articles")


class ArticlePage(BasePage):
    """A plain-language article that says what the law means, with the provisions it rests on."""

    topic = models.CharField(_("topic"), max_length=80, blank=True)
    author_line = models.CharField(_("author"), max_length=160, blank=True)
    published_on = models.DateField(_("published on"))
    key_points = StreamField(
        [("point", CharBlock(label=_("Key point"), max_length=240))],
        blank=True,
        max_num=3,
        verbose_name=_("key points"),
    )
    body = StreamField(ARTICLE_BLOCKS, verbose_name=_("body"))
    related_page = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("related course or page")
    )

    view = "outreach.views.article"
    parent_page_types: ClassVar[list[str]] = ["outreach.ArticleIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("topic"), FieldPanel("author_line"), FieldPanel("published_on")], heading=_("Article")
        ),
        FieldPanel("key_points"),
        FieldPanel("body"),
        FieldPanel("related_page"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [models.Index(fields=["-published_on"], name="article_newest_first")]

    def searchable_text(self) -> str:
        points = " ".join(str(point.value) for point in self.key_points)
        return f"{self.topic} {points} {' '.join(self.body.stream_block.get_searchable_content(self.body))}"

    @property
    def reading_minutes(self) -> int:
        """Minutes to read it at 200 syllables a minute, at least one. Read from the stored form: lists show many."""
        written = (str(block["value"]) for block in self.body.raw_data if block["type"] in WRITTEN_BLOCKS)
        return max(1, round(sum(len(strip_tags(text).split()) for text in written) / 200))
