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
from wagtail.admin.views.generic import DeleteView
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


class OrganizationViewSet(ModelViewSet):
    model = Organization
    name = "organizations"
    url_prefix = "training/organizations"
    icon = "site"
    menu_label = _("Organizations")
    menu_hook = "register_training_menu_item"
    menu_order = 40
    delete_view_class = KeepUsedDeleteView
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "kind", "city"]
    list_filter = ["kind"]


class PersonViewSet(ModelViewSet):
    model = Person
    name = "people"
    url_prefix = "training/people"
    icon = "user"
    menu_label = _("People")
    menu_hook = "register_training_menu_item"
    menu_order = 50
    delete_view_class = KeepUsedDeleteView
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "position", "organization"]


class CityViewSet(ModelViewSet):
    model = City
    name = "cities"
    url_prefix = "training/cities"
    icon = "globe"
    menu_label = _("Cities")
    menu_hook = "register_training_menu_item"
    menu_order = 60
    delete_view_class = KeepUsedDeleteView
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "country"]


class LearnerProfileViewSet(ModelViewSet):
    model = LearnerProfile
    name = "learner_profiles"
    url_prefix = "training/learners"
    icon = "clipboard-list"
    menu_label = _("Names of learners")
    menu_hook = "register_training_menu_item"
    menu_order = 30
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name_of_record", "name_latin", "user"]
    list_select_related = ["user"]
    search_fields = ["name_of_record", "name_latin"]
