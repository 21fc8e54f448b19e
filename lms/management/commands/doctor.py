from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.diagnosis import diagnose


class Command(BaseCommand):
    help = "Tells what this machine still lacks to run the site, and how to get it."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(diagnose())
        for finding in findings:
            mark = self.style.SUCCESS("ok     ") if finding.ok else self.style.ERROR("missing")
            self.stdout.write(f"{mark} {finding.what}" + ("" if finding.ok else f"\n        {finding.advice}"))
        missing = sum(not finding.ok for finding in findings)
        if missing:
            raise CommandError(f"{missing} of {len(findings)} things are missing.")
        self.stdout.write("Everything is there.")
