from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from people.personal_data import STATE_DUTY, WITH_CONTENT, PersonalData, declare

# How to reach the ward's office; public, and nobody's own.
SITE_INFO = PersonalData(
    _("To publish how to reach the office"),
    STATE_DUTY,
    WITH_CONTENT,
    "keep",
    fields=("address", "phone", "email"),
    whose=(),
)


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Content")

    def ready(self) -> None:
        declare("cms.SiteInfo", SITE_INFO)
