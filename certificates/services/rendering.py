"""The certificate's file: Typst makes a PDF/A-2a that is also PDF/UA-1, from the frozen data only."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.formats import number_format

from certificates.models import Certificate
from jobs.models import Job
from jobs.services import register_kind

RENDER_KIND = "certificates.render"
LAYOUT = Path(__file__).resolve().parent.parent / "layouts" / "completion.typ"


def render_certificate(certificate: Certificate) -> bytes:
    """The PDF of a certificate. The same data always gives the same bytes, on any machine."""
    return typst.compile(
        LAYOUT,
        sys_inputs={"data": json.dumps(_fields(certificate), ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        # The layout's font is part of Typst. Fonts of the machine would only cost time to search.
        ignore_system_fonts=True,
        timestamp=int(certificate.issued_at.timestamp()),
    )


def _fields(certificate: Certificate) -> dict[str, Any]:
    """The layout's fields, as text. They are in Vietnamese whatever the reader's language: the paper is."""
    snapshot = certificate.snapshot
    person, course, design = snapshot["person"], snapshot["course"], snapshot["design"]
    address = f"{settings.WAGTAILADMIN_BASE_URL}{certificate.verification_path}"
    issued_on = timezone.localdate(certificate.issued_at)
    return {
        "parent": design["parent_agency"],
        "agency": design["agency"],
        "name": person["name"],
        "born": _day(person["born_on"]),
        "post": ", ".join(filter(None, [person["title"], person["unit"]])),
        "course": course["title"],
        "start": _day(snapshot["started_on"]),
        "end": _day(snapshot["completed_on"]),
        "hours": f"{_number(course['periods'])} tiết" if float(course["periods"]) else "",
        "result": "Đạt" if snapshot["score"] is None else f"Đạt ({_number(snapshot['score'])}/100)",
        "serial": certificate.serial,
        "place": f"{design['place']}, {_long_day(issued_on)}" if design["place"] else _long_day(issued_on),
        "authority": design["authority"],
        "signer": design["signer"],
        "code": certificate.code,
        "address": address.split("://", 1)[-1].rstrip("/"),
        "qr": _qr(address),
    }


def _day(value: str | date | None) -> str:
    if not value:
        return ""
    day = value if isinstance(value, date) else date.fromisoformat(value)
    return f"{day:%d/%m/%Y}"


def _long_day(day: date) -> str:
    """NĐ 30/2020: days under 10 and months 1 and 2 take a leading zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _number(value: Any) -> str:
    """12 or 12,5: the decimal comma, no zeros behind it; under 10 with a leading zero (NĐ 30/2020)."""
    text = (
        str(number_format(float(value), 2, use_l10n=False, force_grouping=False))
        .rstrip("0")
        .rstrip(".")
        .replace(".", ",")
    )
    return text.zfill(2) if "," not in text else text


def _qr(address: str) -> str:
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=2, light="white", xmldecl=False)
    return picture.getvalue().decode()


def render_certificate_job(job: Job) -> None:
    """Make the file of one certificate. A certificate that has one keeps it."""
    certificate = Certificate.objects.get(pk=job.arguments["certificate_id"])
    if certificate.file:
        return
    name = f"{certificate.code}.pdf"
    certificate.file.save(name, ContentFile(render_certificate(certificate)), save=False)
    Certificate.objects.filter(pk=certificate.pk, file="").update(file=certificate.file.name)


register_kind(RENDER_KIND, render_certificate_job)
