"""Vietnamese names: their order in lists, and their parts."""

from __future__ import annotations

import random

import pytest

from people.models import User
from people.naming import sort_key, split_name

IN_ORDER = [
    "An", "Án", "Anh", "Ánh", "Ân", "Bảo", "Dũng", "Đức", "Hà", "Hoa", "Oanh", "Ông", "Ơn", "Phương", "Phượng",
    "Thanh", "Thạnh", "Yên",
]  # fmt: skip


def test_given_names_sort_by_letters_then_tones() -> None:
    shuffled = random.sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=lambda name: sort_key("Nguyễn", name)) == IN_ORDER


@pytest.mark.django_db
def test_the_database_sorts_by_given_then_family_then_middle_names() -> None:
    people = [("Lê Văn", "An"), ("Nguyễn", "An"), ("Nguyễn Bá", "An"), ("Trần Thị", "An"), ("An", "Bình"), ("Đỗ", "Ái")]
    for number, (last, first) in enumerate(random.sample(people, len(people))):
        User.objects.create(username=f"u{number}", last_name=last, first_name=first)
    names = [user.get_full_name() for user in User.objects.all()]
    assert names == ["Đỗ Ái", "Lê Văn An", "Nguyễn An", "Nguyễn Bá An", "Trần Thị An", "An Bình"]


def test_the_order_does_not_depend_on_how_letters_are_composed() -> None:
    assert sort_key("Nguye\u0302\u0303n", "Phu\u031bo\u031b\u0323ng") == sort_key("Nguyễn", "Phượng")


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Nguyễn Thị Phượng", ("Nguyễn Thị", "Phượng")),
        ("  Trần   Hiệp ", ("Trần", "Hiệp")),
        ("Y", ("", "Y")),
        ("", ("", "")),
    ],
)
def test_the_last_word_is_the_given_name(full: str, parts: tuple[str, str]) -> None:
    assert split_name(full) == parts
