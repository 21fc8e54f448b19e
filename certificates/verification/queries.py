"""What a stranger may read of an award: the printed facts, its state now, and where it was replaced."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from certificates.awards.models import Award
from certificates.awards.rules import is_token, parse_serial
from certificates.awards.states import PublicState

from .rules import may_link, name_fits, normalized_code

UNKNOWN = {"state": PublicState.UNKNOWN.value}
NOT_PRINTED = ("version", "design", "cohort")


@dataclass(frozen=True)
class Verification:
    """The answer about one award at one moment (aware)."""

    award: Award
    state: PublicState
    as_of: datetime

    @property
    def successor(self) -> Award | None:
        """The award that was issued instead, if any and if a stranger may be led to it."""
        return self._linked(getattr(self.award, "superseded_by", None))

    @property
    def predecessor(self) -> Award | None:
        """The award whose place this one took, if any and if a stranger may be led to it."""
        return self._linked(self.award.supersedes)

    @property
    def successor_state(self) -> PublicState | None:
        """The state of what holds in its place: that of the last award which was issued anew, None when there is none.

        It is told also where a stranger is not led to that award.
        """
        last = self.award
        while hasattr(last, "superseded_by"):
            last = last.superseded_by
        return last.public_state(self.as_of) if last != self.award else None

    def _linked(self, other: Award | None) -> Award | None:
        return other if other and may_link(self.award.snapshot["holder"], other.snapshot["holder"]) else None

    def as_json(self) -> dict[str, Any]:
        """The JSON twin. Dates are calendar dates in `time_zone`, times ISO 8601 with its offset, the workload is in
        minutes.

        Keys: `state` (valid, expired, superseded, revoked), `as_of`, `serial`, `kind`, `language`, `holder` (`name`,
        `name_latin`), `course` (`key`, `title`, `titles`), `workload_minutes`, `time_zone` (IANA name), `started_on`,
        `completed_on`, `issued_on`, `expires_on`, `outcomes`, `issuer`, `signatory`, `place`, `verify_url`,
        `revocation` (None or `revoked_at`, `reason`, `public_reason`), `superseded_by`, `supersedes` (a verify
        address; None when there is none or it names the holder otherwise), `successor_state` (the state of the last
        certificate that was issued in its place, None when there is none), `files` (`kind`, `sha256`, `size` of
        each). An unknown code gives `{"state": "unknown"}` and nothing else.
        """
        printed = {key: value for key, value in self.award.snapshot.items() if key not in NOT_PRINTED}
        return {
            "state": self.state.value,
            "as_of": self._moment(self.as_of),
            **printed,
            "revocation": self._revocation(),
            "superseded_by": self.successor.verify_url if self.successor else None,
            "successor_state": self.successor_state.value if self.successor_state else None,
            "supersedes": self.predecessor.verify_url if self.predecessor else None,
            "files": [file.data() for file in self.award.files.all()],
        }

    def _revocation(self) -> dict[str, str] | None:
        if self.award.revoked_at is None:
            return None
        return {
            "revoked_at": self._moment(self.award.revoked_at),
            "reason": self.award.revocation_reason,
            "public_reason": self.award.public_reason,
        }

    def _moment(self, moment: datetime) -> str:
        return moment.astimezone(ZoneInfo(self.award.time_zone)).isoformat(timespec="seconds")


def verification_of(token: str, now: datetime | None = None) -> Verification | None:
    """The answer for a verification code; unknown and malformed codes both give None."""
    code, now = normalized_code(token), now or timezone.now()
    if not is_token(code):
        return None
    awards = Award.objects.select_related("superseded_by", "supersedes").prefetch_related("files")
    award = awards.filter(token=code).first()
    return Verification(award=award, state=award.public_state(now), as_of=now) if award else None


def token_of(code: str, name: str) -> str | None:
    """The verification code of the award with this number (normalized) and holder."""
    serial = parse_serial(code)
    award = Award.objects.filter(serial=serial).first() if serial else None
    if award is None or not name_fits(name, list(award.snapshot["holder"].values())):
        return None
    return award.token
