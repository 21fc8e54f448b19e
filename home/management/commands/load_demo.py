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
from home.demo.people import (
    demo_accounts,
    load_award_definitions,
    load_cohorts,
    load_directory_rows,
    load_learners,
    load_staff,
)


class Command(BaseCommand):
    help = "Load the demonstration. A second time it adds only what is missing. Refuses production settings."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ALLOW_DEMO:
            raise CommandError("The demonstration is not for a public site: these settings do not allow it.")
        again = demo_accounts().exists()
        password, now = self.password(again), timezone.now()
        with transaction.atomic():
            home = load_site()
            load_directory_rows()
            courses = load_catalog(home)
            load_award_definitions(courses)
            load_staff(password)
            load_learners(load_cohorts(courses, now), password)
        self.stdout.write(self.style.SUCCESS("The demonstration is loaded."))
        whose = (
            "New accounts have the password {}; the others keep theirs."
            if again
            else "All accounts have the password {}."
        )
        self.stdout.write(whose.format(password))

    def password(self, again: bool) -> str:
        """`DEMO_PASSWORD`, else a random one, kept where only this user reads it. Another time what is kept goes first:
        the accounts have it."""
        path = Path(settings.VAR_DIR) / "demo-password"
        kept = path.read_text().strip() if again and path.exists() else ""
        password = kept or os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(9)
        if not again:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(f"{password}\n")
        return password
