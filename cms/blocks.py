"""Blocks of articles and lessons alike. Apps above extend CONTENT_BLOCKS with their own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block, CharBlock, ChoiceBlock, RichTextBlock, StructBlock
from wagtail.images.blocks import ImageBlock

# No h1 (the page has one) and no pictures or embeds inside the text: a picture is a block, with its text alternative.
TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ul", "ol", "link", "document-link"]
CALLOUT_FEATURES = ["bold", "italic", "ul", "ol", "link"]


class PictureBlock(StructBlock):
    """A picture. Wagtail's ImageBlock demands a text alternative, or the statement that the picture is decorative."""

    image = ImageBlock(label=_("Picture"))
    caption = CharBlock(label=_("Caption"), required=False, max_length=240)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


class CalloutBlock(StructBlock):
    """A remark of the author set apart from the text: a note, an example, a warning."""

    kind = ChoiceBlock(
        label=_("Kind"),
        choices=[("note", _("Note")), ("example", _("Example")), ("warning", _("Warning"))],
        default="note",
    )
    title = CharBlock(label=_("Title"), required=False, max_length=120)
    body = RichTextBlock(label=_("Text"), features=CALLOUT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        template = "cms/blocks/callout.html"


CONTENT_BLOCKS: list[tuple[str, Block]] = [
    ("text", RichTextBlock(label=_("Text"), icon="pilcrow", features=TEXT_FEATURES)),
    ("picture", PictureBlock()),
    ("callout", CalloutBlock()),
]
