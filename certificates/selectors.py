"""Reads about certificates for screens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest

from certificates.models import Certificate
from certificates.services.issuing import GROUP_LENGTH, GROUPS
from cms.selectors import HomeSection
from courses.models import Enrolment
from people.permissions import SignedInRequest

BODY_LENGTH = GROUPS * GROUP_LENGTH


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the verification page says of a code. `certificate` is None for an unknown one."""

    code: str
    certificate: Certificate | None

    @property
    def is_valid(self) -> bool:
        """The code is in the register."""
        return self.certificate is not None


def normalised_code(typed: str) -> str:
    """A code as typed from paper, in the register's form: capitals, groups of four behind KT, hyphens restored."""
    letters = re.sub(r"[^0-9A-Z]", "", typed.upper())[:40]
    # Typed without its prefix, a code may itself begin with KT.
    body = letters if len(letters) == BODY_LENGTH else letters.removeprefix("KT")
    groups = [body[start : start + GROUP_LENGTH] for start in range(0, len(body), GROUP_LENGTH)]
    return "-".join(["KT", *groups]) if body else ""


def is_code(code: str) -> bool:
    """Whether it has the form of a code: KT and three groups of four."""
    return len(code) == len("KT") + BODY_LENGTH + BODY_LENGTH // GROUP_LENGTH


def verify(typed: str) -> Verdict:
    """Look a code up. Case, spaces and hyphens do not matter."""
    code = normalised_code(typed)
    found = Certificate.objects.filter(code=code).select_related("issuer").first() if code else None
    return Verdict(code, found)


def my_certificates(request: SignedInRequest) -> HomeSection | None:
    """A learner's certificates, newest first, for /hoc-tap/; also when there is none, to say what will be here."""
    rows = list(Certificate.objects.filter(person=request.user).order_by("-issued_at"))
    return HomeSection("certificates/_my_certificates.html", {"certificates": rows})


def course_certificate(request: HttpRequest, enrolment: Enrolment | None) -> HomeSection:
    """Beside a course: that it gives a certificate, or the one the learner already has."""
    certificate = Certificate.objects.filter(enrolment=enrolment).first() if enrolment else None
    return HomeSection("certificates/_course_certificate.html", {"certificate": certificate})
