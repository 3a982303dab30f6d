from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from people import personal_data


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        personal_data.declare_all(personal_data.PEOPLE)
        # Jobs are below people and know nothing of this; packages do not either.
        personal_data.declare_all(personal_data.PACKAGES)
