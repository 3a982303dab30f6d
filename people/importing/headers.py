"""By which words offices head their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from people.folding import fold
from people.tabular.writing import Column

# Besides the label in the template: what is found in real files, folded.
OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "name": ("ho va ten", "ho ten", "ten day du"),
    "staff_number": ("so hieu can bo", "ma can bo", "ma nhan vien", "so hieu"),
    "identity_number": ("so dinh danh", "so dinh danh ca nhan", "cccd", "so cccd", "can cuoc"),
    "email": ("email", "e mail", "thu dien tu", "dia chi email"),
    "username": ("ten dang nhap", "tai khoan"),
    "phone": ("so dien thoai", "dien thoai", "sdt", "di dong"),
    "born_on": ("ngay sinh", "ngay thang nam sinh"),
    "unit": ("ma don vi", "ma phong"),
    "position": ("chuc danh", "chuc vu"),
    "staff_group": ("nhom can bo", "nhom doi tuong", "doi tuong"),
    "starts_on": ("tu ngay", "ngay bat dau"),
    "ends_on": ("den ngay", "ngay ket thuc", "ngay nghi"),
    "is_primary": ("chuc vu chinh", "chinh"),
    "code": ("ma don vi", "ma"),
    "kind": ("loai don vi", "loai"),
    "parent": ("ma don vi cap tren", "don vi cap tren"),
}


def header_names(columns: Mapping[str, Column]) -> dict[str, tuple[str, ...]]:
    """By key of the column: its label and the other words for it, folded."""
    return {key: (fold(str(column.label)), fold(key), *OTHER_WORDS.get(key, ())) for key, column in columns.items()}


def missing_columns(columns: Mapping[str, Column], headers: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Which header of the file stands for which column, and the labels of required columns that none stands for."""
    names = header_names(columns)
    found = {key: header for key in columns for header in headers if fold(header) in names[key]}
    missing = [str(column.label) for key, column in columns.items() if column.required and key not in found]
    return found, missing
