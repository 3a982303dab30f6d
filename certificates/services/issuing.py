"""Issuing: exactly once per person, course and cycle, in the transaction that completed the course."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from certificates.errors import CourseNotComplete, NoIssuer
from certificates.models import Certificate, CertificateDesign, SerialCounter
from certificates.services.rendering import RENDER_KIND
from cms.models import SiteInfo
from courses.enums import EnrolmentState
from courses.models import Enrolment
from jobs.models import Job
from jobs.services import start_job
from people.enums import UnitKind
from people.models import BoardMembership, Membership, OrganisationUnit, User
from people.selectors import posts_of
from people.services import log

logger = logging.getLogger(__name__)

# No 0, O, 1, I: a code is read aloud and typed from paper. 32 letters, 12 of them: 60 bits, not to be guessed.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, GROUP_LENGTH = 3, 4
RENDER_AGAIN_AFTER = timedelta(hours=1)


@transaction.atomic
def issue_certificate(*, enrolment_id: int, acting_user: User | None) -> Certificate:
    """Issue the certificate of a completed enrolment, or return the one it has. Its file is made by a job after commit.

    The serial number comes from the issuer's yearly counter, without gaps: the counter moves in this transaction.

    Raises:
        CourseNotComplete: the completion rule does not hold.
        NoIssuer: nobody is set who could issue it; the reconciler tries again once somebody is.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",)).select_related("person", "course").get(pk=enrolment_id)
    )
    if enrolment.state != EnrolmentState.COMPLETED:
        raise CourseNotComplete
    existing = Certificate.objects.filter(enrolment=enrolment).first()
    if existing is not None:
        return existing
    issuer = issuer_for(enrolment)
    now = timezone.now()
    year = timezone.localdate(now).year
    certificate = Certificate.objects.create(
        enrolment=enrolment,
        person=enrolment.person,
        issuer=issuer,
        year=year,
        number=_next_number(issuer, year),
        code=new_code(),
        issued_at=now,
        snapshot=_snapshot(enrolment, issuer),
    )
    log(acting_user, "certificates.issue", certificate, serial=certificate.serial, enrolment=enrolment.pk)
    start_rendering(certificate, acting_user=acting_user)
    return certificate


def start_rendering(certificate: Certificate, *, acting_user: User | None) -> Job:
    """Queue the making of the file; the job that is already under way when there is one."""
    return start_job(
        kind=RENDER_KIND,
        arguments={"certificate_id": certificate.pk},
        key=f"certificate:{certificate.pk}",
        acting_user=acting_user,
    )


def issuer_for(enrolment: Enrolment) -> OrganisationUnit:
    """The ward of the person's post, else of the board the person sits on, else the unit of the course's site.

    Raises:
        NoIssuer: none of the three is there.
    """
    membership = (
        Membership.objects.today()
        .filter(person=enrolment.person)
        .select_related("unit")
        .order_by("-is_primary")
        .first()
    )
    if membership is not None:
        return _ward_of(membership.unit)
    seat = BoardMembership.objects.today().filter(person=enrolment.person).select_related("term__board__ward").first()
    if seat is not None:
        return seat.term.board.ward
    site = enrolment.course.get_site()
    unit = SiteInfo.for_site(site).unit if site else None
    if unit is None:
        raise NoIssuer
    return unit


def _ward_of(unit: OrganisationUnit) -> OrganisationUnit:
    """The ward a unit belongs to: the nearest one upwards, itself included; the top of the tree when there is none."""
    line = [*unit.get_ancestors(), unit]
    wards = [above for above in line if above.kind == UnitKind.WARD]
    return wards[-1] if wards else line[0]


def _next_number(issuer: OrganisationUnit, year: int) -> int:
    SerialCounter.objects.get_or_create(issuer=issuer, year=year)
    counter = SerialCounter.objects.select_for_update(of=("self",)).get(issuer=issuer, year=year)
    counter.last_number += 1
    counter.save(update_fields=["last_number"])
    return counter.last_number


def new_code() -> str:
    """An unguessable verification code: KT-7Q4M-2XW9-HJ3K."""
    letters = [secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP_LENGTH)]
    groups = ["".join(letters[start : start + GROUP_LENGTH]) for start in range(0, len(letters), GROUP_LENGTH)]
    return "-".join(["KT", *groups])


def _snapshot(enrolment: Enrolment, issuer: OrganisationUnit) -> dict[str, Any]:
    """Everything the certificate says, as it is now."""
    person = enrolment.person
    post = posts_of([person.pk]).get(person.pk)
    design = CertificateDesign.objects.filter(unit=issuer).first()
    return {
        "person": {
            "name": person.get_full_name(),
            "born_on": person.born_on,
            "title": post.title if post else "",
            "unit": post.unit if post else "",
        },
        "course": {"title": enrolment.course.title, "periods": enrolment.course.periods},
        "issuer": issuer.name,
        "started_on": timezone.localdate(enrolment.enrolled_at),
        "completed_on": timezone.localdate(enrolment.completed_at),
        "score": _final_score(enrolment),
        "design": {
            "parent_agency": design.parent_agency if design else "",
            "agency": design.agency if design else issuer.name.upper(),
            "place": design.place if design else "",
            "authority": design.authority if design else "",
            "signer": design.signer if design else "",
        },
    }


def _final_score(enrolment: Enrolment) -> float | None:
    """The best score in the last activity of the outline that has one: the final quiz."""
    facts = enrolment.facts()
    activities = [activity.id for part in enrolment.edition.outline.parts for activity in part.activities]
    scores = [facts.outcome(activity_id).score for activity_id in activities]
    known = [score for score in scores if score is not None]
    return float(known[-1]) if known else None


def issue_missing_certificates() -> int:
    """Issue what a lost announcement left out: each completed enrolment without a certificate. Returns how many.

    Certificates whose file could not be made get another try, an hour after the last one.
    """
    missing = Enrolment.objects.completed().filter(certificates__isnull=True).order_by("pk")
    issued = sum(_issue_or_report(enrolment_id) for enrolment_id in list(missing.values_list("pk", flat=True)))
    waiting = Certificate.objects.filter(file="", issued_at__lt=timezone.now() - RENDER_AGAIN_AFTER)
    for certificate in waiting.order_by("pk"):
        start_rendering(certificate, acting_user=None)
    return issued


def _issue_or_report(enrolment_id: int) -> bool:
    """One certificate that cannot be issued must not keep the others back."""
    try:
        issue_certificate(enrolment_id=enrolment_id, acting_user=None)
    except NoIssuer:
        logger.warning("enrolment %s is complete, but no unit is set that could issue its certificate", enrolment_id)
        return False
    except Exception:  # whatever it is: the log says which enrolment, and the next beat tries again
        logger.exception("the certificate of enrolment %s could not be issued", enrolment_id)
        return False
    return True
