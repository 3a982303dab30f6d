"""`manage.py build_assets`: Bootstrap, the cut fonts and the theme into the build folder, before collectstatic."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.assets import Builder, PackagesMissing


class Command(BaseCommand):
    """Make what pages load; does nothing when nothing changed."""

    help = "Copies Bootstrap, cuts the fonts and joins the theme into the build folder."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        builder = Builder(
            node_modules=settings.NODE_MODULES,
            lock=settings.BASE_DIR / "package-lock.json",
            build_dir=settings.BUILD_DIR,
        )
        try:
            changed = builder.build()
        except PackagesMissing as error:
            raise CommandError(f"{error} is not installed in {settings.NODE_MODULES}; run `npm ci` first.") from error
        for path in changed:
            self.stdout.write(f"{path.relative_to(settings.BUILD_DIR)}: {path.stat().st_size // 1024 + 1} KB")
