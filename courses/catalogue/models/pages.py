"""What editors write. Pages describe; the records beside them run."""

from copy import copy
from typing import Any

from django.conf import settings
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
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

from courses.catalogue.fields import ActivityStreamField, ContentStreamField
from courses.catalogue.rules import fold, hours, reading_minutes
from courses.panels import CohortPageForm, NotesPanel

SHORT_RICH_TEXT = ["bold", "italic", "link"]


class Level(models.TextChoices):
    INTRODUCTORY = "introductory", _("Introductory")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


class SourceLanguageFirst(models.Model):
    """A page whose structure is set in the site's main language; other languages are made by translating it."""

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        # Lists of pages ask this for every row; they have the languages of their pages, not that of the site.
        main = get_supported_content_language_variant(settings.LANGUAGE_CODE)
        return super().can_create_at(parent) and parent.locale.language_code == main  # type: ignore[misc]


class CatalogPage(Page):
    """The list of courses with its filters."""

    intro = RichTextField(_("introduction"), blank=True, features=SHORT_RICH_TEXT)

    template = "courses/catalogue/catalog_page.html"
    subpage_types = ["courses.CoursePage"]
    max_count_per_parent = 1
    page_description = _("The list of all courses, with search and filters.")
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("catalog")
        verbose_name_plural = _("catalogs")


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
    prerequisites = RichTextField(_("prerequisites"), blank=True, features=SHORT_RICH_TEXT)
    goals = ParentalManyToManyField(
        "courses.SustainableDevelopmentGoal", verbose_name=_("Sustainable Development Goals"), blank=True
    )
    minimum_quiz_score = models.PositiveSmallIntegerField(
        _("minimum quiz score in percent"),
        default=0,
        help_text=_(
            "The average of the best attempts that completing the course asks for. Zero: passing each quiz is enough."
        ),
    )
    tags = ClusterTaggableManager(through=CourseTag, blank=True, verbose_name=_("tags"))

    template = "courses/catalogue/course_page.html"
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
        MultiFieldPanel([FieldPanel("minimum_quiz_score")], _("Completion")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("searchable_text", boost=2),
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minimum_quiz_score__lte=100), name="course_minimum_quiz_score_is_percent"
            )
        ]

    @property
    def searchable_text(self) -> str:
        """Title, lead, outcomes, tags and description in the form that search compares (see `rules.fold`)."""
        description = self.description.stream_block.get_searchable_content(self.description)
        tags = [tag.name for tag in self.tags.all()]
        return fold("\n".join([self.title, self.lead, *self.outcome_texts, *tags, *description]))

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


def place_below(page: Page, slug: str) -> Page:
    """The page moved one step down, so that Wagtail makes the address: quoted, and with the slashes of the site."""
    place = copy(page)
    place.url_path = f"{page.url_path}{slug}/"
    return place


class PartOfCourse(models.Model):
    """A page below a course. Where it is not translated, readers of another language meet it below the course's page
    in their own: `shown_below` is that page, and the address is below it. The interface stays in their language."""

    shown_below: CoursePage | None = None

    class Meta:
        abstract = True

    @property
    def course_page(self) -> Page:
        """The page of the course below which it is read."""
        return self.shown_below or self.get_parent()  # type: ignore[attr-defined]

    @property
    def pages_above(self) -> list[Page]:
        """The way to it: the catalog and the course."""
        return [self.course_page.get_parent(), self.course_page]

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        if self.shown_below is None:
            return super().get_url_parts(request)  # type: ignore[misc]
        return place_below(self.shown_below, self.slug).get_url_parts(request)  # type: ignore[attr-defined]

    @cached_property
    def draft_above(self) -> Page | None:
        """The page above it that is not published and so hides it: Wagtail leaves what is below such a page live."""
        return self.get_ancestors().filter(live=False).last() if self.pk else None  # type: ignore[attr-defined]

    @property
    def notes(self) -> list[str]:
        """What its editors are told while it is hidden."""
        draft = self.draft_above if self.live else None  # type: ignore[attr-defined]
        if draft is None:
            return []
        note = gettext("Only editors can see this page: it is published, but “%(page)s” above it is not.")
        return [note % {"page": draft}]


class ModulePage(SourceLanguageFirst, PartOfCourse, Page):
    """One step of a course: a text to read and activities to do."""

    objectives = StreamField(
        [("objective", CharBlock(label=_("Objective"), icon="tick", max_length=300))],
        verbose_name=_("objectives"),
        blank=True,
        help_text=_("What one can do after this module, one line each."),
    )
    body = ActivityStreamField(verbose_name=_("text and activities"), blank=True)
    workload_minutes = models.PositiveIntegerField(
        _("workload in minutes"), default=60, help_text=_("Reading and activities together.")
    )
    required = models.BooleanField(
        _("required"), default=True, help_text=_("Must be completed to complete the course.")
    )

    template = "courses/catalogue/module_page.html"
    preview_modes = [*Page.DEFAULT_PREVIEW_MODES, ("learner", _("As a learner who begins"))]
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []
    page_description = _("One module: a text with pictures, facts and quizzes.")
    content_panels = [
        NotesPanel(),
        *Page.content_panels,
        FieldPanel("objectives"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("workload_minutes"), FieldPanel("required")], _("Place in the course")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def get_sitemap_urls(self, request: Any = None) -> list[dict[str, Any]]:
        """None: modules are for those who are enrolled."""
        return []

    @property
    def sections(self) -> list[Any]:
        """The heading blocks, for the menu of the page."""
        return list(self.body.blocks_by_name("heading"))

    @property
    def reading_minutes(self) -> int:
        """How long the text alone takes, without its activities."""
        return reading_minutes("\n".join(self.body.stream_block.get_searchable_content(self.body)))

    @property
    def hours(self) -> int | float:
        return hours(self.workload_minutes)


class CohortPage(PartOfCourse, Page):
    """The address and public text of one cohort; dates and seats are in the record it points to."""

    cohort = models.ForeignKey(
        "courses.Cohort", verbose_name=_("cohort"), on_delete=models.PROTECT, related_name="pages"
    )
    body = ContentStreamField(verbose_name=_("text"), blank=True)

    template = "courses/catalogue/cohort_page.html"
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []
    page_description = _("The public page of one cohort. Make the cohort first, in the menu Training.")
    content_panels = [NotesPanel(), *Page.content_panels, FieldPanel("cohort"), FieldPanel("body")]
    base_form_class = CohortPageForm
    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("cohort page")
        verbose_name_plural = _("cohort pages")

    def get_sitemap_urls(self, request: Any = None) -> list[dict[str, Any]]:
        """None while it is hidden."""
        urls: list[dict[str, Any]] = super().get_sitemap_urls(request)
        return [] if self.draft_above else urls
