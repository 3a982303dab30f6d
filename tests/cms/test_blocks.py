"""Blocks of articles and lessons: a picture cannot be published without its text, a call-out says its kind in words."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.utils import translation
from PIL import Image as Picture
from wagtail.blocks import RichTextBlock, StreamBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from cms.blocks import CONTENT_BLOCKS, CalloutBlock, PictureBlock

# Wagtail leaves the temporary file of a rendition it has just made to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")


@pytest.fixture
def image(db: None) -> AbstractImage:
    """A photograph of 1,200 by 800 pixels."""
    file = BytesIO()
    Picture.new("RGB", (1200, 800), "navy").save(file, "JPEG")
    return get_image_model().objects.create(title="IMG_0001.jpg", file=ImageFile(file, name="anh.jpg"))


def picture(image: AbstractImage, **value: object) -> object:
    block = PictureBlock()
    return block.to_python(
        {"image": {"image": image.pk, "alt_text": "", "decorative": False} | value, "caption": "Tại nhà văn hóa"}
    )


def test_a_picture_without_text_alternative_is_refused(image: AbstractImage) -> None:
    with pytest.raises(StructBlockValidationError):
        PictureBlock().clean(picture(image))


def test_a_picture_needs_a_text_or_the_statement_that_it_is_decorative(image: AbstractImage) -> None:
    assert PictureBlock().clean(picture(image, alt_text="Bảng tin khu phố 2"))
    assert PictureBlock().clean(picture(image, decorative=True))


def test_a_picture_is_light_lazy_and_keeps_its_place_while_it_loads(image: AbstractImage) -> None:
    drawn = PictureBlock().render(picture(image, alt_text="Bảng tin khu phố 2"))
    assert 'alt="Bảng tin khu phố 2"' in drawn
    assert 'loading="lazy"' in drawn
    assert ".webp 480w" in drawn
    assert 'width="480"' in drawn
    assert 'height="320"' in drawn
    assert "Tại nhà văn hóa" in drawn


def test_a_decorative_picture_is_silent(image: AbstractImage) -> None:
    assert 'alt=""' in PictureBlock().render(picture(image, decorative=True))


def test_a_picture_that_was_deleted_leaves_its_caption(db: None) -> None:
    block = PictureBlock()
    drawn = block.render(block.to_python({"image": {"image": 404}, "caption": "Chú thích"}))
    assert "<img" not in drawn
    assert "Chú thích" in drawn


@pytest.mark.parametrize(("kind", "word"), [("note", "Note"), ("example", "Example"), ("warning", "Warning")])
def test_a_call_out_says_its_kind_even_under_a_title_of_its_own(kind: str, word: str) -> None:
    block = CalloutBlock()
    with translation.override("en"):
        untitled = block.render(block.to_python({"kind": kind, "title": "", "body": "<p>Nội dung</p>"}))
        titled = block.render(
            block.to_python({"kind": kind, "title": "Thông báo <thu quỹ>", "body": "<p>Nội dung</p>"})
        )
    assert word in untitled
    assert f"callout-{kind}" in untitled
    assert f"{word}:" in titled
    assert "Thông báo &lt;thu quỹ&gt;" in titled
    assert "<p>Nội dung</p>" in titled


def test_text_offers_no_second_page_title_and_no_embeds() -> None:
    text = dict(CONTENT_BLOCKS)["text"]
    assert isinstance(text, RichTextBlock)
    assert not {"h1", "embed", "image"} & set(text.features)


def test_apps_above_can_extend_the_list_for_their_streams() -> None:
    stream = StreamBlock([*CONTENT_BLOCKS, ("provision", RichTextBlock())])
    assert list(stream.child_blocks) == ["text", "picture", "callout", "provision"]
