"""What learners' records point to. Pages may be edited, moved, copied, translated or deleted; these rows stay."""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.directory.models import in_language
from courses.registry import ActivityType, activity_types


class Identity(models.Model):
    """The language-neutral side of a page. The key is the page's `translation_key`: one for all its translations."""

    key = models.UUIDField(_("key"), primary_key=True, editable=False)
    titles = models.JSONField(_("titles by language"), default=dict)
    language = models.CharField(_("language it was written in"), max_length=20)
    workload_minutes = models.PositiveIntegerField(_("workload in minutes"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the active language, else in the language it was written in."""
        return in_language(self.titles, self.titles.get(self.language, ""))


class Course(Identity):
    outcomes = models.JSONField(_("learning outcomes by language"), default=dict)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")


class Module(Identity):
    """`live` tells whether it is published now; `activities` lists what can be completed in its text, in order:
    `[{"id": block id, "type": activity slug, "titles": by language, ...}]`. The plugin of an activity may be gone."""

    course = models.ForeignKey(Course, verbose_name=_("course"), on_delete=models.PROTECT, related_name="modules")
    required = models.BooleanField(_("required"), default=True)
    live = models.BooleanField(_("published"), default=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    activities = models.JSONField(_("activities"), default=list)
    revision = models.PositiveBigIntegerField(_("published revision"), null=True)

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["course", "position"]
        indexes = [models.Index(fields=["course", "live", "position"], name="module_outline")]

    @property
    def available(self) -> dict[UUID, ActivityType]:
        """The kinds of its activities by their ids, without those whose plugin is gone."""
        kinds = {UUID(activity["id"]): activity_types.get(activity["type"]) for activity in self.activities}
        return {key: kind for key, kind in kinds.items() if kind is not None}

    @property
    def required_ids(self) -> frozenset[UUID]:
        """What completes the module: reading it, whose id is the module's key, and its available activities."""
        return frozenset({self.key, *self.available})

    @property
    def graded_ids(self) -> frozenset[UUID]:
        """The activities in it that give points."""
        return frozenset(key for key, kind in self.available.items() if kind.graded)
