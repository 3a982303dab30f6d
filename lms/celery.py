"""The Celery application: finds every app's `tasks`; what runs when stands in each app's own schedule."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.local")

app = Celery("khaitri")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
