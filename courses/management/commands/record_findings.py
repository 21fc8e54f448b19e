"""Looks through the published pages anew for what may age or break."""

from typing import Any

from django.core.management.base import BaseCommand

from courses.upkeep.services import record_all_findings


class Command(BaseCommand):
    help = "Look through all published pages anew: after an upgrade or an import. Publishing does it for the one page."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{record_all_findings()} pages looked through.")
