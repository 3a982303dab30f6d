"""Bringing legal documents into the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from outreach.errors import DocumentKnown
from outreach.models import LegalDocument, LegalLibraryPage, Provision
from outreach.recognition import RecognisedDocument, RecognisedProvision, read_text, recognise
from people.folding import fold
from people.models import User
from people.services import log


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file that was read: its text, what was recognised in it, and its name."""

    name: str
    text: str
    document: RecognisedDocument


def recognise_file(name: str, data: bytes) -> Recognised:
    """Read and recognise an uploaded file.

    Raises:
        UnreadableDocument: the file cannot be a legal document; its message says why and what to do.
    """
    text = read_text(name, data)
    return Recognised(name, text, recognise(text))


@transaction.atomic
def save_document(
    *,
    recognised: Recognised,
    library: LegalLibraryPage,
    publish: bool,
    acting_user: User | None,
    details: dict[str, Any] | None = None,
) -> LegalDocument:
    """Save a recognised file as a page of the library with its provisions: a draft, or published at once.

    The source text is kept as it is. `details` are fields an editor stated (validity, short title, slug, …); they go
    over what the header says. Unknown numbers and dates stay empty.

    Raises:
        DocumentKnown: the library holds exactly this text already; nothing is changed.
    """
    # One import at a time: two clicks would both find the text missing and the address free.
    Page.objects.select_for_update(of=("self",)).get(pk=library.pk)
    known = LegalDocument.objects.child_of(library).filter(source_text=recognised.text).first()
    if known is not None:
        raise DocumentKnown(known)
    page = LegalDocument(**_fields(recognised) | (details or {}), live=False)
    page.slug = page.slug or _free_slug(page, library)
    library.add_child(instance=page)
    _save_provisions(page, recognised.document)
    revision = page.save_revision(user=acting_user, log_action=True)
    if publish:
        revision.publish(user=acting_user)
        page.refresh_from_db()
    log(acting_user, "outreach.import", page, source=recognised.name, **recognised.document.counts())
    return page


def stated_by_header(recognised: Recognised) -> dict[str, Any]:
    """What the head of the document says of it, as fields an editor may correct. Unknown facts are empty."""
    header = recognised.document.header
    title = _sentence_case(header.title)
    return {
        "title": f"{header.kind} {title}".strip()[:255] or recognised.name,
        "kind": header.kind,
        "number": header.number,
        "agency": header.agency,
        "session": header.session,
        "issued_on": header.issued_on,
        "effective_from": header.effective_on,
    }


def _fields(recognised: Recognised) -> dict[str, Any]:
    document = recognised.document
    return stated_by_header(recognised) | {
        "formal_title": document.header.title,
        "source_name": recognised.name,
        "source_text": recognised.text,
        "preamble": list(document.preamble),
        "enacting": document.enacting,
        "closing": list(document.closing),
        "appendices": list(document.appendices),
        "warnings": [
            {"code": str(w.code), "line": w.line, "excerpt": w.excerpt, "message": str(w.message)}
            for w in document.warnings
        ],
    }


def _sentence_case(title: str) -> str:
    """A title printed in capitals, as a sentence writes it; any other title as it is. Only for the page's name."""
    flat = " ".join(title.split())
    return flat.lower() if flat.isupper() else flat


def _free_slug(page: LegalDocument, library: Page) -> str:
    base = (
        slugify(fold(f"{page.number.replace('/', '-')} " if page.number else page.title))[:80].strip("-") or "van-ban"
    )
    taken = set(library.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))] if slug not in taken)


def _save_provisions(page: LegalDocument, document: RecognisedDocument) -> None:
    """One level at a time, so that children know their parent's row."""
    positions = {id(provision): position for position, provision in enumerate(document.walk())}
    saved: list[Provision] = []
    level: list[tuple[RecognisedProvision, Provision | None]] = [(root, None) for root in document.provisions]
    while level:
        rows = [_row(page, provision, positions[id(provision)], parent) for provision, parent in level]
        saved += Provision.objects.bulk_create(rows)
        level = [(child, row) for (provision, _), row in zip(level, rows, strict=True) for child in provision.children]
    # bulk_create announces nothing, so the search index is told here.
    get_search_backend().add_bulk(Provision, saved)


def _row(page: LegalDocument, provision: RecognisedProvision, position: int, parent: Provision | None) -> Provision:
    return Provision(
        document=page,
        parent=parent,
        position=position,
        level=provision.level.value,
        number=provision.number,
        heading=provision.heading,
        text=provision.text,
        anchor=provision.anchor,
        citation=provision.citation,
        has_children=bool(provision.children),
    )
