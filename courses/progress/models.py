"""How far a learner has come. Every row belongs to an enrollment; none points to a page."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import Course, Module
from courses.enrollment.models import Cohort, Enrollment
from courses.registry import completion_rules

from .rules import Grade, Policy, Requirement
from .states import CompletionLevel, EvidenceSource, GradeChangeKind


def _points_within(points: str, possible: str) -> models.Q:
    """Both or none of the two fields, and no more points than possible."""
    none = models.Q(**{f"{points}__isnull": True, f"{possible}__isnull": True})
    return none | models.Q(**{f"{points}__gte": 0, f"{points}__lte": models.F(possible), f"{possible}__gt": 0})


class CompletionPolicy(models.Model):
    """What a course asks for. A change makes a new version; whoever is judged is judged by one version.

    `rules` are, by level, `[{"rule": slug, "parameters": ...}, ...]`; the plugin of a rule may be gone. `titles` are
    those of graded activities, by id and language, as they were when the policy was made. Rows are added, never
    changed: the database refuses it.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="policies", verbose_name=_("course"))
    version = models.PositiveIntegerField(_("version"))
    rules = models.JSONField(_("requirements by level"), default=dict)
    titles = models.JSONField(_("titles of activities"), default=dict)
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("completion policy")
        verbose_name_plural = _("completion policies")
        ordering = ["course", "-version"]
        constraints = [models.UniqueConstraint(fields=["course", "version"], name="policy_version_once")]

    def __str__(self) -> str:
        return f"{self.course} {self.version}"

    @property
    def requirements(self) -> Policy:
        """What the evaluator judges, level by level."""
        return {
            level: [
                Requirement(completion_rules.get(one["rule"]), one["parameters"]) for one in self.rules.get(level, [])
            ]
            for level in CompletionLevel
        }


class CourseProgress(models.Model):
    """The counters of one enrollment; its row is the lock for everything a learner does in it.

    `cohort` repeats the enrollment's and `listed_as` is the learner's folded name with her e-mail address: lists of a
    large cohort are sorted and cut by an index of this table.
    `policy` is the version by which it is judged. `judgments` are what its requirements said at the last judgment,
    level by level in their order: `[met, have, of]`. `due` are the levels whose requirements are met since an act of an
    editor: they are reached with the next act of the learner or of staff (docs/decisions/0003).
    """

    enrollment = models.OneToOneField(
        Enrollment, on_delete=models.PROTECT, primary_key=True, related_name="progress", verbose_name=_("enrollment")
    )
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="progress", db_index=False, verbose_name=_("cohort")
    )
    listed_as = models.CharField(_("listed as"), max_length=500, default="")
    policy = models.ForeignKey(
        CompletionPolicy, on_delete=models.PROTECT, related_name="progress", verbose_name=_("policy")
    )
    judgments = models.JSONField(_("judgments by level"), default=dict)
    due = models.JSONField(_("levels to be reached with the next act"), default=list)
    done = models.PositiveIntegerField(_("required modules completed"), default=0)
    required = models.PositiveIntegerField(_("required modules"), default=0)
    last_activity_at = models.DateTimeField(_("last activity"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("course progress")
        verbose_name_plural = _("course progress")
        indexes = [
            models.Index(fields=["cohort", "listed_as", "enrollment"], name="progress_by_name"),
            models.Index(fields=["cohort", "done", "enrollment"], name="progress_by_modules"),
            models.Index(fields=["cohort", "last_activity_at", "enrollment"], name="progress_by_activity"),
        ]
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


class GradeChange(models.Model):
    """The history of a grade that changed without an act of its learner. Rows are added, never changed or deleted.

    The points of an override count until a later row takes it back; those of a regrade become the learner's own.
    """

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="grade_changes")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="grade_changes")
    block_id = models.UUIDField(_("activity"))
    kind = models.CharField(_("kind"), max_length=20, choices=GradeChangeKind.choices)
    points_before = models.DecimalField(_("points before"), max_digits=9, decimal_places=4, null=True)
    possible_before = models.PositiveIntegerField(_("of points before"), null=True)
    points_after = models.DecimalField(_("points after"), max_digits=9, decimal_places=4, null=True)
    possible_after = models.PositiveIntegerField(_("of points after"), null=True)
    completes = models.BooleanField(_("counts as done"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("change of a grade")
        verbose_name_plural = _("changes of grades")
        ordering = ["pk"]
        indexes = [models.Index(fields=["enrollment", "module", "block_id"], name="grade_change_place")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="grade_change_has_a_reason"),
            models.CheckConstraint(
                condition=_points_within("points_before", "possible_before")
                & _points_within("points_after", "possible_after"),
                name="grade_change_points_within_possible",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def before(self) -> Grade | None:
        return Grade.of(self.points_before, self.possible_before)

    @property
    def after(self) -> Grade | None:
        return Grade.of(self.points_after, self.possible_after)


class ActivityRecord(models.Model):
    """What was done in one activity: reading (the block id is the module's key) or a block in the module's text.

    An `override` of staff stands above it: `grade` and `evidence` tell what counts, the fields what the learner did.
    """

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="activity_records")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="activity_records")
    block_id = models.UUIDField(_("activity"))
    completed_at = models.DateTimeField(_("completed"), null=True)
    source = models.CharField(_("evidence"), max_length=20, choices=EvidenceSource.choices)
    points = models.DecimalField(_("best points"), max_digits=9, decimal_places=4, null=True)
    points_possible = models.PositiveIntegerField(_("of points"), null=True)
    override = models.ForeignKey(GradeChange, on_delete=models.PROTECT, related_name="+", null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("activity record")
        verbose_name_plural = _("activity records")
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "module", "block_id"], name="activity_recorded_once"),
            models.CheckConstraint(
                condition=models.Q(points__isnull=True, points_possible__isnull=True)
                | models.Q(points__gte=0, points__lte=models.F("points_possible"), points_possible__gt=0),
                name="activity_points_within_possible",
            ),
        ]

    def __str__(self) -> str:
        return str(self.block_id)

    @property
    def own_grade(self) -> Grade | None:
        """What the learner reached herself; None for what is not graded."""
        return Grade.of(self.points, self.points_possible)

    @property
    def grade(self) -> Grade | None:
        """What counts: the points that staff gave, else the learner's own."""
        return (self.override.after if self.override else None) or self.own_grade

    @property
    def evidence(self) -> str:
        return EvidenceSource.STAFF if self.override_id else self.source

    @property
    def percent(self) -> int | None:
        """What counts, in percent, rounded down; None for what is not graded."""
        return self.grade.percent if self.grade else None


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


class CourseParticipation(models.Model):
    """What participation asks for was met: when, and under which policy. Never withdrawn."""

    enrollment = models.OneToOneField(
        Enrollment, on_delete=models.PROTECT, related_name="participation", verbose_name=_("enrollment")
    )
    policy = models.ForeignKey(CompletionPolicy, on_delete=models.PROTECT, related_name="participations")
    reached_at = models.DateTimeField(_("reached"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["-reached_at"]

    def __str__(self) -> str:
        return str(self.enrollment)


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
