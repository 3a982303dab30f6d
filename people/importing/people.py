"""People and their posts from a file: one row a person and post.

A row is matched to an account by staff number, identity number, e-mail or user name; when two of them point at
different accounts, the row is refused. Who is in no row is left alone; a leaver is a row with a last day. Empty cells
change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.folding import fold
from people.importing.plans import Plan, Reader
from people.models import AuditEntry, Membership, OrganisationUnit, Position, StaffGroup, User
from people.naming import split_name
from people.permissions import people_to_keep
from people.tabular import Row, Table
from people.tabular.values import as_bool, as_date, as_email, as_identifier, as_name, as_phone, as_text
from people.tabular.writing import Column

BATCH = 500
ONE_DAY = timedelta(days=1)
USERNAME = re.compile(r"[a-z0-9.@+_-]{3,150}")

PEOPLE_COLUMNS = {
    column.key: column
    for column in (
        Column("name", gettext_lazy("Full name"), "text", True, gettext_lazy("Family, middle and given name.")),
        Column("staff_number", gettext_lazy("Staff number"), "text", False, gettext_lazy("Known by it first of all.")),
        Column("identity_number", gettext_lazy("Identity number"), "text", False, gettext_lazy("12 digits, as text.")),
        Column("email", gettext_lazy("E-mail"), "text", False, ""),
        Column("username", gettext_lazy("User name"), "text", False, gettext_lazy("Empty: made from the name.")),
        Column("phone", gettext_lazy("Phone number"), "text", False, ""),
        Column("born_on", gettext_lazy("Date of birth"), "date", False, "dd/mm/yyyy"),
        Column("unit", gettext_lazy("Unit code"), "text", True, gettext_lazy("A unit of yours.")),
        Column("position", gettext_lazy("Position"), "choice", True, ""),
        Column("staff_group", gettext_lazy("Staff group"), "choice", True, ""),
        Column("starts_on", gettext_lazy("From"), "date", False, gettext_lazy("First day of the post.")),
        Column("ends_on", gettext_lazy("To"), "date", False, gettext_lazy("Last day of the post, for who leaves.")),
        Column("is_primary", gettext_lazy("Primary post"), "choice", False, gettext_lazy("Empty: yes.")),
    )
}
# What a person is known by, the strongest first.
IDENTIFIERS = ("staff_number", "identity_number", "email", "username")
PERSONAL = ("staff_number", "identity_number", "email", "phone", "born_on")
UNIQUE = ("staff_number", "identity_number", "email", "phone", "username")


@dataclass(frozen=True, slots=True)
class Post:
    """Where a row puts a person."""

    unit: OrganisationUnit
    position: Position
    staff_group: StaffGroup
    starts_on: date | None
    ends_on: date | None
    is_primary: bool

    @property
    def key(self) -> tuple[int, int, int]:
        """Two posts of a person with the same key are the same post."""
        return (self.unit.pk, self.position.pk, self.staff_group.pk)


@dataclass(slots=True)
class PlannedPerson:
    """Someone the file names: an account, known or new, what changes, and the posts in the order of the file."""

    row: int
    account: User
    is_new: bool
    changed: set[str] = field(default_factory=set)
    posts: list[Post] = field(default_factory=list)


@dataclass(slots=True)
class PeoplePlan(Plan):
    """What the file would do to people and posts."""

    people: list[PlannedPerson] = field(default_factory=list)
    new_posts: list[Membership] = field(default_factory=list)
    ended_posts: list[Membership] = field(default_factory=list)
    demoted_posts: list[Membership] = field(default_factory=list)


def plan_people(
    table: Table,
    headers: dict[str, str],
    root: OrganisationUnit,
    *,
    today: date,
    acting_user: User,
    progress: Callable[[int], None],
) -> PeoplePlan:
    """Read the table against the accounts and posts as they are. Nothing is changed."""
    plan = PeoplePlan(rows=len(table.rows), notes=list(table.notes))
    reader = Reader(PEOPLE_COLUMNS, headers, plan)
    known = Known(table, headers, root, acting_user)
    found: dict[int, PlannedPerson] = {}
    for done, row in enumerate(table.rows, start=1):
        _plan_row(row, reader, plan, known, found, today)
        if done % BATCH == 0:
            progress(done)
    for planned in plan.people:
        _plan_posts(planned, plan, known, today)
    return plan


class Known:
    """What the database knows, read once: a handful of queries for the whole file."""

    def __init__(self, table: Table, headers: dict[str, str], root: OrganisationUnit, acting_user: User) -> None:
        self.units = {unit.code: unit for unit in OrganisationUnit.objects.filter(path__startswith=root.path)}
        self.positions = {fold(row.name): row for row in Position.objects.all()}
        self.staff_groups = {fold(row.name): row for row in StaffGroup.objects.all()}
        self.accounts: dict[str, dict[str, User]] = {name: {} for name in UNIQUE}
        for person in User.objects.annotate(email_key=Lower("email")).iterator(chunk_size=2000):
            self.add(person)
        self.kept = set(people_to_keep(acting_user).values_list("pk", flat=True))
        self.posts: dict[int, list[Membership]] = {}
        for post in Membership.objects.order_by("pk").iterator(chunk_size=2000):
            self.posts.setdefault(post.person_id, []).append(post)

    def add(self, person: User) -> None:
        """Remember an account by everything it is known by."""
        for name in UNIQUE:
            value = getattr(person, name)
            if value:
                self.accounts[name][str(value).lower()] = person

    def by(self, name: str, value: object) -> User | None:
        """The account with this number, address or name."""
        return self.accounts[name].get(str(value).lower()) if value else None

    def free_username(self, last_name: str, first_name: str) -> str:
        """Given name and initials of the others, as offices write them: "phuongnt", "phuongnt2", …"""
        initials = "".join(word[0] for word in fold(last_name).split())
        base = (fold(first_name).replace(" ", "") + initials) or "nguoi"
        number, name = 1, base
        while name in self.accounts["username"]:
            number += 1
            name = f"{base}{number}"
        return name


def _plan_row(
    row: Row, reader: Reader, plan: PeoplePlan, known: Known, found: dict[int, PlannedPerson], today: date
) -> None:
    before = len(plan.faults)
    values = _values(row, reader, known)
    account = _match(row, values, plan, known)
    post = _post(row, values, plan, today)
    if len(plan.faults) > before or post is None:
        return
    planned = found.get(id(account)) if account is not None else None
    if planned is None:
        planned = _person(row, values, account, known)
        found[id(planned.account)] = planned
        plan.people.append(planned)
    else:
        _check_same_person(row, values, planned, plan)
    if any(other.key == post.key and other.starts_on == post.starts_on for other in planned.posts):
        plan.refuse(row.number, "", "", _("This row says the same as row %(row)d.") % {"row": planned.row})
        return
    _check_free(row, values, planned, plan, known)
    planned.posts.append(post)


def _values(row: Row, reader: Reader, known: Known) -> dict[str, Any]:
    parsers: dict[str, Callable[[Any], Any]] = {
        "name": as_name,
        "staff_number": as_identifier,
        "identity_number": as_identifier,
        "email": as_email,
        "username": as_text,
        "phone": as_phone,
        "born_on": as_date,
        "unit": as_identifier,
        "position": as_text,
        "staff_group": as_text,
        "starts_on": as_date,
        "ends_on": as_date,
        "is_primary": as_bool,
    }
    values = {key: reader.value(row, key, parse) for key, parse in parsers.items()}
    _look_up(row, values, "unit", known.units, reader, str)
    _look_up(row, values, "position", known.positions, reader, fold)
    _look_up(row, values, "staff_group", known.staff_groups, reader, fold)
    return values


def _look_up(
    row: Row, values: dict[str, Any], key: str, rows: dict[str, Any], reader: Reader, name: Callable[[str], str]
) -> None:
    """Put the row of the database in the place of its name."""
    said = values[key]
    if said is None:
        return
    values[key] = rows.get(name(said))
    if values[key] is None:
        message = _("There is no such entry in the system, or it is not yours.")
        reader.plan.refuse(row.number, reader.columns[key].label, said, message)


def _match(row: Row, values: dict[str, Any], plan: PeoplePlan, known: Known) -> User | None:
    """The account the row means; None for a new one or when the row is refused."""
    given = [name for name in IDENTIFIERS if values[name]]
    if not given:
        message = _("Fill in a staff number, an identity number, an e-mail address or a user name.")
        plan.refuse(row.number, "", "", message)
        return None
    hits = {name: hit for name in given if (hit := known.by(name, values[name])) is not None}
    if len({id(hit) for hit in hits.values()}) > 1:
        labels = ", ".join(str(PEOPLE_COLUMNS[name].label) for name in hits)
        plan.refuse(row.number, "", "", _("These belong to different people: %(columns)s.") % {"columns": labels})
        return None
    account = next(iter(hits.values()), None)
    if account is not None and account.pk is not None and account.pk not in known.kept:
        plan.refuse(row.number, "", str(values["name"]), _("This person belongs to a unit you do not keep."))
        return None
    return account


def _post(row: Row, values: dict[str, Any], plan: PeoplePlan, today: date) -> Post | None:
    begins, ends = values["starts_on"], values["ends_on"]
    if begins and ends and ends < begins:
        label = PEOPLE_COLUMNS["ends_on"].label
        plan.refuse(row.number, label, f"{ends:%d/%m/%Y}", _("The last day must not be before the first day."))
        return None
    if not (values["unit"] and values["position"] and values["staff_group"]):
        return None
    primary = values["is_primary"] if values["is_primary"] is not None else True
    return Post(values["unit"], values["position"], values["staff_group"], begins, ends, primary)


def _person(row: Row, values: dict[str, Any], account: User | None, known: Known) -> PlannedPerson:
    last_name, first_name = split_name(values["name"])
    if account is None:
        username = values["username"] or known.free_username(last_name, first_name)
        account = User(username=username, last_name=last_name, first_name=first_name)
        account.set_unusable_password()
        for name in PERSONAL:
            if values[name]:
                setattr(account, name, values[name])
        known.add(account)
        return PlannedPerson(row.number, account, is_new=True)
    planned = PlannedPerson(row.number, account, is_new=False)
    for name, value in {"last_name": last_name, "first_name": first_name, **{n: values[n] for n in PERSONAL}}.items():
        if value and getattr(account, name) != value:
            setattr(account, name, value)
            planned.changed.add(name)
    return planned


def _check_same_person(row: Row, values: dict[str, Any], planned: PlannedPerson, plan: PeoplePlan) -> None:
    """A second row of a person may add a post, not another truth about the person."""
    last_name, first_name = split_name(values["name"])
    told = {"last_name": last_name, "first_name": first_name, **{name: values[name] for name in PERSONAL}}
    for name, value in told.items():
        if value and getattr(planned.account, name) != value:
            column = PEOPLE_COLUMNS.get(name, PEOPLE_COLUMNS["name"])
            message = _("Row %(row)d says something else about this person.") % {"row": planned.row}
            plan.refuse(row.number, column.label, value, message)


def _check_free(row: Row, values: dict[str, Any], planned: PlannedPerson, plan: PeoplePlan, known: Known) -> None:
    """Numbers and addresses that somebody else has."""
    for name in UNIQUE:
        holder = known.by(name, values[name])
        if holder is not None and holder is not planned.account:
            plan.refuse(row.number, PEOPLE_COLUMNS[name].label, values[name], _("Somebody else has this already."))
    username = values["username"]
    if planned.is_new and username and not USERNAME.fullmatch(username):
        message = _("A user name has 3 to 150 letters without marks, digits or . @ + _ -.")
        plan.refuse(row.number, PEOPLE_COLUMNS["username"].label, username, message)
    known.add(planned.account)


def _plan_posts(planned: PlannedPerson, plan: PeoplePlan, known: Known, today: date) -> None:
    posts = known.posts.get(planned.account.pk, []) if not planned.is_new else []
    news: list[str] = []
    for post in planned.posts:
        news += _plan_post(planned, post, posts, plan, today)
    if planned.is_new:
        plan.added += 1
        plan.changes.append(_("New: %(person)s") % {"person": planned.account})
    elif planned.changed or news:
        plan.changed += 1
        labels = [str(PEOPLE_COLUMNS.get(name, PEOPLE_COLUMNS["name"]).label) for name in sorted(planned.changed)]
        plan.changes.append(f"{planned.account}: {', '.join([*labels, *news])}")


def _plan_post(
    planned: PlannedPerson, post: Post, posts: list[Membership], plan: PeoplePlan, today: date
) -> Iterator[str]:
    """What becomes of one post of the file; says in words what changes."""
    same = [row for row in posts if (row.unit_id, row.position_id, row.staff_group_id) == post.key]
    open_same = next((row for row in same if row.ends_on is None), None)
    if post.ends_on is not None and open_same is not None:
        if open_same.starts_on is not None and post.ends_on < open_same.starts_on:
            label = PEOPLE_COLUMNS["ends_on"].label
            message = _("The post began on %(day)s, after this day.") % {"day": f"{open_same.starts_on:%d/%m/%Y}"}
            plan.refuse(planned.row, label, f"{post.ends_on:%d/%m/%Y}", message)
            return
        open_same.ends_on = post.ends_on
        plan.ended_posts.append(open_same)
        plan.closed += 1
        yield _("leaves %(unit)s") % {"unit": post.unit}
    elif open_same is None and not any(row.ends_on == post.ends_on is not None for row in same):
        yield from _plan_new_post(planned, post, posts, plan, today)


def _plan_new_post(
    planned: PlannedPerson, post: Post, posts: list[Membership], plan: PeoplePlan, today: date
) -> Iterator[str]:
    begins = post.starts_on or today
    is_primary = post.is_primary and post.ends_on is None
    for row in posts if is_primary else []:
        if row.ends_on is None and row.is_primary:
            _make_room(row, begins, plan)
            yield _("leaves %(unit)s") % {"unit": row.unit}
    new = Membership(
        person=planned.account,
        unit=post.unit,
        position=post.position,
        staff_group=post.staff_group,
        is_primary=is_primary,
        starts_on=begins,
        ends_on=post.ends_on,
    )
    posts.append(new)
    plan.new_posts.append(new)
    yield _("joins %(unit)s") % {"unit": post.unit}


def _make_room(row: Membership, begins: date, plan: PeoplePlan) -> None:
    """The primary post so far ends the day before; one that began later, or in this file, becomes one of the others."""
    last_day = begins - ONE_DAY
    if row.pk is not None and (row.starts_on is None or row.starts_on <= last_day):
        row.ends_on = last_day
        plan.ended_posts.append(row)
        plan.closed += 1
        return
    row.is_primary = False
    if row.pk is not None:
        plan.demoted_posts.append(row)


@transaction.atomic
def apply_people(plan: PeoplePlan, *, acting_user: User | None) -> None:
    """Do what the plan says, all of it or nothing. The plan was made in this transaction or just before it."""
    added = [planned.account for planned in plan.people if planned.is_new]
    changed = [planned.account for planned in plan.people if not planned.is_new and planned.changed]
    for account in [*added, *changed]:
        account.derive()
    User.objects.bulk_create(added, batch_size=BATCH)
    fields = ["last_name", "first_name", *PERSONAL, "sort_name", "search_name"]
    User.objects.bulk_update(changed, fields, batch_size=BATCH)
    # Ends and demotions first: a person has one open primary post at any moment.
    Membership.objects.bulk_update(plan.ended_posts, ["ends_on"], batch_size=BATCH)
    Membership.objects.bulk_update(plan.demoted_posts, ["is_primary"], batch_size=BATCH)
    for post in plan.new_posts:
        post.person_id = post.person.pk
    Membership.objects.bulk_create(plan.new_posts, batch_size=BATCH)
    AuditEntry.objects.bulk_create(_entries(plan, acting_user), batch_size=BATCH)


def _entries(plan: PeoplePlan, acting_user: User | None) -> Iterable[AuditEntry]:
    for planned in plan.people:
        if planned.is_new or planned.changed:
            yield AuditEntry(
                actor=acting_user,
                action="people.import_person",
                subject_type=User._meta.label_lower,
                subject_id=str(planned.account.pk),
                data={"row": planned.row, "new": planned.is_new, "fields": sorted(planned.changed)},
            )
    for action, posts in (("people.import_post", plan.new_posts), ("people.import_end", plan.ended_posts)):
        for post in posts:
            yield AuditEntry(
                actor=acting_user,
                action=action,
                subject_type=Membership._meta.label_lower,
                subject_id=str(post.pk),
                data={"person": post.person_id, "unit": post.unit_id},
            )
