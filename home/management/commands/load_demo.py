"""Fills the site with its demonstration: three courses, their people, and learners at different stages."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from home.demo.pages import load_catalog, load_site
from home.demo.people import load_award_definitions, load_cohorts, load_directory_rows, load_learners, load_staff


class Command(BaseCommand):
    help = "Load the demonstration. A second time it adds only what is missing. Refuses production settings."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ALLOW_DEMO:
            raise CommandError("The demonstration is not for a public site: these settings do not allow it.")
        password, now = self.password(), timezone.now()
        with transaction.atomic():
            home = load_site(settings.BASE_URL)
            load_directory_rows()
            courses = load_catalog(home)
            load_award_definitions(courses)
            load_staff(password)
            load_learners(load_cohorts(courses, now), password, now)
        self.stdout.write(self.style.SUCCESS("The demonstration is loaded."))

    def password(self) -> str:
        """`DEMO_PASSWORD`, else the one of the last time, else a random one; kept where only this user reads it."""
        path = Path(settings.VAR_DIR) / "demo-password"
        kept = path.read_text().strip() if path.exists() else ""
        password = os.environ.get("DEMO_PASSWORD") or kept or secrets.token_urlsafe(9)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(f"{password}\n")
        return password
