"""The registrar's desk: cohorts and their rosters."""

from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, InspectView
from wagtail.admin.widgets.button import HeaderButton

from courses.catalogue.models import Course
from courses.desk import HistoryLine, TrainingViewSet

from .forms import CohortForm
from .models import Cohort, Enrollment


class AddCohortView(CreateView):
    """With `?course=<key>` in the address the course is chosen already."""

    def get_initial(self) -> dict[str, Any]:
        initial = super().get_initial()
        try:
            course = Course.objects.filter(pk=UUID(self.request.GET.get("course", ""))).first()
        except ValueError:
            course = None
        return {**initial, "course": course} if course else initial


class CohortInspectView(InspectView):
    """One cohort, with the way to its roster."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        roster = f"{reverse('enrollments:index')}?cohort={self.object.pk}"
        return [HeaderButton(_("Roster"), roster, icon_name="user")]


class SeatsColumn(Column):
    """Taken of offered seats."""

    def get_value(self, instance: Cohort) -> str:
        return f"{instance.seats_taken} / {instance.seats if instance.seats is not None else '∞'}"


class CohortViewSet(TrainingViewSet):
    model = Cohort
    name = "cohorts"
    url_prefix = "training/cohorts"
    icon = "group"
    menu_label = _("Cohorts")
    menu_order = 10
    add_view_class = AddCohortView
    inspect_view_class = CohortInspectView
    inspect_view_enabled = True
    list_display = [
        "title",
        "course",
        "starts_on",
        "ends_on",
        "enrollment_closes_at",
        SeatsColumn("seats", label=_("Seats taken")),
    ]
    list_related = ["course"]
    list_filter = ["course", "starts_on"]
    search_fields = ["title"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("course"), FieldPanel("title"), FieldPanel("public_page")], _("Cohort")),
            MultiFieldPanel(
                [FieldPanel("time_zone"), FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])], _("Dates")
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("enrollment_opens_at"), FieldPanel("enrollment_closes_at")]),
                    FieldPanel("seats"),
                ],
                _("Enrollment"),
            ),
        ],
        base_form_class=CohortForm,
    )


class EnrollmentInspectView(InspectView):
    """One enrollment with its log."""

    template_name = "courses/admin/enrollment_inspect.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = self.object.events.select_related("by")
        lines = [HistoryLine(event.at, event.get_after_display(), event.by, event.reason) for event in events]
        return super().get_context_data(**kwargs) | {"history": lines}


class EnrollmentViewSet(TrainingViewSet):
    model = Enrollment
    name = "enrollments"
    url_prefix = "training/enrollments"
    icon = "user"
    menu_label = _("Enrollments")
    menu_order = 20
    inspect_view_enabled = True
    inspect_view_class = EnrollmentInspectView
    inspect_view_fields = ["learner", "cohort", "state", "enrolled_at"]
    form_fields: list[str] = []
    list_display = ["learner", "cohort", "state", "enrolled_at", Column("progress", label=_("Modules"))]
    list_related = ["learner", "cohort", "progress"]
    list_filter = ["cohort", "state", "enrolled_at"]
    search_fields = [f"learner__{get_user_model().EMAIL_FIELD}", "learner__learner_profile__name_of_record"]
    list_export = ["learner", "cohort", "state", "enrolled_at"]
