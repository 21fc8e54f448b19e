"""The list of all courses. Pages describe; the records beside them run."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from courses.catalogue.blocks import INLINE_TEXT


class CatalogPage(Page):
    """The list of courses with its filters."""

    intro = RichTextField(_("introduction"), blank=True, features=INLINE_TEXT)

    template = "courses/catalogue/catalog_page.html"
    subpage_types = ["courses.CoursePage"]
    max_count_per_parent = 1
    page_description = _("The list of all courses, with search and filters.")
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("catalog")
        verbose_name_plural = _("catalogs")
