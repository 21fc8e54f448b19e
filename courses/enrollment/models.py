"""Who learns, when, and in which group."""

import zoneinfo
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import Course, Module
from courses.conf import default_time_zone
from courses.zones import zone_names

from .states import HOLDING_SEAT, EnrollmentState, OpeningAct, OpeningSource, ReleaseKind


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
    in_order = models.BooleanField(
        _("modules open in order"), default=False, help_text=_("Each one after the required modules before it.")
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


class ModuleRelease(models.Model):
    """When a module opens to a cohort, where that differs from `Cohort.in_order`. `after` are the keys of the modules
    that it waits for; a kind reads only what it asks for."""

    cohort = models.ForeignKey(Cohort, verbose_name=_("cohort"), on_delete=models.CASCADE, related_name="releases")
    module = models.ForeignKey(Module, verbose_name=_("module"), on_delete=models.PROTECT, related_name="releases")
    kind = models.CharField(_("opens"), max_length=20, choices=ReleaseKind.choices)
    opens_on = models.DateField(_("day"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("days after the start"), null=True, blank=True)
    after = models.JSONField(_("modules before it"), default=list, blank=True)
    needed = models.PositiveSmallIntegerField(_("how many of them"), null=True, blank=True)
    minimum = models.PositiveSmallIntegerField(_("score in percent"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("release of a module")
        verbose_name_plural = _("releases of modules")
        constraints = [
            models.UniqueConstraint(fields=["cohort", "module"], name="module_released_once_per_cohort"),
            models.CheckConstraint(
                condition=Q(kind__in=[ReleaseKind.FREE, ReleaseKind.ORDER])
                | Q(kind=ReleaseKind.DATE, opens_on__isnull=False)
                | Q(kind=ReleaseKind.DAYS, days__isnull=False)
                | Q(kind=ReleaseKind.MODULES, needed__gte=1)
                | Q(kind=ReleaseKind.SCORE, minimum__range=(1, 100)),
                name="release_has_what_its_kind_asks_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module}: {self.get_kind_display()}"


class ModuleOpening(models.Model):
    """A module is open to one learner whatever its schedule says: she has earned it, or staff let her in.

    What is earned has no end and stays. `until` is aware; None is without end.
    """

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="openings"
    )
    module = models.ForeignKey(Module, verbose_name=_("module"), on_delete=models.PROTECT, related_name="openings")
    source = models.CharField(_("why"), max_length=20, choices=OpeningSource.choices)
    opened_at = models.DateTimeField(_("opened"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("opened module")
        verbose_name_plural = _("opened modules")
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "module"], name="module_opened_once"),
            models.CheckConstraint(
                condition=Q(source=OpeningSource.EARNED, until__isnull=True) | Q(source=OpeningSource.STAFF),
                name="opening_earned_without_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment}: {self.module}"

    def holds(self, now: datetime) -> bool:
        """Whether it opens the module at this moment."""
        return self.until is None or now < self.until


class OpeningEvent(models.Model):
    """What staff did to one learner's access to a module, and why. Rows are added, never changed."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="opening_events")
    module = models.ForeignKey(Module, verbose_name=_("module"), on_delete=models.PROTECT, related_name="+")
    act = models.CharField(_("act"), max_length=20, choices=OpeningAct.choices)
    until = models.DateTimeField(_("until"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("opening of a module by staff")
        verbose_name_plural = _("openings of modules by staff")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="opening_event_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.enrollment}: {self.module}: {self.get_act_display()}"
