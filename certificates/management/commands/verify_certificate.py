"""Verifies a certificate from the command line."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from certificates.awards.models import Award
from certificates.awards.rules import is_token, parse_serial
from certificates.verification.rules import normalized_code


class Command(BaseCommand):
    help = "Tells the state of a certificate, given its PDF file, its number or its verification code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("subject", metavar="FILE_OR_TOKEN")

    def handle(self, *args: Any, **options: Any) -> None:
        subject = options["subject"]
        award = _award_of_file(Path(subject)) if Path(subject).is_file() else _award_of_code(subject)
        if award is None:
            raise CommandError("unknown")
        self.stdout.write(f"{award.public_state().value} {award.serial} {award.holder_name}")
        if award.revoked_on is not None:
            self.stdout.write(f"revoked {award.revoked_on}: {award.public_reason}")


def _award_of_file(path: Path) -> Award | None:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return Award.objects.filter(files__sha256=sha256).first()


def _award_of_code(typed: str) -> Award | None:
    code = normalized_code(typed)
    if is_token(code):
        return Award.objects.filter(token=code).first()
    return Award.objects.filter(serial=parse_serial(code) or "").first()
