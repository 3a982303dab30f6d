"""Production: secrets come from the environment, and an unsafe configuration does not start (lms/checks.py)."""

from __future__ import annotations

from lms.settings import environment
from lms.settings.base import *

DEBUG = False
SECRET_KEY = environment.required("KHAITRI_SECRET_KEY")
ALLOWED_HOSTS = environment.required("KHAITRI_HOSTS").split()
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DEMO_ALLOWED = False

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

EMAIL_HOST = environment.text("KHAITRI_EMAIL_HOST", "localhost")
EMAIL_HOST_USER = environment.text("KHAITRI_EMAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("KHAITRI_EMAIL_PASSWORD")
EMAIL_USE_TLS = environment.flag("KHAITRI_EMAIL_TLS", default=True)
DEFAULT_FROM_EMAIL = environment.text("KHAITRI_EMAIL_FROM", "khaitri@localhost")
