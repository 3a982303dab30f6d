"""The embedded default with one more address, the bare view, and hosts of the bench."""

from __future__ import annotations

from lms.settings.local import *

INSTALLED_APPS = ["bench", *INSTALLED_APPS]
ROOT_URLCONF = "bench.urls"
LOGGING = {"version": 1, "disable_existing_loggers": True}
