"""Screens of outreach: what residents see (`site`), and bringing a document in (`importing`)."""

from outreach.views.site import article, article_index, excerpt, legal_document, library

__all__ = ["article", "article_index", "excerpt", "legal_document", "library"]
