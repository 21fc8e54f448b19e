"""The gradebook of a cohort, and the list of gradebooks."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from courses.desk import DayColumn, InertSpreadsheet, RelatedIndexView, inert
from courses.enrollment.models import Cohort
from courses.results.forms import GradebookForm
from courses.results.queries import (
    GradebookQuery,
    PlacedModule,
    Row,
    course_outline,
    gradebook_page,
    gradebook_rows,
    open_cohorts,
    shown_modules,
)
from courses.results.states import ActivityState

from .desk import POLICY, ResultsPage


class GradebooksView(RelatedIndexView):
    """The cohorts whose results are open to this person."""

    model = Cohort
    permission_policy = POLICY
    any_permission_required = ["view"]
    page_title = _("Gradebooks")
    header_icon = "table"
    default_ordering = "-starts_on"
    search_fields = ["title"]
    list_related = ["course"]
    columns = [
        TitleColumn("title", label=_("Cohort"), url_name="gradebooks:cohort", sort_key="title"),
        Column("course", label=_("Course")),
        DayColumn("starts_on", label=_("First day"), sort_key="starts_on"),
        DayColumn("ends_on", label=_("Last day"), sort_key="ends_on"),
        Column("seats_taken", label=_("Seats taken"), sort_key="seats_taken"),
    ]

    def get_base_queryset(self) -> Any:
        return open_cohorts(self.request.user)


class GradebookView(InertSpreadsheet, ResultsPage, TemplateView):
    """Learners and activities. A spreadsheet has all learners that were asked for, read and written in parts."""

    page_title = _("Gradebook")
    template_name = "courses/admin/gradebook.html"
    facts = {
        "name": _("Name"),
        "address": _("E-mail address"),
        "state": _("State"),
        "done": _("Modules completed"),
        "required": _("Modules required"),
        "last_activity": _("Last activity"),
    }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.form = GradebookForm(request.GET, outline=self.outline)
        if self.is_export:
            rows = gradebook_rows(self.cohort, self.shown, self.asked)
            return self.as_spreadsheet(rows, request.GET["export"])
        return super().get(request, *args, **kwargs)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        picture = reverse("gradebooks:picture", args=[self.cohort.pk])
        return [HeaderButton(_("Progress"), picture, icon_name="view")]

    @cached_property
    def outline(self) -> list[PlacedModule]:
        return course_outline(self.cohort.course_id)

    @cached_property
    def asked(self) -> GradebookQuery:
        return self.form.query()

    @cached_property
    def shown(self) -> list[PlacedModule]:
        return shown_modules(self.outline, self.asked)

    def get_page_subtitle(self) -> str:
        return str(self.cohort)

    def way(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = gradebook_page(self.cohort, self.outline, self.asked)
        return super().get_context_data(**kwargs) | {"form": self.form, "cohort": self.cohort, "page": page}

    @cached_property
    def headings(self) -> dict[str, str]:
        """The columns of a spreadsheet by name: an activity may stand in two modules, and be called like another."""
        activities = {
            f"{placed.module.key}/{one.block_id}": f"{placed.module.title}: {one.title}"
            for placed in self.shown
            for one in placed.activities
        }
        return {name: str(label) for name, label in self.facts.items()} | activities

    @property
    def list_export(self) -> list[str]:
        return list(self.headings)

    def get_heading(self, queryset: Any, field: str) -> str:
        return inert(self.headings[field])

    def get_filename(self) -> str:
        return f"gradebook-{self.cohort.pk}"

    def to_row_dict(self, item: Row) -> dict[str, Any]:
        return dict(zip(self.headings, self._exported(item), strict=True))

    def _exported(self, row: Row) -> Iterator[Any]:
        progress, learner = row.progress, row.progress.enrollment.learner
        yield from (row.name, getattr(learner, learner.get_email_field_name()), row.state.label)
        yield from (progress.done, progress.required, progress.last_activity_at or "")
        for cell in row.cells:
            yield cell.percent if cell.percent is not None else _WRITTEN[cell.state]()


_WRITTEN = {
    ActivityState.DONE: lambda: gettext("Done"),
    ActivityState.BEGUN: lambda: gettext("Begun"),
    ActivityState.OPEN: lambda: "",
}
