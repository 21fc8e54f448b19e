"""The desk of sessions: their list, their form and the roster of each."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, TitleColumn
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from courses.calendars import written_number
from courses.desk import ActView, HistoryLine, LimitedPolicy, MomentColumn, RelatedIndexView, TrainingViewSet
from courses.enrollment.models import Cohort

from .forms import RosterForm, SessionForm
from .models import Attendance, AttendanceEvent, Session
from .queries import presences, roster
from .services import record_attendance
from .states import Presence


def sessions_url(cohort: Cohort) -> str:
    """The list of the cohort's sessions."""
    return f"{reverse('sessions:index')}?cohort={cohort.pk}"


def session_buttons(cohort: Cohort, user: Any) -> list[HeaderButton]:
    """The way from a cohort's page to its sessions, for who may see them."""
    if not user.has_perm("courses.view_session"):
        return []
    return [HeaderButton(_("Sessions"), sessions_url(cohort), icon_name="date")]


class AddSessionView(CreateView):
    """With `?cohort=<key>` in the address the cohort is chosen already."""

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "cohort": self.request.GET.get("cohort", "")}

    def get_success_url(self) -> str:
        return sessions_url(self.object.cohort)


class TopicColumn(ButtonsColumnMixin, TitleColumn):
    """The topic leads to the roster; below it stand the other acts."""

    def __init__(self, *, acts: Any) -> None:
        super().__init__("topic", label=_("Topic"), url_name="rosters:roster", sort_key="topic")
        self.acts = acts

    def get_buttons(self, instance: Session, parent_context: Any) -> list[Any]:
        return self.acts(instance)


class AttendanceColumn(Column):
    """How many were present of those who were marked."""

    def get_value(self, instance: Any) -> str:
        if not instance.marked:
            return "—"
        return f"{written_number(instance.present)} / {written_number(instance.marked)}"


class SessionIndexView(RelatedIndexView):
    @cached_property
    def columns(self) -> list[Any]:
        return [TopicColumn(acts=self.get_list_buttons), *super().columns[1:]]

    def get_base_queryset(self) -> Any:
        present = Count("attendances", filter=Q(attendances__presence=Presence.PRESENT))
        return super().get_base_queryset().annotate(marked=Count("attendances"), present=present)

    def get_list_more_buttons(self, instance: Session) -> list[Any]:
        people = Button(_("Attendance"), reverse("rosters:roster", args=[instance.pk]), icon_name="check", priority=5)
        return [people, *super().get_list_more_buttons(instance)]


class SessionViewSet(TrainingViewSet):
    model = Session
    name = "sessions"
    url_prefix = "training/sessions"
    icon = "date"
    menu_label = _("Sessions")
    menu_order = 25
    add_view_class = AddSessionView
    index_view_class = SessionIndexView
    list_display = [
        "topic",
        Column("course", label=_("Course"), accessor="cohort.course"),
        "cohort",
        MomentColumn("starts_at", zone="cohort.time_zone", label=_("Begins"), sort_key="starts_at"),
        Column("minutes", label=_("Minutes")),
        AttendanceColumn("present", label=_("Present")),
    ]
    list_related = ["cohort__course"]
    list_filter = ["cohort", "starts_at"]
    search_fields = ["topic"]
    ordering = "-starts_at"
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("cohort"), FieldPanel("topic"), FieldPanel("facilitator")], _("Session")),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("minutes")], _("Time")),
            MultiFieldPanel([FieldPanel("place"), FieldPanel("link")], _("Where")),
        ],
        base_form_class=SessionForm,
    )


class RosterView(ActView):
    """Who came to a session, on a screen that is read and ticked in the room."""

    permission_policy = LimitedPolicy(Attendance, {"change"})
    permission_required = "change"
    form_class = RosterForm
    template_name = "courses/admin/roster.html"
    record_url_name = "rosters:roster"
    page_title = _("Attendance")
    header_icon = "date"
    explanation = _("Mark who came. Minutes of the session are credited to those who were present.")
    submit_label = _("Save")
    done_message = _("The attendance is saved.")

    def find_record(self) -> Session:
        sessions = Session.objects.select_related("cohort__course")
        return get_object_or_404(sessions, pk=self.kwargs["session_id"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        sessions = {"url": sessions_url(self.record.cohort), "label": gettext("Sessions")}
        return [*super().get_breadcrumbs_items(), sessions, {"url": "", "label": str(self.record)}]

    def get_form_kwargs(self) -> dict[str, Any]:
        people = list(roster(self.record))
        return super().get_form_kwargs() | {"people": people, "presences": presences(self.record)}

    def form_valid(self, form: RosterForm) -> Any:
        self.form = form
        return super().form_valid(form)

    def act(self, data: dict[str, Any]) -> Session:
        marks = self.form.marks
        if self.request.POST.get("others") == Presence.ABSENT:
            marks |= dict.fromkeys(self.form.unmarked, Presence.ABSENT)
        record_attendance(session=self.record, marks=marks, by=self.request.user, reason=data["reason"])
        return self.record

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "begun": self.record.starts_at <= timezone.now(),
            "sessions_url": sessions_url(self.record.cohort),
            "history": list(self.history()),
        }

    def history(self) -> Iterable[HistoryLine]:
        """Corrections, the newest first."""
        events = AttendanceEvent.objects.filter(attendance__session=self.record).exclude(before="")
        for event in events.select_related("by", "attendance__enrollment__learner").order_by("-pk"):
            what = f"{event.attendance.enrollment.learner}: {event.get_before_display()} → {event.get_after_display()}"
            yield HistoryLine(event.at, what, event.by, event.reason)


class RosterViewSet(ViewSet):
    name = "rosters"
    url_prefix = "training/rosters"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("<int:session_id>/", RosterView.as_view(), name="roster")]
