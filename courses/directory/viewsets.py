"""The desk for cities, organizations, people and learners' names."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from courses.desk import TrainingViewSet

from .models import City, LearnerProfile, Organization, Person


class OrganizationViewSet(TrainingViewSet):
    model = Organization
    name = "organizations"
    url_prefix = "training/organizations"
    icon = "organization"
    menu_label = _("Organizations")
    menu_order = 90
    list_display = ["name", "kind", "city"]
    list_related = ["city"]
    list_filter = ["kind"]


class PersonViewSet(TrainingViewSet):
    model = Person
    name = "people"
    url_prefix = "training/people"
    icon = "group"
    menu_label = _("People")
    menu_order = 80
    list_display = ["name", "position", "organization"]
    list_related = ["organization"]


class CityViewSet(TrainingViewSet):
    model = City
    name = "cities"
    url_prefix = "training/cities"
    icon = "city"
    menu_label = _("Cities")
    menu_order = 100
    list_display = ["name", "country"]


class LearnerProfileViewSet(TrainingViewSet):
    model = LearnerProfile
    name = "learner_profiles"
    url_prefix = "training/learners"
    icon = "user"
    menu_label = _("Learners")
    menu_order = 40
    list_display = ["name_of_record", "name_latin", "user"]
    list_related = ["user"]
    search_fields = ["name_of_record", "name_latin", f"user__{get_user_model().get_email_field_name()}"]
