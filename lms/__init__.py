"""The house: settings, addresses, wiring, checks, demo. The only layer that knows everybody."""

from lms.celery import app as celery_app

__all__ = ["celery_app"]
