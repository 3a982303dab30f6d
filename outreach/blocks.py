"""Blocks of articles: the shared content blocks and the quotation of a provision."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cms.blocks import CONTENT_BLOCKS
from cms.viewsets import FoldedChooserViewSet


class ProvisionChooserViewSet(FoldedChooserViewSet):
    """Choose a provision of the legal library; found by citation or words, with or without marks."""

    icon = "openquote"
    choose_one_text = _("Choose a provision")
    choose_another_text = _("Choose another provision")
    per_page = 20


provision_chooser_viewset = ProvisionChooserViewSet("provision_chooser", model="outreach.Provision")
ProvisionChooserBlock = provision_chooser_viewset.get_block_class(
    name="ProvisionChooserBlock", module_path="outreach.blocks"
)


class ProvisionQuoteBlock(ProvisionChooserBlock):
    """A provision quoted word for word, with its source and whether it is still in force."""

    class Meta:
        icon = "openquote"
        label = _("Provision")
        template = "outreach/blocks/provision.html"


ARTICLE_BLOCKS = [*CONTENT_BLOCKS, ("provision", ProvisionQuoteBlock())]
