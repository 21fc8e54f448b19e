"""The center's public face."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page, PagePermissionTester
from wagtail.search import index

from home.fields import PageStreamField


class HomePagePermissions(PagePermissionTester):
    """The whole site stands below this page: those who run the site delete it, no editor."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return bool(self.user.is_superuser and super().can_delete(ignore_bulk))


class HomePage(Page):
    """The first page of one language."""

    lead = models.TextField(_("lead"), max_length=500, blank=True, help_text=_("What this place is and for whom."))
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
    body: Any = PageStreamField(verbose_name=_("text"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.StandardPage", "courses.CatalogPage"]
    page_description = _("The first page of the site.")
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], _("Picture")),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def permissions_for_user(self, user: Any) -> HomePagePermissions:
        return HomePagePermissions(user, self)


class StandardPage(Page):
    """A page of text: about us, privacy, how certificates are checked."""

    lead = models.TextField(_("lead"), max_length=500, blank=True)
    body: Any = PageStreamField(verbose_name=_("text"), blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("A page of text, for example about us.")
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
