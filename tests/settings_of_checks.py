"""The embedded default with the linter of migrations, for `make check`."""

from __future__ import annotations

from lms.settings.local import *

# Wagtail's and Django's migrations are theirs to answer for.
MIGRATION_LINTER_OPTIONS = {"include_apps": [app for app in INSTALLED_APPS if (BASE_DIR / app).is_dir()]}
INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
