"""The states of an award and the moves between them. Expired is not stored: it follows from the date."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AwardState(TextChoices):
    ISSUED = "issued", _("Issued")
    SUPERSEDED = "superseded", _("Superseded")
    REVOKED = "revoked", _("Revoked")


ALLOWED = {
    AwardState.ISSUED: {AwardState.SUPERSEDED, AwardState.REVOKED},
    AwardState.SUPERSEDED: frozenset[AwardState](),
    AwardState.REVOKED: frozenset[AwardState](),
}


class PublicState(TextChoices):
    """What a stranger is told."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Superseded")
    REVOKED = "revoked", _("Revoked")
    UNKNOWN = "unknown", _("Unknown")


class AwardKind(TextChoices):
    COMPLETION = "completion", _("Certificate of completion")


class RevocationReason(TextChoices):
    ISSUED_IN_ERROR = "issued_in_error", _("Issued in error")
    MISCONDUCT = "misconduct", _("Breach of the rules of the course")
    HOLDER_REQUEST = "holder_request", _("At the holder's request")
    OTHER = "other", _("Other reason")


class EventKind(TextChoices):
    ISSUED = "issued", _("Issued")
    RENDERED = "rendered", _("Document drawn")
    MAILING = "mailing", _("E-mail being sent")
    MAILED = "mailed", _("E-mail sent")
    MAIL_FAILED = "mail_failed", _("E-mail could not be sent")
    DOWNLOADED_BY_STAFF = "downloaded_by_staff", _("Downloaded by staff")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Superseded")


class FileKind(TextChoices):
    PDF = "pdf", _("PDF document")


class RefusalReason(TextChoices):
    """Why an act was refused; the label is what a person is told."""

    NO_AWARD_DEFINITION = "no_award_definition", _("No certificate is defined for this course.")
    COMPLETION_NOT_FOUND = "completion_not_found", _("There is no such completion.")
    NAME_MISSING = "name_missing", _("The learner has not given a name for certificates.")
    LETTERS_MISSING = "letters_missing", _("A text has letters that our fonts do not have.")
    NOT_IN_FORCE = "not_in_force", _("This certificate has already been revoked or superseded.")
    HAS_SUCCESSOR = "has_successor", _("This certificate has already been issued again.")
