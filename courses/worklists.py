"""Lists of what waits for somebody. Each is a report; its number stands on the first page of the admin and opens it.

An app adds its own through the Wagtail hook `register_worklists`: a function that returns classes of `Worklist`.
"""

from itertools import chain
from typing import Any

from django.db.models import QuerySet, TextChoices
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component, MediaContainer
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.base import ViewSet

from .desk import InertSpreadsheet

MOST_DIGITS = 18  # of a key that every database can hold


class Desk(TextChoices):
    """Whose work it is: each has a panel of its own."""

    CONTENT = "content", _("Content")
    LEARNERS = "learners", _("Cohorts and learners")


class Worklist(InertSpreadsheet, ReportView):
    """One list. It is open to those who have one of the permissions `any_permission_required` on `model`.

    A subclass names itself in the address (`slug`), says what is in it (`explanation`) and gives its rows, which its
    `columns` show on the page and in the spreadsheet.
    """

    slug: str
    desk: Desk
    explanation: Any
    template_name = "courses/admin/worklist.html"
    breadcrumbs_items = [
        *ReportView.breadcrumbs_items,
        {"url": reverse_lazy("worklists:index"), "label": _("To do")},
    ]
    no_results_message = _("Nothing is waiting here.")

    def waiting(self, user: Any) -> Any:
        """The rows for this person: a queryset or a list, in order."""
        raise NotImplementedError

    def get_base_queryset(self) -> Any:
        return self.waiting(self.request.user)

    def get_filename(self) -> str:
        return self.slug

    @cached_property
    def list_export(self) -> dict[str, Any]:
        """The columns by name."""
        return {column.name: column for column in self.columns}

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(self.list_export[field].label)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: column.get_value(item) for name, column in self.list_export.items()}

    @property
    def is_open(self) -> bool:
        """Whether the person of the request may see the list."""
        return self.user_has_any_permission(self.any_permission_required)

    @cached_property
    def number(self) -> int:
        """How many rows the list has for the person of the request."""
        rows = self.get_base_queryset()
        return rows.count() if isinstance(rows, QuerySet) else len(rows)

    @property
    def url(self) -> str:
        return reverse(f"worklists:{self.slug}")


class CohortWorklist(Worklist):
    """A list that can be narrowed to one cohort: by `?cohort=<key>` in its address, or by `worklists_of_cohort`.

    A subclass gives no other rows while `cohort_key` is set.
    """

    cohort_key: int | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        typed = request.GET.get("cohort", "")
        is_key = typed.isdecimal() and len(typed) <= MOST_DIGITS
        self.cohort_key = int(typed) if is_key else None

    @property
    def url(self) -> str:
        return super().url if self.cohort_key is None else f"{super().url}?cohort={self.cohort_key}"


def _registered() -> list[type[Worklist]]:
    """All lists in order. Raises `ValueError` when two want one address."""
    by_slug: dict[str, type[Worklist]] = {}
    for worklist in chain.from_iterable(function() for function in hooks.get_hooks("register_worklists")):
        owner = by_slug.setdefault(worklist.slug, worklist)
        if owner is not worklist:
            raise ValueError(f"The slug {worklist.slug!r} belongs to {owner.__qualname__}.")
    return list(by_slug.values())


def open_worklists(request: HttpRequest) -> list[Worklist]:
    """The lists that the person of this request may see, without having read one."""
    worklists = [worklist() for worklist in _registered()]
    for worklist in worklists:
        worklist.setup(request)
    return [worklist for worklist in worklists if worklist.is_open]


def worklists_of_cohort(request: HttpRequest, cohort_key: int) -> list[CohortWorklist]:
    """The lists that the person of this request may see and that can be narrowed to a cohort, narrowed to this one."""
    worklists = [worklist for worklist in open_worklists(request) if isinstance(worklist, CohortWorklist)]
    for worklist in worklists:
        worklist.cohort_key = cohort_key
    return worklists


class WorklistPanel(Component):
    """The numbers of one desk (a query each)."""

    name = "worklists"
    order = 150  # before Wagtail's own panels
    template_name = "courses/admin/worklist_panel.html"

    def __init__(self, desk: Desk, worklists: list[Worklist]) -> None:
        self.desk, self.worklists = desk, worklists

    class Media:
        css = {"all": ["courses/admin/worklists.css"]}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"desk": self.desk, "worklists": self.worklists}


def worklist_panels(request: HttpRequest) -> list[WorklistPanel]:
    """A panel for each desk at which this person may see something."""
    worklists = open_worklists(request)
    by_desk = {desk: [worklist for worklist in worklists if worklist.desk == desk] for desk in Desk}
    return [WorklistPanel(desk, listed) for desk, listed in by_desk.items() if listed]


class WorklistsView(WagtailAdminTemplateMixin, TemplateView):
    """All lists that are open to a person, with their numbers."""

    page_title = _("To do")
    header_icon = "tasks"
    template_name = "courses/admin/worklists.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        panels = MediaContainer(worklist_panels(self.request))
        return super().get_context_data(**kwargs) | {"panels": panels, "media": panels.media}


class WorklistsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(open_worklists(request))


class WorklistsViewSet(ViewSet):
    name = "worklists"
    url_prefix = "training/reports"
    icon = "tasks"
    menu_label = _("To do")
    menu_order = 110
    menu_hook = "register_training_menu_item"
    menu_item_class = WorklistsMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        lists = [address for worklist in _registered() for address in self._addresses(worklist)]
        return [path("", WorklistsView.as_view(), name="index"), *lists]

    def _addresses(self, worklist: type[Worklist]) -> list[URLPattern]:
        slug = worklist.slug
        names = {"index_url_name": f"worklists:{slug}", "index_results_url_name": f"worklists:{slug}_results"}
        return [
            path(f"{slug}/", worklist.as_view(**names), name=slug),
            path(f"{slug}/results/", worklist.as_view(**names, results_only=True), name=f"{slug}_results"),
        ]
