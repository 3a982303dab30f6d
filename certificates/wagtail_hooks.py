"""What certificates adds to the admin."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet

from certificates.viewsets import CertificateDesignViewSet

register_snippet(CertificateDesignViewSet)
