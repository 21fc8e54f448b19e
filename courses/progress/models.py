"""How far a learner has come. Every row belongs to an enrollment; none points to a page."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import Course, Module
from courses.enrollment.models import Enrollment

from .states import EvidenceSource


class CompletionPolicy(models.Model):
    """What completing a course asks for. A change makes a new version; completions keep the version they met."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="policies", verbose_name=_("course"))
    version = models.PositiveIntegerField(_("version"))
    minimum_quiz_score = models.PositiveSmallIntegerField(_("minimum quiz score in percent"), default=0)
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("completion policy")
        verbose_name_plural = _("completion policies")
        ordering = ["course", "-version"]
        constraints = [models.UniqueConstraint(fields=["course", "version"], name="policy_version_once")]

    def __str__(self) -> str:
        return f"{self.course} {self.version}"


class CourseProgress(models.Model):
    """The counters of one enrollment; its row is the lock for everything a learner does in it."""

    enrollment = models.OneToOneField(
        Enrollment, on_delete=models.PROTECT, primary_key=True, related_name="progress", verbose_name=_("enrollment")
    )
    done = models.PositiveIntegerField(_("required modules completed"), default=0)
    required = models.PositiveIntegerField(_("required modules"), default=0)
    last_activity_at = models.DateTimeField(_("last activity"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("course progress")
        verbose_name_plural = _("course progress")
        constraints = [
            models.CheckConstraint(condition=models.Q(done__lte=models.F("required")), name="progress_within_course")
        ]

    def __str__(self) -> str:
        return f"{self.done}/{self.required}"

    @property
    def percent(self) -> int:
        return 100 * self.done // self.required if self.required else 0

    @property
    def all_done(self) -> bool:
        """Whether the course has required modules and all of them are completed."""
        return 0 < self.required == self.done


class ActivityRecord(models.Model):
    """What was done in one activity: reading (the block id is the module's key) or a block in the module's text."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="activity_records")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="activity_records")
    block_id = models.UUIDField(_("activity"))
    completed_at = models.DateTimeField(_("completed"), null=True)
    source = models.CharField(_("evidence"), max_length=20, choices=EvidenceSource.choices)
    points = models.PositiveIntegerField(_("best points"), null=True)
    points_possible = models.PositiveIntegerField(_("of points"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("activity record")
        verbose_name_plural = _("activity records")
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "module", "block_id"], name="activity_recorded_once"),
            models.CheckConstraint(
                condition=models.Q(points__isnull=True, points_possible__isnull=True)
                | models.Q(points__lte=models.F("points_possible"), points_possible__gt=0),
                name="activity_points_within_possible",
            ),
        ]

    def __str__(self) -> str:
        return str(self.block_id)

    @property
    def percent(self) -> int | None:
        """The best points in percent, rounded down; None for what is not graded."""
        return 100 * (self.points or 0) // self.points_possible if self.points_possible else None


class ModuleCompletion(models.Model):
    """A module completed in an enrollment. Once earned it stays, whatever is added to the module later."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="module_completions")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="completions")
    completed_at = models.DateTimeField(_("completed"))
    revision = models.PositiveBigIntegerField(_("published revision"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("module completion")
        verbose_name_plural = _("module completions")
        constraints = [models.UniqueConstraint(fields=["enrollment", "module"], name="module_completed_once")]

    def __str__(self) -> str:
        return f"{self.enrollment}: {self.module}"


class CourseCompletion(models.Model):
    """The course was completed: when, under which policy, on which content, with which evidence. Never withdrawn."""

    enrollment = models.OneToOneField(
        Enrollment, on_delete=models.PROTECT, related_name="completion", verbose_name=_("enrollment")
    )
    policy = models.ForeignKey(CompletionPolicy, on_delete=models.PROTECT, related_name="completions")
    completed_at = models.DateTimeField(_("completed"))
    language = models.CharField(_("language of the content"), max_length=20)
    content_revisions = models.JSONField(_("content revisions"), default=dict)
    evidence = models.JSONField(_("evidence"), default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("course completion")
        verbose_name_plural = _("course completions")
        ordering = ["-completed_at"]

    def __str__(self) -> str:
        return str(self.enrollment)
