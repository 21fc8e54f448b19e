"""Who learns, when, and in which group."""

import zoneinfo
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import Course
from courses.conf import default_time_zone
from courses.zones import zone_names

from .states import HOLDING_SEAT, EnrollmentState


def validate_time_zone(name: str) -> None:
    """Refuses what is not an IANA time zone name."""
    if name not in zone_names():
        raise ValidationError(_("“%(name)s” is not a time zone; write it like Europe/Minsk."), params={"name": name})


class Cohort(models.Model):
    """One run of a course: one record for all languages. Dates are days in the cohort's own time zone."""

    course = models.ForeignKey(Course, verbose_name=_("course"), on_delete=models.PROTECT, related_name="cohorts")
    title = models.CharField(_("title"), max_length=200, help_text=_("For example: Autumn 2026, officials of Isfahan."))
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=default_time_zone, validators=[validate_time_zone]
    )
    starts_on = models.DateField(_("first day"), null=True, blank=True, help_text=_("Empty: learners start at once."))
    ends_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: without end."))
    enrollment_opens_at = models.DateTimeField(
        _("enrollment opens"), null=True, blank=True, help_text=_("In the time zone above. Empty: at once.")
    )
    enrollment_closes_at = models.DateTimeField(
        _("enrollment closes"), null=True, blank=True, help_text=_("In the time zone above. Empty: with the last day.")
    )
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True, help_text=_("Empty: no limit."))
    seats_taken = models.PositiveIntegerField(_("seats taken"), default=0, editable=False)
    facilitators = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("facilitators who sign in"),
        blank=True,
        related_name="facilitated_cohorts",
        help_text=_("They see the results of this cohort, and of no other. Who has the role Facilitators is listed."),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["course", "starts_on"], name="cohort_of_course")]
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__isnull=True) | Q(seats_taken__lte=F("seats")),
                name="cohort_never_oversold",
                violation_error_message=_(
                    "More seats are taken than that. Withdraw people first, or allow more seats."
                ),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="cohort_ends_after_start",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(enrollment_opens_at__isnull=True)
                | Q(enrollment_closes_at__isnull=True)
                | Q(enrollment_closes_at__gt=F("enrollment_opens_at")),
                name="cohort_enrollment_closes_after_opening",
                violation_error_message=_("Enrollment closes before it opens."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def starts_at(self) -> datetime | None:
        """The first moment of the first day in the cohort's zone."""
        return datetime.combine(self.starts_on, time(), self.zone) if self.starts_on else None

    @property
    def ends_at(self) -> datetime | None:
        """The moment after the last day in the cohort's zone."""
        return datetime.combine(self.ends_on + timedelta(days=1), time(), self.zone) if self.ends_on else None

    @property
    def seats_left(self) -> int | None:
        """None when there is no limit."""
        return None if self.seats is None else max(self.seats - self.seats_taken, 0)


class Enrollment(models.Model):
    """One person in one cohort. It is never deleted: leaving and coming back are moves, a retake is a new cohort."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("learner"), on_delete=models.PROTECT, related_name="enrollments"
    )
    cohort = models.ForeignKey(Cohort, verbose_name=_("cohort"), on_delete=models.PROTECT, related_name="enrollments")
    state = models.CharField(_("state"), max_length=20, choices=EnrollmentState.choices)
    enrolled_at = models.DateTimeField(_("enrolled"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("enrollment")
        verbose_name_plural = _("enrollments")
        ordering = ["-enrolled_at", "-pk"]
        indexes = [
            models.Index(fields=["cohort", "state", "enrolled_at"], name="enrollment_roster"),
            models.Index(fields=["learner", "state"], name="enrollment_of_learner"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["learner", "cohort"], name="enrollment_once_per_cohort"),
            models.CheckConstraint(condition=Q(state__in=EnrollmentState.values), name="enrollment_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.learner} · {self.cohort}"

    @property
    def holds_seat(self) -> bool:
        return self.state in HOLDING_SEAT


class EnrollmentEvent(models.Model):
    """The log of an enrollment: who moved it, when, from where to where. Rows are added, never changed."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="events")
    before = models.CharField(_("before"), max_length=20, choices=EnrollmentState.choices, blank=True)
    after = models.CharField(_("after"), max_length=20, choices=EnrollmentState.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("enrollment event")
        verbose_name_plural = _("enrollment events")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.enrollment}: {self.get_after_display()}"
