"""The desk of enrollments: the roster of every cohort."""

from operator import attrgetter
from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ModelMultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets import BooleanRadioSelect

from courses.desk import HistoryLine, MomentColumn, TrainingViewSet
from courses.enrollment.models import Cohort, Enrollment, OpeningEvent
from courses.enrollment.states import OpeningAct


class EnrollmentInspectView(InspectView):
    """One enrollment: who, in what, how far, and its log."""

    template_name = "courses/admin/enrollment_inspect.html"

    def get_object(self, queryset: Any = None) -> Enrollment:
        related = ("learner__learner_profile", "cohort__course", "progress__policy", "participation", "completion")
        return get_object_or_404(Enrollment.objects.select_related(*related), pk=unquote(str(self.pk)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = self.object.events.select_related("by")
        lines = [HistoryLine(event.at, event.get_after_display(), event.by, event.reason) for event in events]
        lines += [_opening_line(event) for event in self.object.opening_events.select_related("by", "module")]
        learner = self.object.learner
        return super().get_context_data(**kwargs) | {
            "email": getattr(learner, learner.get_email_field_name()),
            "profile": getattr(learner, "learner_profile", None),
            "history": sorted(lines, key=attrgetter("at")),
        }


def _opening_line(event: OpeningEvent) -> HistoryLine:
    texts = {
        OpeningAct.OPENED: gettext("“%(module)s” opened by staff"),
        OpeningAct.TAKEN_BACK: gettext("Opening of “%(module)s” taken back"),
    }
    return HistoryLine(event.at, texts[OpeningAct(event.act)] % {"module": event.module}, event.by, event.reason)


class CohortFilter(ModelMultipleChoiceFilter):
    """Cohorts by the name of their course, since many are called “Autumn”."""

    class Field(ModelMultipleChoiceFilter.field_class):
        def label_from_instance(self, cohort: Cohort) -> str:
            return f"{cohort.course}: {cohort}"

    field_class = Field


class EnrollmentFilters(WagtailFilterSet):
    cohort = CohortFilter(label=_("Cohort"), queryset=Cohort.objects.select_related("course"))
    completed = BooleanFilter("completion", "isnull", exclude=True, label=_("Completed"), widget=BooleanRadioSelect)

    class Meta:
        model = Enrollment
        fields = ["cohort", "state", "enrolled_at"]


class EnrollmentViewSet(TrainingViewSet):
    model = Enrollment
    name = "enrollments"
    url_prefix = "training/enrollments"
    icon = "clipboard-list"
    menu_label = _("Enrollments")
    menu_order = 30
    inspect_view_enabled = True
    inspect_view_class = EnrollmentInspectView
    form_fields: list[str] = []
    list_display = [
        "learner",
        Column("course", label=_("Course"), accessor="cohort.course"),
        "cohort",
        "state",
        MomentColumn("enrolled_at", zone="cohort.time_zone", label=_("Enrolled"), sort_key="enrolled_at"),
        Column("progress", label=_("Modules")),
        MomentColumn("completed", zone="cohort.time_zone", label=_("Completed"), accessor="completion.completed_at"),
    ]
    list_related = ["learner", "cohort__course", "progress", "completion"]
    filterset_class = EnrollmentFilters
    search_fields = [f"learner__{get_user_model().get_email_field_name()}", "learner__learner_profile__name_of_record"]
    list_export = ["learner", "cohort.course", "cohort", "state", "enrolled_at"]
