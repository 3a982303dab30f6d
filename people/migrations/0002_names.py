"""Names the law gives, to begin with: rows the wards change afterwards. Only what is missing is added."""

from __future__ import annotations

from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COMMUNE = "người hoạt động không chuyên trách ở cấp xã"
RESIDENTIAL = "người hoạt động không chuyên trách ở thôn, tổ dân phố"
# The two-tier government ended the commune-level group; who is in it keeps the record.
STAFF_GROUPS = {
    "cán bộ": {},
    "công chức": {},
    "viên chức": {},
    COMMUNE: {"ends_on": date(2026, 5, 31)},
    RESIDENTIAL: {},
    "đại biểu Hội đồng nhân dân": {},
}
POSITIONS = (
    "Chủ tịch Hội đồng nhân dân",
    "Phó Chủ tịch Hội đồng nhân dân",
    "Chủ tịch Ủy ban nhân dân",
    "Phó Chủ tịch Ủy ban nhân dân",
    "Trưởng phòng",
    "Phó Trưởng phòng",
    "Chuyên viên",
    "Tổ trưởng tổ dân phố",
)
BOARD_ROLES = {
    "Trưởng ban": {"is_head": True},
    "Phó Trưởng ban": {"is_deputy": True},
    # NĐ 59/2023 Điều 13 khoản 3 names the members of a people's inspection board so.
    "Ủy viên": {},
    "Thành viên": {},
}
LAW = date(2023, 7, 1)
BOARD_KINDS = {
    "ttnd": {
        "name": "Ban Thanh tra nhân dân ở xã, phường",
        "basis": "Luật 10/2022/QH15, Điều 36 đến Điều 40; Nghị định 59/2023/NĐ-CP, Điều 12 đến Điều 15",
        "at_least": 5,
        "by_election_months": 6,
        "starts_on": LAW,
    },
    "gsdtcd": {
        "name": "Ban Giám sát đầu tư của cộng đồng",
        "basis": "Luật 10/2022/QH15, Điều 41 đến Điều 45; Nghị định 59/2023/NĐ-CP, Điều 16 đến Điều 19",
        "at_least": 5,
        "is_per_project": True,
        "starts_on": LAW,
    },
    "ttnd-co-quan": {
        "name": "Ban Thanh tra nhân dân ở cơ quan, đơn vị",
        "basis": "Luật 10/2022/QH15, Điều 60",
        "at_least": 3,
        "at_most": 9,
        "starts_on": LAW,
    },
}
# Who the law keeps off the boards that watch over the commune (Law 10/2022 Điều 36, 41).
EXCLUDED = {"ttnd": ("cán bộ", "công chức", COMMUNE, RESIDENTIAL), "gsdtcd": ("cán bộ", "công chức")}


def add_names(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the rows that are missing."""
    groups = {
        name: apps.get_model("people", "StaffGroup").objects.get_or_create(name=name, defaults=fields)[0]
        for name, fields in STAFF_GROUPS.items()
    }
    for name in POSITIONS:
        apps.get_model("people", "Position").objects.get_or_create(name=name)
    for name, fields in BOARD_ROLES.items():
        apps.get_model("people", "BoardRole").objects.get_or_create(name=name, defaults=fields)
    for code, fields in BOARD_KINDS.items():
        kind, _ = apps.get_model("people", "BoardKind").objects.get_or_create(code=code, defaults=fields)
        kind.excluded_groups.add(*(groups[name] for name in EXCLUDED.get(code, ())))


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunPython(add_names, migrations.RunPython.noop, elidable=False)]
