"""What was awarded. Awards, their events and their files are added, never changed or deleted."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.designs.models import DesignVersion
from certificates.frozen import FrozenModel
from courses.api import hours

from .rules import day_in, message_due, public_state
from .states import AwardKind, AwardState, EventKind, FileKind, Message, PublicState, RefusalReason, RevocationReason

LONGEST_VALIDITY = 600  # months: fifty years


class AwardDefinition(models.Model):
    """Who awards a course's certificate and signs it. The one without a course holds for all other courses."""

    course = models.OneToOneField(
        "courses.Course",
        verbose_name=_("course"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="award_definition",
        help_text=_("Leave it empty to make this the rule for all courses that have no rule of their own."),
    )
    issuer = models.ForeignKey(
        "courses.Organization",
        verbose_name=_("issued by"),
        on_delete=models.PROTECT,
        related_name="award_definitions",
        help_text=_("The organization named at the head of the certificate."),
    )
    signatory = models.ForeignKey(
        "courses.Person",
        verbose_name=_("signed by"),
        on_delete=models.PROTECT,
        related_name="award_definitions",
        help_text=_("The person named at its foot, with the position from their record."),
    )
    place = models.CharField(
        _("place of issue"),
        max_length=100,
        blank=True,
        help_text=_("Leave it empty to print the city of the organization."),
    )
    validity_months = models.PositiveSmallIntegerField(
        _("valid for how many months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_VALIDITY)],
        help_text=_(
            "Leave it empty for certificates without an end. Those already issued keep their date, also when they are "
            "issued again."
        ),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("certificate rule")
        verbose_name_plural = _("certificate rules")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                Case(When(course__isnull=True, then=Value(1))),
                name="award_definition_one_default",
                violation_error_message=_("There is already a rule for all other courses."),
            ),
            models.CheckConstraint(
                condition=Q(validity_months=None) | Q(validity_months__range=(1, LONGEST_VALIDITY)),
                name="award_definition_validity_in_range",
            ),
        ]

    def __str__(self) -> str:
        return str(self.course) if self.course else str(_("All other courses"))


class SerialSequence(models.Model):
    """The last number given in a year under a prefix. Who takes the next one locks its row until it is used."""

    prefix = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("serial sequence")
        verbose_name_plural = _("serial sequences")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="serial_sequence_one_per_year")]

    def __str__(self) -> str:
        return f"{self.prefix} {self.year}: {self.last_number}"


class Award(FrozenModel):
    """One certificate given to one person for one enrollment: the fact. Everything printed is in the snapshot."""

    uuid = models.UUIDField(_("public id"), unique=True, default=uuid4)
    token = models.CharField(_("verification code"), max_length=26, unique=True)
    serial = models.CharField(_("certificate number"), max_length=32, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=AwardKind.choices, default=AwardKind.COMPLETION)
    state = models.CharField(_("state"), max_length=20, choices=AwardState.choices, default=AwardState.ISSUED)
    holder_name = models.CharField(_("holder"), max_length=255)
    snapshot = models.JSONField(_("printed facts"))
    design = models.ForeignKey(DesignVersion, verbose_name=_("design"), on_delete=models.PROTECT, related_name="awards")
    course = models.ForeignKey(
        "courses.Course", verbose_name=_("course"), on_delete=models.PROTECT, related_name="awards"
    )
    enrollment = models.ForeignKey(
        "courses.Enrollment", verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="awards"
    )
    completion = models.ForeignKey(
        "courses.CourseCompletion", verbose_name=_("completion"), on_delete=models.PROTECT, related_name="awards"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("learner"),
        null=True,
        on_delete=models.PROTECT,
        related_name="awards",
    )
    supersedes = models.OneToOneField(
        "self",
        verbose_name=_("supersedes"),
        null=True,
        on_delete=models.PROTECT,
        related_name="superseded_by",
    )
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)
    expires_on = models.DateField(_("valid until"), null=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    revocation_reason = models.CharField(
        _("reason of revocation"), max_length=20, choices=RevocationReason.choices, blank=True
    )
    public_reason = models.CharField(_("public explanation"), max_length=300, blank=True)
    private_note = models.TextField(_("private note"), blank=True)

    movable_fields = ("state", "revoked_at", "revocation_reason", "public_reason", "private_note")

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "-pk"]
        default_permissions = ("view",)
        permissions = [
            ("issue_award", _("Can issue certificates")),
            ("revoke_award", _("Can revoke certificates")),
        ]
        indexes = [models.Index(fields=["learner", "-issued_at"], name="award_of_learner")]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment"], condition=Q(supersedes__isnull=True), name="award_first_once_per_enrollment"
            ),
            models.UniqueConstraint(
                fields=["enrollment"], condition=Q(state="issued"), name="award_in_force_once_per_enrollment"
            ),
            models.CheckConstraint(condition=Q(state__in=AwardState.values), name="award_state_known"),
            models.CheckConstraint(
                condition=Q(state="revoked", revoked_at__isnull=False) | (~Q(state="revoked") & Q(revoked_at=None)),
                name="award_revoked_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    def get_absolute_url(self) -> str:
        return reverse("certificates:detail", args=[self.uuid])

    @property
    def verify_url(self) -> str:
        """The absolute address that is printed."""
        return self.snapshot["verify_url"]

    @property
    def time_zone(self) -> str:
        """The cohort's time zone when the award was issued (IANA name): all its dates are days there."""
        return self.snapshot["time_zone"]

    @property
    def issued_on(self) -> date:
        """The printed date of issue."""
        return date.fromisoformat(self.snapshot["issued_on"])

    @property
    def revoked_on(self) -> date | None:
        """The day of the revocation in the award's time zone."""
        return day_in(self.time_zone, self.revoked_at) if self.revoked_at else None

    @property
    def pdf(self) -> "AwardFile | None":
        """The stored PDF, or None while it is being drawn; uses rows fetched with `prefetch_related("files")`."""
        return next((file for file in self.files.all() if file.kind == FileKind.PDF), None)

    @property
    def printed(self) -> dict[str, Any]:
        """The snapshot with its dates as `date` and the workload also as `hours`, for templates."""
        days = {key: date.fromisoformat(self.snapshot[key]) for key in ("started_on", "completed_on")}
        workload = hours(self.snapshot["workload_minutes"])
        return {**self.snapshot, **days, "issued_on": self.issued_on, "expires_on": self.expires_on, "hours": workload}

    @property
    def message_due(self) -> Message | None:
        """What the holder of this award is to be told, if anything."""
        return message_due(AwardState(self.state), is_successor=self.supersedes_id is not None)

    def public_state(self, now: datetime | None = None) -> PublicState:
        """What a stranger is told at `now` (aware, default: now)."""
        today = day_in(self.time_zone, now or timezone.now())
        return public_state(AwardState(self.state), self.expires_on, today)


class AwardEvent(FrozenModel):
    """Something that happened to an award: who did it (nobody: the system), when, and what else is known.

    `message` is what a mail told the holder or, beside a revocation, what the holder is to be told.
    """

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="events", verbose_name=_("certificate"))
    kind = models.CharField(_("event"), max_length=20, choices=EventKind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    message = models.CharField(_("message"), max_length=20, choices=Message.choices, blank=True)
    data = models.JSONField(_("details"), default=dict)

    class Meta:
        verbose_name = _("certificate event")
        verbose_name_plural = _("certificate events")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["award", "message"], condition=Q(kind="mailed"), name="award_message_mailed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.kind}"

    @property
    def why(self) -> str:
        """The reason as a person is told: a label for what is stored as a code, what someone wrote, or what the holder
        was to be told."""
        reason = self.data.get("reason", "")
        labels = {**dict(RevocationReason.choices), **dict(RefusalReason.choices)}
        return str(labels.get(reason, reason)) or self.get_message_display()


class AwardFile(FrozenModel):
    """A stored file of an award. Its name in the storage is made of its SHA-256."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="files", verbose_name=_("certificate"))
    kind = models.CharField(_("kind"), max_length=20, choices=FileKind.choices)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    size = models.PositiveIntegerField(_("size in bytes"))
    storage_name = models.CharField(_("name in the storage"), max_length=200)
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    class Meta:
        verbose_name = _("certificate file")
        verbose_name_plural = _("certificate files")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["award", "kind"], name="award_file_one_of_kind")]

    def __str__(self) -> str:
        return self.storage_name

    def data(self) -> dict[str, Any]:
        """What is told about a file to machines."""
        return {"kind": self.kind, "sha256": self.sha256, "size": self.size}
