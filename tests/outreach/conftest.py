"""A library with the ward's resolution in it."""

from __future__ import annotations

import pytest

from cms.models import HomePage
from outreach.models import LegalDocument, LegalLibraryPage
from outreach.services import recognise_file, save_document
from tests.courses.conftest import administrator, home, learner, make_person
from tests.outreach.legal_texts import FOLDER

__all__ = ["administrator", "home", "learner", "make_person"]

RESOLUTION = FOLDER / "nghi-quyet-vinh-tan.txt"


@pytest.fixture
def library(home: HomePage) -> LegalLibraryPage:
    page: LegalLibraryPage = home.add_child(instance=LegalLibraryPage(title="Văn bản", slug="van-ban"))
    return page


@pytest.fixture
def resolution(library: LegalLibraryPage) -> LegalDocument:
    """The resolution, published."""
    recognised = recognise_file(RESOLUTION.name, RESOLUTION.read_bytes())
    return save_document(
        recognised=recognised, library=library, publish=True, acting_user=None, details={"slug": "nghi-quyet"}
    )
