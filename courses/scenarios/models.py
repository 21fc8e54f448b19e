"""Scenarios, which editors write, and playthroughs, which learners make."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from courses.catalogue.models import Module
from courses.conf import main_language
from courses.enrollment.models import Enrollment
from courses.snippets import as_written
from courses.streams import LazyStreamField

from .blocks import (
    DebriefQuestionBlock,
    EndingBlock,
    ScoreBlock,
    SituationBlock,
    endings_as_played,
    nodes_as_played,
    questions_as_played,
    scores_as_played,
)
from .rules import Bar, ToldStep, bars, ending_of, faults, node_of, retold, structure
from .states import PlayState


class PartsStreamField(LazyStreamField):
    """Parts of one kind: scores, situations, endings or questions."""

    part: tuple[str, type[Any]]

    def block_types(self) -> list[tuple[str, Any]]:
        name, block = self.part
        return [(name, block())]


class ScoresField(PartsStreamField):
    part = ("score", ScoreBlock)


class NodesField(PartsStreamField):
    part = ("node", SituationBlock)


class EndingsField(PartsStreamField):
    part = ("ending", EndingBlock)


class DebriefField(PartsStreamField):
    part = ("question", DebriefQuestionBlock)


class Scenario(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """A negotiation that is played step by step. Playthroughs keep a copy, so editing never changes what was played."""

    title = models.CharField(_("title"), max_length=200)
    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "ul", "ol", "link"])
    scores = ScoresField(
        verbose_name=_("scores"), blank=True, max_num=5, collapsed=True, use_json_field=True,
        help_text=_("What the choices move, for example trust. A scenario can do without."),
    )  # fmt: skip
    shows_scores = models.BooleanField(
        _("show the scores on the way"),
        default=True,
        help_text=_("Learners see what they have now. At the end all learners see the scores."),
    )
    nodes = NodesField(
        verbose_name=_("situations"), min_num=1, collapsed=True, use_json_field=True,
        help_text=_("The first one is the beginning."),
    )  # fmt: skip
    endings = EndingsField(verbose_name=_("endings"), min_num=1, collapsed=True, use_json_field=True)
    debrief = DebriefField(
        verbose_name=_("questions to look back"), blank=True, max_num=8, use_json_field=True,
        help_text=_("Asked after the ending. The answers are read by the learner and by registrars."),
    )  # fmt: skip

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("locale_id"),
        index.FilterField("translation_key"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def as_played(self) -> dict[str, Any]:
        """The scenario as a playthrough keeps it and as `rules` read it."""
        return {
            "shows_scores": self.shows_scores,
            "scores": scores_as_played(self.scores),
            "nodes": nodes_as_played(self.nodes),
            "endings": endings_as_played(self.endings),
            "questions": questions_as_played(self.debrief),
        }

    @property
    def structure(self) -> Any:
        """What can happen, by ids and short names: the same in all languages, whose words differ."""
        return structure(self.as_played())

    @property
    def asks_for_scores(self) -> bool:
        """Whether an ending alone does not complete it."""
        return any(child.value["needed"] is not None for child in self.scores)

    @property
    def is_playable(self) -> bool:
        """Whether it is published and without faults, whatever way it was published."""
        return self.live and bool(self.nodes) and not faults(self.as_played())

    @property
    def notes(self) -> list[str]:
        """What the editor of a translation is told; nothing for the version that sets the rules."""
        versions = self.get_translations(inclusive=True).select_related("locale").order_by("pk")
        original = as_written(versions, main_language())
        if original is None or original.pk == self.pk:
            return []
        notes = [gettext("This is a translation of “%(scenario)s”, which decides whether the scenario can be played.")]
        if self.structure != original.structure:
            notes.append(
                gettext(
                    "The short names, scores, choices or ways differ from those of “%(scenario)s”. Learners read the "
                    "original until they are the same: translate the texts, and add or remove nothing."
                )
            )
        return [note % {"scenario": original} for note in notes]

    def get_preview_template(self, request: object, mode_name: str) -> str:
        return "courses/scenarios/scenario_preview.html"

    def get_preview_context(self, request: object, mode_name: str) -> dict[str, object]:
        return {"request": request, "object": self, "scenario": self, "played": self.as_played()}


class Playthrough(models.Model):
    """One time that a learner plays a scenario, with its copy, the path she went, and what she thinks of it."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="playthroughs")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="playthroughs")
    block_id = models.UUIDField(_("activity"))
    scenario_key = models.UUIDField(_("scenario"))
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=20, choices=PlayState.choices, default=PlayState.OPEN)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=20)
    scenario = models.JSONField(_("scenario as played"))
    place = models.CharField(_("situation or ending"), max_length=40)
    scores = models.JSONField(_("scores"))
    path = models.JSONField(_("path"), default=list)
    completes = models.BooleanField(_("completes the scenario"), default=False)
    answers = models.JSONField(_("answers"), default=dict)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("playthrough")
        verbose_name_plural = _("playthroughs")
        ordering = ["enrollment", "module", "block_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "module", "block_id", "number"], name="play_number_once"),
            models.UniqueConstraint(
                fields=["enrollment", "module", "block_id"],
                condition=models.Q(state=PlayState.OPEN),
                name="play_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state=PlayState.OPEN, ended_at__isnull=True, completes=False)
                | models.Q(state=PlayState.ENDED, ended_at__isnull=False),
                name="play_completes_when_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state == PlayState.OPEN

    @property
    def step(self) -> int:
        """The number of the step that comes next."""
        return len(self.path) + 1

    @property
    def node(self) -> Any:
        """Where the learner is; None at an ending."""
        return node_of(self.scenario, self.place)

    @property
    def ending(self) -> Any:
        return ending_of(self.scenario, self.place)

    @property
    def bars(self) -> list[Bar]:
        return bars(self.scenario, self.scores)

    @property
    def steps(self) -> list[ToldStep]:
        return retold(self.scenario, self.path)

    @property
    def debrief(self) -> list[tuple[str, str]]:
        """Each question to look back with the answer, or nothing."""
        return [(one["text"], self.answers.get(one["id"], "")) for one in self.scenario["questions"]]
