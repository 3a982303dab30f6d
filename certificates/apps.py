from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from people.personal_data import BY_RECORDS_LIST, STATE_DUTY, PersonalData, declare_all

PERSONAL_DATA = {
    "certificates.Certificate": PersonalData(
        _("To issue certificates, and to let anybody check them"),
        STATE_DUTY,
        _("For good, with the name as it was: a certificate once issued stays what it says"),
        "keep",
        fields=("number", "year", "code", "enrolment__course__title", "issuer__name", "issued_at", "snapshot"),
    ),
    # The signer's name stands on every certificate, as that of an office holder.
    "certificates.CertificateDesign": PersonalData(
        _("To print who signs certificates"), STATE_DUTY, BY_RECORDS_LIST, "keep", fields=("signer",), whose=()
    ),
}


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = _("Certificates")

    def ready(self) -> None:
        declare_all(PERSONAL_DATA)
