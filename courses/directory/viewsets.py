"""The desk for cities, organizations, people and learners' names."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from .models import City, LearnerProfile, Organization, Person


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

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().post(request, *args, **kwargs)
        except ProtectedError:
            text = translate("“%(name)s” is in use and cannot be deleted.") % {"name": self.object}
            messages.error(request, text)
            return redirect(self.index_url_name)


def _inert(value: Any) -> Any:
    typed = "" if isinstance(value, int | float) else str(value)
    return f"'{typed}" if typed.startswith(("=", "+", "-", "@", "\t", "\r")) else value


class RelatedIndexView(IndexView):
    """A list that reads what its columns show of other rows in the same query."""

    list_related: Collection[str] = ()

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related(*self.list_related)

    def write_csv_row(self, writer: Any, row_dict: dict[str, Any]) -> Any:
        """What a person typed never runs as a formula in a spreadsheet (OWASP: CSV injection)."""
        safe = {key: _inert(value) for key, value in row_dict.items()}
        return super().write_csv_row(writer, safe)


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


class OrganizationViewSet(TrainingViewSet):
    model = Organization
    name = "organizations"
    url_prefix = "training/organizations"
    icon = "site"
    menu_label = _("Organizations")
    menu_order = 40
    list_display = ["name", "kind", "city"]
    list_related = ["city"]
    list_filter = ["kind"]


class PersonViewSet(TrainingViewSet):
    model = Person
    name = "people"
    url_prefix = "training/people"
    icon = "user"
    menu_label = _("People")
    menu_order = 50
    list_display = ["name", "position", "organization"]
    list_related = ["organization"]


class CityViewSet(TrainingViewSet):
    model = City
    name = "cities"
    url_prefix = "training/cities"
    icon = "globe"
    menu_label = _("Cities")
    menu_order = 60
    list_display = ["name", "country"]


class LearnerProfileViewSet(TrainingViewSet):
    model = LearnerProfile
    name = "learner_profiles"
    url_prefix = "training/learners"
    icon = "clipboard-list"
    menu_label = _("Names of learners")
    menu_order = 30
    list_display = ["name_of_record", "name_latin", "user"]
    list_related = ["user"]
    search_fields = ["name_of_record", "name_latin"]
