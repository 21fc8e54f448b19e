"""The desk for cities, organizations, people and learners' names."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from .models import City, LearnerProfile, Organization, Person


class OrganizationViewSet(ModelViewSet):
    model = Organization
    name = "organizations"
    url_prefix = "training/organizations"
    icon = "site"
    menu_label = _("Organizations")
    menu_hook = "register_training_menu_item"
    menu_order = 40
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
