"""What every desk of the admin menu Training is made of; other apps build theirs of the same."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import ProtectedError
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.coreutils import multigetattr
from wagtail.permission_policies import ModelPermissionPolicy

from .calendars import written_date, zoned_moment
from .decisions import Refused


@dataclass(frozen=True)
class HistoryLine:
    """A line of a record's history, drawn by `courses/components/history.html`; `at` is aware, nobody is the system."""

    at: datetime
    what: str
    who: Any
    why: str


class LimitedPolicy(ModelPermissionPolicy):
    """Only the named acts are ever open, to those who have their permission; the others to nobody."""

    def __init__(self, model: type[models.Model], acts: Collection[str]) -> None:
        super().__init__(model)
        self.acts = acts

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.acts and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class KeepUsedDeleteView(DeleteView):
    """What is in use is not deleted; the editor reads so instead of an error page."""

    http_method_names = ["get", "head", "options", "post"]  # Django's own DELETE asks and logs nothing

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().post(request, *args, **kwargs)
        except ProtectedError:
            text = gettext("“%(name)s” is in use and cannot be deleted.") % {"name": self.object}
            messages.error(request, text)
            return redirect(self.index_url_name)


class ActView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Asks what an act needs to know, does it, and goes back to the record it is about.

    A subclass finds that record and does the act; its template fills the block `about` of `courses/admin/act.html`.
    """

    record_url_name: str
    explanation: Any
    submit_label: Any
    done_message: Any

    def find_record(self) -> Any:
        """The record that the address names, or `Http404`."""
        raise NotImplementedError

    def act(self, data: dict[str, Any]) -> Any:
        """Do it with what was typed; the record to go back to. Raises `Refused`."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.record = self.find_record()
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.record = self.act(form.cleaned_data)
        except Refused as refusal:
            messages.error(self.request, refusal.text)
        else:
            messages.success(self.request, self.done_message)
        return redirect(self.record_url)

    @property
    def record_url(self) -> str:
        return reverse(self.record_url_name, args=[self.record.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        texts = {"explanation": self.explanation, "submit_label": self.submit_label}
        return super().get_context_data(**kwargs) | texts | {"record": self.record, "record_url": self.record_url}


def inert(value: Any) -> Any:
    """What a spreadsheet does not take for a formula."""
    typed = "" if isinstance(value, int | float) else str(value)
    return f"'{typed}" if typed.startswith(("=", "+", "-", "@", "\t", "\r")) else value


class InertSpreadsheet(SpreadsheetExportMixin):
    """What a person typed never runs as a formula in a spreadsheet (OWASP: CSV injection)."""

    def write_csv_row(self, writer: Any, row_dict: dict[str, Any]) -> Any:
        safe = {key: inert(value) for key, value in row_dict.items()}
        return super().write_csv_row(writer, safe)

    def get_heading(self, queryset: Any, field: str) -> Any:
        return inert(super().get_heading(queryset, field))


class RelatedIndexView(InertSpreadsheet, IndexView):
    """A list that reads what its columns show of other rows in the same query, and is moved on a narrow screen."""

    list_related: Collection[str] = ()

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related(*self.list_related)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {"media": context["media"] + Media(css={"all": ["courses/admin/lists.css"]})}


class DayColumn(Column):
    """A day as people write it; a spreadsheet gets the day itself."""

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"value": self.written(context["value"], instance) if context["value"] else ""}

    def written(self, day: Any, instance: Any) -> str:
        return written_date(day)


class MomentColumn(DayColumn):
    """A moment on the clock of the row, its zone named; `zone` leads to the name of that zone."""

    def __init__(self, name: str, *, zone: str, **options: Any) -> None:
        super().__init__(name, **options)
        self.zone = zone

    def written(self, moment: datetime, instance: Any) -> str:
        return zoned_moment(moment, multigetattr(instance, self.zone))


class TrainingViewSet(ModelViewSet):
    """A desk in the menu Training. `list_related` names the relations that the list's columns show."""

    list_related: Collection[str] = ()
    index_view_class = RelatedIndexView
    delete_view_class = KeepUsedDeleteView
    menu_hook = "register_training_menu_item"
    add_to_admin_menu = True
    copy_view_enabled = False

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(list_related=self.list_related, **kwargs)
