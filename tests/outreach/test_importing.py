"""Bringing a document into the library: by command, and in the admin with a preview before anything is saved."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from cms.models import HomePage
from outreach.models import LegalDocument, LegalLibraryPage
from people.models import User
from tests.courses.conftest import MakePerson, browser_of
from tests.outreach.conftest import RESOLUTION

pytestmark = pytest.mark.django_db
UPLOAD, SAVE = "outreach_import:upload", "outreach_import:save"


def import_file(path: Path, **options: int) -> None:
    call_command("import_document", str(path), **options)


class TestCommand:
    def test_it_prints_address_and_counts(self, library: LegalLibraryPage, capsys: pytest.CaptureFixture[str]) -> None:
        import_file(RESOLUTION, publish=True)
        printed = capsys.readouterr().out
        page = LegalDocument.objects.get()
        assert page.full_url in printed
        assert "1 điều, 7 khoản, 20 điểm" in printed
        assert "tham tra" in printed

    def test_without_publish_it_is_a_draft(self, library: LegalLibraryPage) -> None:
        import_file(RESOLUTION)
        page = LegalDocument.objects.get()
        assert not page.live
        assert browser_of(None).get(page.url).status_code == 404

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "không có chữ nào"),
            (b"%PDF-1.7 \xe2\xe3", "PDF"),
            ("Một bài văn không có điều khoản nào cả.".encode(), "Điều"),
            (b"PK\x03\x04" + b"\0" * 200, ".txt"),
            (b"x" * (50 * 2**20), "MB"),
        ],
        ids=["empty", "pdf", "no structure", "zip", "50 MB"],
    )
    def test_each_bad_file_gets_a_clear_message(
        self, library: LegalLibraryPage, tmp_path: Path, content: bytes, words: str
    ) -> None:
        path = tmp_path / "van-ban.txt"
        path.write_bytes(content)
        with pytest.raises(CommandError, match=words):
            import_file(path)
        assert not LegalDocument.objects.exists()

    def test_the_same_text_again_changes_nothing(
        self, library: LegalLibraryPage, capsys: pytest.CaptureFixture[str]
    ) -> None:
        import_file(RESOLUTION)
        import_file(RESOLUTION, publish=True)
        page = LegalDocument.objects.get()
        assert page.live, "the draft was published, as asked"
        printed = capsys.readouterr()
        assert "đã có" in printed.err
        assert printed.out.count("1 điều, 7 khoản, 20 điểm") == 2
        assert page.provisions.count() == 28

    def test_of_several_libraries_one_is_named(self, library: LegalLibraryPage, home: HomePage) -> None:
        other_home = home.get_parent().add_child(instance=HomePage(title="Khác", slug="khac", hero_title="Khác"))
        other = other_home.add_child(instance=LegalLibraryPage(title="Văn bản", slug="van-ban"))
        with pytest.raises(CommandError, match=str(other.pk)):
            import_file(RESOLUTION)
        import_file(RESOLUTION, library=other.pk)
        assert LegalDocument.objects.get().get_parent().pk == other.pk

    def test_a_missing_file_and_a_missing_library_are_said(self, tmp_path: Path, home: object) -> None:
        with pytest.raises(CommandError, match="thư viện"):
            import_file(RESOLUTION)


class TestAdmin:
    def upload(self, person: User, content: bytes, name: str = "nghi-quyet.txt") -> Any:
        return browser_of(person).post(reverse(UPLOAD), {"file": SimpleUploadedFile(name, content)})

    def test_preview_saves_nothing_and_saving_makes_a_draft(
        self, library: LegalLibraryPage, administrator: User
    ) -> None:
        shutil.rmtree(settings.PRIVATE_ROOT / "imports", ignore_errors=True)
        preview = self.upload(administrator, RESOLUTION.read_bytes())
        html = preview.content.decode()
        assert "điểm a" in html
        assert "tham tra" in html
        assert "thiếu điểm đ" in html or "điểm đ" in html
        assert not LegalDocument.objects.exists()

        stated = {"token": preview.context["token"], "title": "Nghị quyết về dân chủ", "kind": "Nghị quyết"}
        stated |= {"number": "05/NQ-HĐND", "validity": "under_review"}
        answer = browser_of(administrator).post(reverse(SAVE), stated)
        page = LegalDocument.objects.get()
        assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert (page.live, page.title, page.number) == (False, "Nghị quyết về dân chủ", "05/NQ-HĐND")
        assert page.provisions.count() == 28
        assert storages["private"].listdir("imports")[1] == []
        assert "tham tra" in browser_of(administrator).get(answer.url).content.decode(), "the editor sees it later too"

    def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(
        self, library: LegalLibraryPage, administrator: User
    ) -> None:
        token = self.upload(administrator, RESOLUTION.read_bytes()).context["token"]
        stated = {"token": token, "title": "", "kind": "Nghị quyết", "validity": "in_force", "number": "05"}
        page = browser_of(administrator).post(reverse(SAVE), stated)
        assert page.status_code == 422
        assert 'value="05"' in page.content.decode()
        assert not LegalDocument.objects.exists()

        for content, words in [(b"", "trống"), (b"%PDF-1.7", "PDF"), ("Không có gì.".encode(), "Điều")]:
            answer = self.upload(administrator, content)
            assert answer.status_code == 422
            assert words in answer.content.decode()

    def test_the_same_text_again_leads_to_the_document_that_has_it(
        self, resolution: LegalDocument, administrator: User
    ) -> None:
        token = self.upload(administrator, RESOLUTION.read_bytes()).context["token"]
        stated = {"token": token, "title": "Lần hai", "kind": "Nghị quyết", "validity": "in_force"}
        answer = browser_of(administrator).post(reverse(SAVE), stated, follow=True)
        assert answer.redirect_chain[0][0] == reverse("wagtailadmin_pages:edit", args=[resolution.pk])
        assert "đã có văn bản này" in answer.content.decode()
        assert LegalDocument.objects.count() == 1

    def test_another_account_cannot_fetch_the_upload(
        self, library: LegalLibraryPage, administrator: User, make_person: MakePerson
    ) -> None:
        token = self.upload(administrator, RESOLUTION.read_bytes()).context["token"]
        other = make_person("khac", is_superuser=True)
        stated = {"token": token, "title": "T", "kind": "Nghị quyết", "validity": "in_force"}
        assert browser_of(other).post(reverse(SAVE), stated).url == reverse(UPLOAD)
        assert browser_of(administrator).post(reverse(SAVE), stated | {"token": "made-up"}).url == reverse(UPLOAD)
        assert not LegalDocument.objects.exists()

    def test_learners_are_refused(self, library: LegalLibraryPage, learner: User) -> None:
        assert self.upload(learner, RESOLUTION.read_bytes()).status_code in {302, 403}
        assert not LegalDocument.objects.exists()
