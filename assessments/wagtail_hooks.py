"""What assessments adds to the admin."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet

from assessments.viewsets import AssessmentsGroup

register_snippet(AssessmentsGroup)
