"""The states of an award and the moves between them. Expired is not stored: it follows from the date."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AwardState(TextChoices):
    ISSUED = "issued", _("Issued")
    SUPERSEDED = "superseded", _("Superseded")
    REVOKED = "revoked", _("Revoked")


MOVES = {
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
    NOT_DRAWN = "not_drawn", _("Document could not be drawn")
    MAILING = "mailing", _("E-mail being sent")
    MAILED = "mailed", _("E-mail sent")
    MAIL_FAILED = "mail_failed", _("E-mail could not be sent")
    DOWNLOADED_BY_STAFF = "downloaded_by_staff", _("Downloaded by staff")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Superseded")


class Message(TextChoices):
    """What the holder of an award is told by e-mail, each once."""

    ISSUED = "issued", _("Certificate issued")
    REISSUED = "reissued", _("Corrected certificate issued")
    REVOKED = "revoked", _("Certificate revoked")


class FileKind(TextChoices):
    PDF = "pdf", _("PDF document")


class RefusalReason(TextChoices):
    """Why an act was refused; the label is what a person is told, `detail` is what is known beside the reason."""

    NO_AWARD_DEFINITION = "no_award_definition", _("No certificate is defined for this course.")
    COMPLETION_NOT_FOUND = "completion_not_found", _("There is no such completion.")
    NAME_MISSING = "name_missing", _("The learner has not given a name for certificates.")
    LETTERS_MISSING = "letters_missing", _("A text has letters that our fonts do not have: %(detail)s")
    LETTERS_CROWDED = (
        "letters_crowded",
        _("A text has more marks above or below a letter than can be printed: %(detail)s"),
    )
    DOES_NOT_FIT = (
        "does_not_fit",
        _("The texts take more than one sheet. Shorten the longest of them, then issue the certificate again."),
    )
    NOT_IN_FORCE = "not_in_force", _("This certificate has already been revoked or superseded.")
    HAS_SUCCESSOR = "has_successor", _("This certificate has already been issued again.")
    CHANGED_MEANWHILE = (
        "changed_meanwhile",
        _("This certificate was changed after you had opened the form. Look at it again before you decide."),
    )
    REVOKED = "revoked", _("Certificate %(detail)s of this completion was revoked. Open it to issue it again.")


class Waiting(TextChoices):
    """Where a completion stands that nothing keeps from its certificate; the label is what the registrar is told."""

    QUEUED = "queued", _("In the queue: the certificate follows in a minute.")
    FAILED = "failed", _("Issuing failed. Try again; if it fails again, tell the people who run this site.")
    READY = "ready", _("Nothing stands in the way: it can be issued.")
