"""The suite: fast hashing, mail in memory, files under a folder of the run. The queue is real only in browser tests."""

from __future__ import annotations

import tempfile
from pathlib import Path

from lms.settings.base import *

SECRET_KEY = "only-for-tests-" + "x" * 50
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMO_ALLOWED = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TEST_FILES = Path(tempfile.mkdtemp(prefix="khaitri-test-"))
MEDIA_ROOT = TEST_FILES / "media"
PRIVATE_ROOT = TEST_FILES / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": PRIVATE_ROOT}},
}
# Services are tested without a broker: a job is queued as a row, and a test that wants it done runs it.
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
# A tag of ours that is given an unknown icon or badge raises, instead of showing nothing.
STRICT_TEMPLATES = True
