"""What a stranger may read of an award: the printed facts, its state now, and where it was replaced."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from certificates.awards.models import Award
from certificates.awards.rules import is_token, parse_serial
from certificates.awards.states import PublicState

from .rules import name_fits, normalized_code

UNKNOWN = {"state": PublicState.UNKNOWN.value}


@dataclass(frozen=True)
class Verification:
    """The answer about one award at one moment (aware)."""

    award: Award
    state: PublicState
    as_of: datetime

    @property
    def facts(self) -> dict[str, Any]:
        """The frozen facts as printed."""
        return dict(self.award.snapshot)

    @property
    def successor(self) -> Award | None:
        """The award that was issued instead, if any."""
        return getattr(self.award, "superseded_by", None)

    def as_json(self) -> dict[str, Any]:
        """The JSON twin. Times are ISO 8601 in UTC, dates calendar dates of the cohort, the workload is in minutes.

        Keys: `state` (valid, expired, superseded, revoked), `as_of`, `serial`, `kind`, `language`, `holder` (`name`,
        `name_latin`), `course` (`key`, `title`, `titles`), `workload_minutes`, `started_on`, `completed_on`,
        `issued_on`, `expires_on`, `outcomes`, `issuer`, `signatory`, `place`, `verify_url`, `revocation` (None or
        `revoked_at`, `reason`, `public_reason`), `superseded_by`, `supersedes` (None or a verify address), `files`
        (`kind`, `sha256`, `size` of each). An unknown code gives `{"state": "unknown"}` and nothing else.
        """
        printed = {key: value for key, value in self.facts.items() if key not in ("version", "design", "cohort")}
        return {
            "state": self.state.value,
            "as_of": self.as_of.isoformat(timespec="seconds"),
            **printed,
            "revocation": self._revocation(),
            "superseded_by": self.successor.verify_url if self.successor else None,
            "supersedes": self.award.supersedes.verify_url if self.award.supersedes else None,
            "files": [file.data() for file in self.award.files.all()],
        }

    def _revocation(self) -> dict[str, str] | None:
        if self.award.revoked_at is None:
            return None
        return {
            "revoked_at": self.award.revoked_at.isoformat(timespec="seconds"),
            "reason": self.award.revocation_reason,
            "public_reason": self.award.public_reason,
        }


def verification_of(token: str, now: datetime | None = None) -> Verification | None:
    """The answer for a verification code; unknown and malformed codes both give None."""
    code, now = normalized_code(token), now or timezone.now()
    if not is_token(code):
        return None
    awards = Award.objects.select_related("superseded_by", "supersedes").prefetch_related("files")
    award = awards.filter(token=code).first()
    return Verification(award=award, state=award.public_state(now), as_of=now) if award else None


def token_for(typed: str, name: str) -> str | None:
    """The verification code meant by what was typed: itself, or that of the award with this number and holder.

    A code is returned unseen; a number only when the name fits, so that numbers cannot be walked through.
    """
    code = normalized_code(typed)
    if is_token(code):
        return code
    serial = parse_serial(code)
    award = Award.objects.filter(serial=serial).first() if serial else None
    if award is None or not name_fits(name, list(award.snapshot["holder"].values())):
        return None
    return award.token
