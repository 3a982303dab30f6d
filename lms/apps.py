from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from lms.checks import refuse_when_unsafe


class LmsConfig(AppConfig):
    name = "lms"
    verbose_name = _("Khai Trí")

    def ready(self) -> None:
        # The wiring reads models, so it can only be imported when every app is loaded.
        import_module("lms.wiring").connect()
        refuse_when_unsafe()
        # Told after one of the last apps was migrated: the permissions of ours are there then.
        late = apps.get_app_config("sessions")
        post_migrate.connect(import_module("lms.roles").make_role_groups, sender=late, dispatch_uid="role-groups")
