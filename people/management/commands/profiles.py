"""How many personal profiles there are, and how near the limit of the security level is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from people.services.privacy import count_profiles


class Command(BaseCommand):
    help = "Count personal profiles; with 10,000 the system needs security level 3 (NĐ 85/2016)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the count, and what to do when the limit is near."""
        level = count_profiles()
        self.stdout.write(
            _("%(count)d personal profiles. Security level 3 applies from %(limit)d.")
            % {"count": level.count, "limit": level.limit}
        )
        if level.is_near:
            self.stdout.write(_("Prepare the dossier for level 3 now, or remove the data of people who left."))
