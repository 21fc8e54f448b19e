"""The editor's desk for scenarios, with a picture of where the choices lead."""

from functools import cached_property
from typing import Any

from django.forms import Media
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.panels import NotesPanel

from .forms import ScenarioForm
from .models import Scenario


class PicturePanel(Panel):
    """The ways through the scenario as it was saved last, as a picture and as a list."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/admin/scenario_picture.html"

        @cached_property
        def played(self) -> dict[str, Any]:
            return self.instance.as_played()

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk and self.instance.nodes)

        @property
        def media(self) -> Media:
            sheets = ["courses/css/scenario_picture.css", "courses/admin/scenarios.css"]
            return super().media + Media(css={"all": sheets})


class ScenarioViewSet(SnippetViewSet):
    model = Scenario
    icon = "redirect"
    menu_label = _("Scenarios")
    menu_hook = "register_training_menu_item"
    menu_order = 55
    add_to_admin_menu = True
    copy_view_enabled = True
    list_display = ["title", UpdatedAtColumn()]
    edit_handler = ObjectList(
        [
            NotesPanel(),
            FieldPanel("title"),
            FieldPanel("introduction"),
            FieldPanel("scores"),
            FieldPanel("shows_scores"),
            FieldPanel("nodes"),
            FieldPanel("endings"),
            FieldPanel("debrief"),
            PicturePanel(heading=_("Picture of the ways")),
        ],
        base_form_class=ScenarioForm,
    )
