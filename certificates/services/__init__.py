"""What can be done with certificates."""

from certificates.services.issuing import issue_certificate, issue_missing_certificates
from certificates.services.rendering import render_certificate

__all__ = ["issue_certificate", "issue_missing_certificates", "render_certificate"]
