"""Posts and seats: they begin and they end; a change is an end and a beginning, so yesterday stays as it was."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from people.errors import AlreadyEnded, EndsBeforeItBegins
from people.models import BoardMembership, BoardTerm, Membership, OrganisationUnit, Position, StaffGroup, User
from people.services.audit import log

ONE_DAY = timedelta(days=1)


@transaction.atomic
def appoint(
    *,
    person: User,
    unit: OrganisationUnit,
    position: Position,
    staff_group: StaffGroup,
    starts_on: date,
    acting_user: User | None,
    is_primary: bool = True,
) -> Membership:
    """Give a person a post. A primary post makes the open primary post one of the others.

    An equal open post is returned as it is: appointing twice changes nothing.
    """
    User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    same = {"person": person, "unit": unit, "position": position, "staff_group": staff_group, "ends_on": None}
    open_post = Membership.objects.filter(**same, is_primary=is_primary).first()
    if open_post is not None:
        return open_post
    if is_primary:
        Membership.objects.filter(person=person, is_primary=True, ends_on__isnull=True).update(is_primary=False)
    post = Membership.objects.create(**same, is_primary=is_primary, starts_on=starts_on)
    log(acting_user, "people.appoint", post, unit=unit.pk, position=position.pk, starts_on=starts_on)
    return post


@transaction.atomic
def end_post(*, post: Membership, on: date, acting_user: User | None) -> Membership:
    """End a post; `on` is its last day.

    Raises:
        AlreadyEnded: it has an earlier end.
        EndsBeforeItBegins: the last day is before the first.
    """
    post = Membership.objects.select_for_update(of=("self",)).get(pk=post.pk)
    _close(post, on)
    log(acting_user, "people.end_post", post, on=on)
    return post


@transaction.atomic
def move_person(
    *,
    post: Membership,
    unit: OrganisationUnit,
    on: date,
    acting_user: User | None,
    position: Position | None = None,
    staff_group: StaffGroup | None = None,
) -> Membership:
    """Move the holder of a post to another unit: the post ends the day before `on`, and another begins on it."""
    old = end_post(post=post, on=on - ONE_DAY, acting_user=acting_user)
    return appoint(
        person=old.person,
        unit=unit,
        position=position or old.position,
        staff_group=staff_group or old.staff_group,
        starts_on=on,
        acting_user=acting_user,
        is_primary=old.is_primary,
    )


@transaction.atomic
def end_term(*, term: BoardTerm, on: date, acting_user: User | None) -> int:
    """End a term of a board with every open seat in it; `on` is the last day. Returns how many seats ended.

    Raises:
        AlreadyEnded, EndsBeforeItBegins: as for a post.
    """
    term = BoardTerm.objects.select_for_update(of=("self",)).get(pk=term.pk)
    _close(term, on)
    seats = list(BoardMembership.objects.select_for_update(of=("self",)).filter(term=term, ends_on__isnull=True))
    for seat in seats:
        _close(seat, on)
    log(acting_user, "people.end_term", term, on=on, seats=len(seats))
    return len(seats)


def _close(row: Membership | BoardMembership | BoardTerm, on: date) -> None:
    if row.ends_on is not None and row.ends_on <= on:
        raise AlreadyEnded
    if row.starts_on is not None and on < row.starts_on:
        raise EndsBeforeItBegins
    row.ends_on = on
    row.save(update_fields=["ends_on"])
