"""What stands below a course: its modules, and the pages of its cohorts."""

from copy import copy
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from courses.catalogue.fields import ActivityStreamField, ContentStreamField
from courses.catalogue.rules import hours, reading_minutes
from courses.panels import CohortPageForm, NotesPanel

from .course import ON_PAPER, CoursePage, SourceLanguageFirst


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
    preview_modes = [*Page.DEFAULT_PREVIEW_MODES, ("learner", _("As a learner who begins")), ON_PAPER]
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
