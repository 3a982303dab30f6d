from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lms.checks import refuse_when_unsafe


class LmsConfig(AppConfig):
    name = "lms"
    verbose_name = _("Khai Trí")

    def ready(self) -> None:
        # The wiring reads models, so it can only be imported when every app is loaded.
        import_module("lms.wiring").connect()
        refuse_when_unsafe()
