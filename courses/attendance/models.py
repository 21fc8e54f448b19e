"""Sessions of a cohort, and who came to them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.directory.models import Person
from courses.enrollment.models import Cohort, Enrollment

from .states import Presence

LONGEST = 12 * 60  # minutes


class Session(models.Model):
    """One meeting of a cohort, in a room or online. It has no language: its topic is written as it is announced."""

    cohort = models.ForeignKey(Cohort, verbose_name=_("cohort"), on_delete=models.PROTECT, related_name="sessions")
    topic = models.CharField(_("topic"), max_length=200)
    starts_at = models.DateTimeField(_("begins"), help_text=_("In the time zone of the cohort."))
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
        help_text=_("Breaks included. So many minutes are credited to those who came."),
    )
    facilitator = models.ForeignKey(
        Person, verbose_name=_("facilitator"), null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions"
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(
        _("link"), blank=True, help_text=_("Of the online meeting. Only people with a seat in the cohort see it.")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["cohort", "starts_at"], name="session_of_cohort")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=LONGEST),
                name="session_has_a_length",
                violation_error_message=_("A session lasts between 1 minute and 12 hours."),
            )
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


class Attendance(models.Model):
    """Whether a learner came to a session, as it is known now."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="attendances")
    presence = models.CharField(_("presence"), max_length=20, choices=Presence.choices)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["session", "enrollment"], name="attendance_once_per_session"),
            models.CheckConstraint(condition=models.Q(presence__in=Presence.values), name="attendance_presence_known"),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment}: {self.get_presence_display()}"


class AttendanceEvent(models.Model):
    """The log of an attendance: who wrote down what, when, and why it was corrected. Rows are added, never changed."""

    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="events")
    before = models.CharField(_("before"), max_length=20, choices=Presence.choices, blank=True)
    after = models.CharField(_("after"), max_length=20, choices=Presence.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attendance event")
        verbose_name_plural = _("attendance events")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(before="") | ~models.Q(reason=""), name="attendance_correction_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.attendance_id}: {self.get_after_display()}"
