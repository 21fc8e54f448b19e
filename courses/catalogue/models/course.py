"""A course as editors describe it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.blocks import CharBlock
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Locale, Orderable, Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from courses.catalogue.blocks import INLINE_TEXT
from courses.catalogue.fields import ContentStreamField
from courses.catalogue.requirements import (
    LearningStreamField,
    RequirementStreamField,
    all_required_modules,
    graded_activities,
)
from courses.catalogue.rules import fold
from courses.panels import CoursePageForm

ON_PAPER = ("paper", _("On paper"))  # the mode of previews in which a page looks as printed: see courses/base.html


class Level(models.TextChoices):
    INTRODUCTORY = "introductory", _("Introductory")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


class CourseTag(TaggedItemBase):
    content_object = ParentalKey("courses.CoursePage", on_delete=models.CASCADE, related_name="tagged_items")


class CourseFacilitator(Orderable):
    page = ParentalKey("courses.CoursePage", on_delete=models.CASCADE, related_name="facilitators")
    person = models.ForeignKey(
        "courses.Person", verbose_name=_("person"), on_delete=models.PROTECT, related_name="facilitated_courses"
    )

    panels = [FieldPanel("person")]


class CoursePartner(Orderable):
    page = ParentalKey("courses.CoursePage", on_delete=models.CASCADE, related_name="partners")
    organization = models.ForeignKey(
        "courses.Organization",
        verbose_name=_("organization"),
        on_delete=models.PROTECT,
        related_name="partnered_courses",
    )
    role = models.CharField(_("role"), max_length=120, blank=True, help_text=_("For example: faculty, host city."))

    panels = [FieldPanel("organization"), FieldPanel("role")]


class SourceLanguageFirst(models.Model):
    """A page whose structure is set in the site's main language; other languages are made by translating it."""

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        # Lists of pages ask this for every row; they have the languages of their pages, not that of the site.
        main = get_supported_content_language_variant(settings.LANGUAGE_CODE)
        return super().can_create_at(parent) and parent.locale.language_code == main  # type: ignore[misc]


class CoursePage(SourceLanguageFirst, Page):
    """What a course is, for whom, and what it asks; its modules and cohorts are its children."""

    lead = models.TextField(
        _("lead"), max_length=500, help_text=_("Two sentences: what one learns and why it matters.")
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(
        _("description of the picture"),
        max_length=300,
        blank=True,
        help_text=_("For people who cannot see it. Leave it empty if the picture only decorates."),
    )
    description = ContentStreamField(verbose_name=_("description"), blank=True)
    outcomes = StreamField(
        [("outcome", CharBlock(label=_("Outcome"), icon="tick", max_length=300))],
        verbose_name=_("learning outcomes"),
        blank=True,
        help_text=_("After this course you can … One outcome a line, beginning with a verb."),
    )
    audiences = ParentalManyToManyField("courses.Audience", verbose_name=_("for whom"), blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, default=Level.INTRODUCTORY)
    workload_minutes = models.PositiveIntegerField(
        _("workload in minutes"),
        null=True,
        blank=True,
        help_text=_("Leave it empty to add up the modules. Readers see hours; certificates print them."),
    )
    prerequisites = RichTextField(_("prerequisites"), blank=True, features=INLINE_TEXT)
    goals = ParentalManyToManyField(
        "courses.SustainableDevelopmentGoal", verbose_name=_("Sustainable Development Goals"), blank=True
    )
    completion = LearningStreamField(
        verbose_name=_("what completing the course asks for"),
        default=all_required_modules,
        help_text=_(
            "All of it must be met. Learners read it as a list with what they have done, and the certificate is given "
            "for it. “All required modules” is what most courses need."
        ),
    )
    participation = RequirementStreamField(
        verbose_name=_("what taking part asks for"),
        blank=True,
        help_text=_("A lower level for those who do not complete the course. Leave it empty if there is none."),
    )
    tags = ClusterTaggableManager(through=CourseTag, blank=True, verbose_name=_("tags"))

    base_form_class = CoursePageForm
    template = "courses/catalogue/course_page.html"
    preview_modes = [*Page.DEFAULT_PREVIEW_MODES, ON_PAPER]
    parent_page_types = ["courses.CatalogPage"]
    subpage_types = ["courses.ModulePage", "courses.CohortPage"]
    page_description = _("A course: its modules and cohorts are made below it.")
    admin_default_ordering = "path"  # modules in their order
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], _("Picture")),
        FieldPanel("description"),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [
                FieldPanel("audiences", widget=CheckboxSelectMultiple),
                FieldPanel("level"),
                FieldPanel("workload_minutes"),
                FieldPanel("prerequisites"),
            ],
            _("For whom, and how much work"),
        ),
        MultiFieldPanel([FieldPanel("tags"), FieldPanel("goals", widget=CheckboxSelectMultiple)], _("How it is found")),
        InlinePanel("facilitators", label=_("Facilitator"), heading=_("Facilitators")),
        InlinePanel("partners", label=_("Partner organization"), heading=_("Partner organizations")),
        MultiFieldPanel(
            [FieldPanel("completion"), FieldPanel("participation")],
            _("Completion"),
            help_text=_(
                "A change holds for all who have not completed the course yet, once this page is published. What was "
                "reached stays. The page in the main language of the site counts for all languages."
            ),
        ),
    ]
    search_fields = [*Page.search_fields, index.AutocompleteField("searchable_text")]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def pages_above(self) -> list[Page]:
        """The way to it: the catalog."""
        return [self.get_parent()]

    @property
    def searchable_text(self) -> str:
        """Lead, outcomes, tags, description and title in the form that search compares (see `rules.fold`). Wagtail
        puts the title as it is before them: side by side both would be a phrase that nobody wrote."""
        description = self.description.stream_block.get_searchable_content(self.description)
        tags = [tag.name for tag in self.tags.all()]
        return fold("\n".join([self.lead, *self.outcome_texts, *tags, *description, self.title]))

    @property
    def graded_activities(self) -> dict[str, str]:
        """The graded activities in its published modules: their titles by the ids of their blocks."""
        parts = self.get_children().live().specific() if self.pk else []
        return dict(graded_activities([part for part in parts if hasattr(part, "body")]))

    @property
    def outcome_texts(self) -> list[str]:
        return [str(child.value) for child in self.outcomes]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Below a translated course its modules answer too when they are not translated: see `PartOfCourse`."""
        try:
            return super().route(request, path_components)
        except Http404:
            part = self._untranslated_part(path_components[0]) if self.live and path_components else None
            if part is None:
                raise
            part.shown_below = self
            return part.route(request, path_components[1:])

    def _untranslated_part(self, slug: str) -> Any:
        """The part with this slug in the site's main language, unless it has an address of its own below this page."""
        original = self.get_translations().live().filter(locale=Locale.get_default()).first()
        if original is None:
            return None
        translated = self.get_children().live().values("translation_key")
        part = original.get_children().live().filter(slug=slug).exclude(translation_key__in=translated).first()
        return part and part.specific
