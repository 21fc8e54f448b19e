"""The public functions of the certificates app; other apps use these and the signals, never the concepts inside."""

from .awards.delivery import render_award
from .awards.queries import awards_of
from .awards.services import AwardRefused, issue_award, reissue_award, revoke_award
from .awards.validators import validate_printable_name

__all__ = [
    "AwardRefused",
    "awards_of",
    "issue_award",
    "reissue_award",
    "render_award",
    "revoke_award",
    "validate_printable_name",
]
