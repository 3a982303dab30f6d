"""HR's report: who sees whom, what the filters and figures say, and what Excel opens."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from courses.models import Course, Enrolment
from people.enums import Role
from people.models import Board, BoardKind, BoardMembership, BoardRole, BoardTerm, OrganisationUnit, User
from reporting import selectors
from reporting.enums import LearningState
from reporting.rendering import Column, workbook
from tests.reporting.conftest import AddPerson, add_enrolment, completed

URL = "/admin/bao-cao/hoc-tap/"


def open_report(viewer: User, **query: str) -> Any:
    client = Client()
    client.force_login(viewer)
    return client.get(URL, query)


def let_into_admin(person: User) -> User:
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return person


def names(viewer: User, **query: str) -> list[str]:
    return [row.person for row in open_report(let_into_admin(viewer), **query).context["object_list"]]


def test_everybody_sees_their_scope_and_nobody_else(
    ward: OrganisationUnit,
    office: OrganisationUnit,
    other_ward: OrganisationUnit,
    add_person: AddPerson,
    course: Course,
) -> None:
    hr = add_person("Nguyễn Thị", "Nhân", ward, Role.HR)
    head = add_person("Lê Văn", "Trưởng", office, Role.HEAD)
    stranger_hr = add_person("Trần Thị", "Xa", other_ward, Role.HR)
    in_office = add_person("Phạm Thị", "An", office)
    in_ward = add_person("Đỗ Văn", "Bình", ward)
    board_member = User.objects.create(username="ban", last_name="Võ Thị", first_name="Cúc")
    term = BoardTerm.objects.create(
        board=Board.objects.create(ward=ward, name="Ban Thanh tra nhân dân", kind=BoardKind.objects.get(code="ttnd")),
        name="2021-2026",
    )
    BoardMembership.objects.create(person=board_member, term=term, role=BoardRole.objects.get(name="Thành viên"))
    for person in (in_office, in_ward, board_member):
        add_enrolment(person, course)

    assert names(hr) == ["Phạm Thị An", "Đỗ Văn Bình", "Võ Thị Cúc"]
    assert names(head) == ["Phạm Thị An"]
    assert names(stranger_hr) == []
    assert open_report(let_into_admin(in_ward)).status_code == 302, "a learner with access to the admin is refused"


def test_an_ended_role_sees_nobody(ward: OrganisationUnit, add_person: AddPerson, course: Course) -> None:
    hr = add_person("Nguyễn Thị", "Nhân", ward, Role.HR)
    add_enrolment(add_person("Phạm Thị", "An", ward), course)
    hr.role_assignments.update(ends_on=timezone.localdate() - timedelta(days=1))

    assert not selectors.enrolments_in_scope(hr).exists()


def test_each_enrolment_is_in_one_state_and_the_filter_finds_it(
    ward: OrganisationUnit, add_person: AddPerson, course: Course
) -> None:
    hr = add_person("Nguyễn Thị", "Nhân", ward, Role.HR)
    today, now = timezone.localdate(), timezone.now()
    cases: dict[LearningState, dict[str, object]] = {
        LearningState.NOT_STARTED: {},
        LearningState.LEARNING: {"last_seen_at": now, "due_on": today},
        LearningState.OVERDUE: {"last_seen_at": now, "due_on": today - timedelta(days=1)},
        LearningState.COMPLETED: completed() | {"due_on": today - timedelta(days=5)},
        LearningState.WITHDRAWN: {"state": "withdrawn"},
    }
    for state, fields in cases.items():
        add_enrolment(add_person("Người", state.value.title(), ward), course, **fields)

    for state in cases:
        assert names(hr, state=state.value) == [f"Người {state.value.title()}"]
    figures = open_report(let_into_admin(hr)).context["figures"]
    assert (figures.enrolments, figures.people, figures.completed, figures.overdue) == (5, 5, 1, 1)


def test_filters_combine(
    ward: OrganisationUnit, office: OrganisationUnit, add_person: AddPerson, course: Course
) -> None:
    hr = add_person("Nguyễn Thị", "Nhân", ward, Role.HR)
    add_enrolment(add_person("Phạm Thị", "An", office), course, **completed())
    add_enrolment(add_person("Đỗ Văn", "Bình", ward), course, **completed())
    add_enrolment(add_person("Vũ Thị", "Chi", office), course)
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()

    assert names(hr, unit=str(office.pk), state="completed") == ["Phạm Thị An"]
    assert names(hr, completed_from=yesterday, completed_to=yesterday) == ["Phạm Thị An", "Đỗ Văn Bình"]
    assert names(hr, enrolled_from=yesterday) == []
    assert names(hr, q="Chi") == ["Vũ Thị Chi"]


def test_a_filter_that_makes_no_sense_shows_nobody_and_says_why(
    ward: OrganisationUnit, other_ward: OrganisationUnit, add_person: AddPerson, course: Course
) -> None:
    hr = let_into_admin(add_person("Nguyễn Thị", "Nhân", ward, Role.HR))
    add_enrolment(add_person("Phạm Thị", "An", ward), course)
    wrong = [
        {"state": "abc"},
        {"unit": str(other_ward.pk)},
        {"enrolled_from": "31/31/2026"},
        {"completed_from": "2026-11-20", "completed_to": "2026-11-01"},
    ]
    for query in wrong:
        page = open_report(hr, **query)
        assert page.context["object_list"] == [], query
        assert 'role="alert"' in page.content.decode(), query
        assert open_report(hr, **query, export="xlsx").status_code == 302, query


def test_the_lines_by_unit_add_up_to_the_whole(
    ward: OrganisationUnit, office: OrganisationUnit, add_person: AddPerson, course: Course
) -> None:
    """Also who sits on a board only, and who belongs nowhere any more."""
    hr = let_into_admin(add_person("Nguyễn Thị", "Nhân", ward, Role.HR))
    kind, role = BoardKind.objects.get(code="ttnd"), BoardRole.objects.get(name="Ủy viên")
    term = BoardTerm.objects.create(board=Board.objects.create(ward=ward, name="Ban TTND", kind=kind), name="2026-2031")
    seated = User.objects.create(username="ban", first_name="Cúc")
    BoardMembership.objects.create(person=seated, term=term, role=role)
    left = add_person("Vũ Thị", "Chi", office)
    left.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    for person in (add_person("Phạm Thị", "An", office), seated, left):
        add_enrolment(person, course, **completed())
    context = open_report(hr).context
    assert {unit.name: (unit.enrolments, unit.completed) for unit in context["units"]} == {
        office.name: (1, 1),
        "Ban TTND": (1, 1),
        "Hiện không giữ chức vụ": (1, 1),
    }
    assert names(hr, board=str(term.board.pk)) == ["Cúc"]


def test_excel_has_dates_as_dates_and_every_filtered_row(
    ward: OrganisationUnit, add_person: AddPerson, course: Course
) -> None:
    hr = let_into_admin(add_person("Nguyễn Thị", "Nhân", ward, Role.HR))
    for number in range(60):
        add_enrolment(add_person("Phạm Thị", f"An{number:02d}", ward), course, **completed())

    response = open_report(hr, export="xlsx", state="completed")
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))

    assert "attachment" in response["Content-Disposition"]
    assert len(rows) == 61
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["Họ và tên"] == "Phạm Thị An00"
    assert isinstance(row["Ghi danh ngày"], datetime)
    assert row["Tiến độ, %"] == 100


def test_no_cell_is_ever_a_formula() -> None:
    hostile = ["=1+1", "+84 912", "-2", "@SUM(A1)", "http://example.org", "079086001234"]
    data = workbook("Bảng", [Column("Giá trị", lambda value: value)], hostile)
    cells = [row[0] for row in load_workbook(io.BytesIO(data)).active.iter_rows(min_row=2)]

    assert [cell.value for cell in cells] == hostile
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_queries_do_not_grow_with_rows(ward: OrganisationUnit, add_person: AddPerson, course: Course) -> None:
    hr = let_into_admin(add_person("Nguyễn Thị", "Nhân", ward, Role.HR))

    def queries_with(rows: int) -> int:
        for number in range(rows - Enrolment.objects.count()):
            add_enrolment(add_person("Phạm Thị", f"An{number}", ward), course)
        with CaptureQueriesContext(connection) as queries:
            open_report(hr)
        return len(queries)

    queries_with(1)
    assert queries_with(10) == queries_with(200)


def test_empty_report_says_what_to_do(ward: OrganisationUnit, add_person: AddPerson) -> None:
    page = open_report(let_into_admin(add_person("Nguyễn Thị", "Nhân", ward, Role.HR)))
    assert "Hãy đổi hoặc bỏ bộ lọc" in page.content.decode()
