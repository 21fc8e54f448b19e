"""Quizzes, which editors write, and attempts, which learners make."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
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
from courses.panels import NotesPanel
from courses.registry import question_types
from courses.streams import UNAVAILABLE, LazyStreamField

from .blocks import QuestionBlock, QuestionsBlock, UnavailableQuestionBlock
from .rules import QuestionReview, gradable, grade, review, written_points
from .states import AttemptState

question_types.reserve([UNAVAILABLE])  # the stream keeps by this name what no type owns


class QuestionStreamField(LazyStreamField):
    """Every registered type of question; those of other types are kept as they are."""

    stream_block_class = QuestionsBlock

    def block_types(self) -> list[tuple[str, Any]]:
        kinds = [(kind.slug, QuestionBlock(kind)) for kind in question_types]
        return [*kinds, (UNAVAILABLE, UnavailableQuestionBlock())]


class Quiz(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """Questions that can be placed in any module. Attempts keep a copy, so editing never changes what was answered."""

    title = models.CharField(_("title"), max_length=200)
    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])
    questions = QuestionStreamField(verbose_name=_("questions"), collapsed=True, use_json_field=True)
    questions_drawn = models.PositiveSmallIntegerField(
        _("questions in each attempt"),
        null=True,
        blank=True,
        help_text=_(
            "Empty: all of them. Otherwise each attempt draws so many by chance; they stand in the order above."
        ),
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark in percent"), default=75, help_text=_("The share of the points that passes the quiz.")
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"), null=True, blank=True, help_text=_("Empty: as often as one likes. The best one counts.")
    )

    panels = [
        NotesPanel(),
        FieldPanel("title", required_on_save=True),  # a draft without one cannot be found again
        FieldPanel("introduction"),
        FieldPanel("questions"),
        FieldPanel("questions_drawn"),
        MultiFieldPanel([FieldPanel("pass_mark"), FieldPanel("attempts_allowed")], _("Passing")),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("locale_id"),
        index.FilterField("translation_key"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(questions_drawn__isnull=True) | models.Q(questions_drawn__gte=1),
                name="quiz_draws_a_question",
                violation_error_message=_("Draw at least one question, or leave the field empty."),
            ),
            models.CheckConstraint(
                condition=models.Q(pass_mark__gte=1, pass_mark__lte=100),
                name="quiz_pass_mark_is_percent",
                violation_error_message=_("The pass mark is between 1 and 100 percent."),
            ),
            models.CheckConstraint(
                condition=models.Q(attempts_allowed__isnull=True) | models.Q(attempts_allowed__gte=1),
                name="quiz_allows_an_attempt",
                violation_error_message=_("Allow at least one attempt, or leave the field empty."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def answer_key(self) -> dict[str, Any]:
        """What is asked and what is right, by ids: the same in all languages, whose texts differ."""
        return {str(child.id): child.block.key(child.value) for child in self.questions}

    @property
    def available(self) -> bool:
        """Whether all questions can be asked. One whose plugin is gone is not left out: who took the quiz meanwhile
        would be measured by another one."""
        return all(child.block_type != UNAVAILABLE for child in self.questions)

    @property
    def notes(self) -> list[str]:
        """What the editor of a translation is told; nothing for the version that sets the rules."""
        versions = self.get_translations(inclusive=True).select_related("locale").order_by("pk")
        original = as_written(versions, main_language())
        if original is None or original.pk == self.pk:
            return []
        notes = [
            gettext(
                "This is a translation of “%(quiz)s”. The original decides how many questions are asked, what passes "
                "the quiz, how often it may be taken and whether it is open: what is set for that here is not used."
            )
        ]
        if self.answer_key != original.answer_key:
            notes.append(
                gettext(
                    "The questions, options or right answers differ from those of “%(quiz)s”. Learners read the "
                    "original until they are the same: translate the texts, and add or remove nothing."
                )
            )
        return [note % {"quiz": original} for note in notes]

    def questions_as_asked(self) -> list[dict[str, Any]]:
        """The questions as an attempt keeps them, in the editor's order and with their key; those whose plugin is gone
        are left out."""
        known = [child for child in self.questions if child.block_type != UNAVAILABLE]
        return [child.block.as_asked(child.value, str(child.id)) for child in known]

    def get_preview_template(self, request: object, mode_name: str) -> str:
        return "courses/assessment/quiz_preview.html"

    def get_preview_context(self, request: object, mode_name: str) -> dict[str, object]:
        return {"request": request, "object": self, "quiz": self, "reviews": self._reviews_with_key()}

    def _reviews_with_key(self) -> list[QuestionReview]:
        asked = self.questions_as_asked()
        judged = zip(asked, grade(asked, {}, question_types), strict=True)
        return [review(one, result, question_types.get(one["type"]), with_key=True) for one, result in judged]


def as_written(versions: Iterable[Quiz], language: str) -> Quiz | None:
    """The version that sets the rules of a quiz: the one in the `language` of the module, else the first one."""
    listed = list(versions)
    return next((quiz for quiz in listed if quiz.locale.language_code == language), listed[0] if listed else None)


class ExtraAttempt(models.Model):
    """One attempt more than a quiz allows, given to one learner. Rows are added, never changed."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="extra_attempts")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="extra_attempts")
    block_id = models.UUIDField(_("activity"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("extra attempt")
        verbose_name_plural = _("extra attempts")
        ordering = ["pk"]
        indexes = [models.Index(fields=["enrollment", "module", "block_id"], name="extra_attempt_place")]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="extra_attempt_has_a_reason")]

    def __str__(self) -> str:
        return self.reason


class Attempt(models.Model):
    """One try at a quiz, with the questions as they were asked. The key in them never leaves the server before
    the attempt is handed in."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="attempts")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="attempts")
    block_id = models.UUIDField(_("activity"))
    quiz_key = models.UUIDField(_("quiz"))
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=20, choices=AttemptState.choices, default=AttemptState.OPEN)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=20)
    questions = models.JSONField(_("questions as asked"))
    pass_mark = models.PositiveSmallIntegerField(_("pass mark in percent"))
    answers = models.JSONField(_("answers"), default=dict)
    points = models.DecimalField(_("points"), max_digits=9, decimal_places=4, null=True)
    points_possible = models.PositiveIntegerField(_("of points"))
    passed = models.BooleanField(_("passed"), null=True)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    submitted_at = models.DateTimeField(_("handed in"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["enrollment", "module", "block_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "module", "block_id", "number"], name="attempt_number_once"),
            models.UniqueConstraint(
                fields=["enrollment", "module", "block_id"],
                condition=models.Q(state=AttemptState.OPEN),
                name="attempt_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state=AttemptState.OPEN, points__isnull=True, submitted_at__isnull=True)
                | models.Q(state=AttemptState.SUBMITTED, points__isnull=False, submitted_at__isnull=False),
                name="attempt_graded_when_submitted",
            ),
            models.CheckConstraint(
                condition=models.Q(points__isnull=True)
                | models.Q(points__gte=0, points__lte=models.F("points_possible")),
                name="attempt_points_within_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def percent(self) -> int | None:
        """The points in percent, rounded down, so that a result never looks better than it is."""
        return None if self.points is None else int(100 * self.points // max(self.points_possible, 1))

    @property
    def written_points(self) -> Decimal | None:
        return None if self.points is None else written_points(self.points)

    @property
    def can_be_asked(self) -> bool:
        """Whether each question has a type that can ask and judge it; the plugin of one may be gone."""
        return gradable(self.questions, question_types)
