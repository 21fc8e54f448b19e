"""The desk of cohorts: their list, their forms and the page of each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, Table, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, InspectView
from wagtail.admin.widgets.button import Button, HeaderButton

from courses.calendars import written_date, written_zone, zoned_moment
from courses.catalogue.models import CohortPage, Course, CoursePage
from courses.catalogue.queries import published
from courses.desk import DayColumn, MomentColumn, RelatedIndexView, TrainingViewSet
from courses.enrollment.forms import CohortForm
from courses.enrollment.models import Cohort
from courses.enrollment.queries import gather_facts
from courses.enrollment.rules import may_enroll
from courses.enrollment.services import EnrollmentRefused
from courses.enrollment.states import EnrollmentReason
from courses.worklists import worklists_of_cohort


class AddCohortView(CreateView):
    """With `?course=<key>` in the address the course is chosen already, and the time zone of its last cohort."""

    def get_initial(self) -> dict[str, Any]:
        initial = super().get_initial()
        try:
            course = Course.objects.filter(pk=UUID(self.request.GET.get("course", ""))).first()
        except ValueError:
            course = None
        if course is None:
            return initial
        last = course.cohorts.order_by("-pk").first()
        return {**initial, "course": course, **({"time_zone": last.time_zone} if last else {})}

    def get_success_message(self, instance: Cohort) -> str:
        created = super().get_success_message(instance)
        if live_page(instance):
            return created
        if instance.pages.exists():
            advice = gettext("Its public page is a draft, because the course is not published.")
        else:
            advice = gettext("It has no public page; to make one, edit it and tick “Make a public page”.")
        return f"{created} {advice}"

    def get_success_buttons(self) -> list[Any]:
        page = live_page(self.object)
        live = [messages.button(page.get_url(self.request), gettext("See it live"))] if page else []
        return [*live, *super().get_success_buttons()]


def add_cohort_url(course_key: UUID) -> str:
    """The form of a new cohort with its course chosen already."""
    return f"{reverse('cohorts:add')}?course={course_key}"


def offer_first_cohort(request: HttpRequest, page: CoursePage) -> None:
    """Where a published course has no cohort, the next step of those who may take it is one click away."""
    if not request.user.has_perm("courses.add_cohort"):
        return
    if not Cohort.objects.filter(course_id=page.translation_key).exists():
        button = messages.button(add_cohort_url(page.translation_key), gettext("Add a cohort"))
        messages.info(request, gettext("Nobody can enroll in this course yet: it has no cohort."), buttons=[button])


def people_url(cohort: Cohort) -> str:
    """The list of the cohort's enrollments."""
    return f"{reverse('enrollments:index')}?cohort={cohort.pk}"


def may_see_people(user: Any) -> bool:
    """Whether the lists of enrollments are open to somebody."""
    return bool(user.has_perm("courses.view_enrollment"))


def live_page(cohort: Cohort) -> Any:
    """The cohort's public page, if it can be read."""
    return published(cohort.pages.all()).first()


def registered_buttons(cohort: Cohort, user: Any) -> list[HeaderButton]:
    """What other concepts and plugins offer at the head of a cohort's pages.

    An app hooks a function to `register_cohort_buttons`. It is called as `function(cohort, user)` and returns a list of
    Wagtail's `HeaderButton`, empty for who may not use them.
    """
    return list(chain.from_iterable(offer(cohort, user) for offer in hooks.get_hooks("register_cohort_buttons")))


class CohortHeader:
    """At the head of a cohort's pages: the way to its people, to its public page and to what else belongs to it."""

    object: Cohort
    request: Any

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        page = live_page(self.object)
        live = [HeaderButton(_("See it live"), page.get_url(self.request), icon_name="view")] if page else []
        more = registered_buttons(self.object, self.request.user)
        if not may_see_people(self.request.user):
            return [*more, *live]
        return [HeaderButton(_("People"), people_url(self.object), icon_name="user"), *more, *live]


class CohortEditView(CohortHeader, EditView):
    """What the service refuses stands at the field that it is about, and nothing typed is lost.

    With `?public_page=on` in the address the public page is ticked already.
    """

    refused_fields = {
        EnrollmentReason.SEATS_BELOW_TAKEN: "seats",
        EnrollmentReason.COURSE_HAS_ENROLLMENTS: "course",
    }

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"public_page": "public_page" in self.request.GET}

    def form_valid(self, form: CohortForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except EnrollmentRefused as refusal:
            form.add_error(self.refused_fields[refusal.decision.reason], refusal.text)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


@dataclass(frozen=True)
class RosterNumber:
    """How many people of a cohort a list has that it opens; drawn like the number of a worklist."""

    page_title: Any
    number: int
    url: str
    header_icon: str


class CohortInspectView(CohortHeader, InspectView):
    """A cohort at a glance: how one gets in, how full it is, what waits in it, and who came last."""

    page_title = _("Cohort")
    template_name = "courses/admin/cohort_inspect.html"
    people_shown = 10
    roster_columns = [
        TitleColumn("learner", label=_("Learner"), url_name="enrollments:inspect"),
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("progress", label=_("Modules")),
        MomentColumn("completed", zone="cohort.time_zone", label=_("Completed"), accessor="completion.completed_at"),
    ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        address = self.get_edit_url()
        if not address:
            return super().header_buttons
        edit = HeaderButton(_("Edit"), address, icon_name="edit", priority=10)
        add_page = HeaderButton(_("Add a public page"), f"{address}?public_page=on", icon_name="doc-empty", priority=20)
        return [edit, *super().header_buttons, *([] if self.object.pages.exists() else [add_page])]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Without “Edit”, which is a button of its own."""
        return [button for button in super().header_more_buttons if button.url != self.get_edit_url()]

    def get_fields_context(self) -> list[dict[str, Any]]:
        return [field for field in super().get_fields_context() if field["value"]]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decision = may_enroll(gather_facts(self.object, None, timezone.now()))
        context = super().get_context_data(**kwargs) | {"decision": decision}
        return context | self.people() if may_see_people(self.request.user) else context

    def people(self) -> dict[str, Any]:
        """The numbers of the cohort's people, and those who enrolled last."""
        enrollments, address = self.object.enrollments, people_url(self.object)
        completed = enrollments.filter(completion__isnull=False).count()
        numbers = [
            RosterNumber(_("People"), enrollments.count(), address, "user"),
            RosterNumber(_("Completed"), completed, f"{address}&completed=true", "success"),
            *worklists_of_cohort(self.request, self.object.pk),
        ]
        rows = enrollments.select_related("learner", "progress", "completion")[: self.people_shown]
        return {"numbers": numbers, "roster": Table(self.roster_columns, rows), "people_url": address}

    def get_starts_on_display_value(self) -> str:
        return written_date(self.object.starts_on) if self.object.starts_on else ""

    def get_ends_on_display_value(self) -> str:
        return written_date(self.object.ends_on) if self.object.ends_on else ""

    def get_time_zone_display_value(self) -> str:
        return written_zone(self.object.time_zone)

    def get_enrollment_opens_at_display_value(self) -> str:
        return self.on_its_clock(self.object.enrollment_opens_at)

    def get_enrollment_closes_at_display_value(self) -> str:
        return self.on_its_clock(self.object.enrollment_closes_at)

    def on_its_clock(self, moment: datetime | None) -> str:
        return zoned_moment(moment, self.object.time_zone) if moment else ""


class CohortColumn(ButtonsColumnMixin, TitleColumn):
    """The title leads to the cohort's page, also for those who may edit it; `acts` gives the buttons below it."""

    def __init__(self, *, acts: Callable[[Cohort], list[Any]]) -> None:
        super().__init__("title", label=_("Title"), url_name="cohorts:inspect", sort_key="title")
        self.acts = acts

    def get_buttons(self, instance: Cohort, parent_context: Any) -> list[Any]:
        return self.acts(instance)


class CohortIndexView(RelatedIndexView):
    @cached_property
    def columns(self) -> list[Any]:
        return [CohortColumn(acts=self.get_list_buttons), *super().columns[1:]]

    def get_base_queryset(self) -> Any:
        pages = published(CohortPage.objects.all())
        return super().get_base_queryset().prefetch_related(Prefetch("pages", pages))

    def get_list_more_buttons(self, instance: Cohort) -> list[Any]:
        people = Button(_("People"), people_url(instance), icon_name="user", priority=5)
        live = [
            Button(_("See it live"), page.get_url(self.request), icon_name="view", priority=6)
            for page in instance.pages.all()[:1]
        ]
        return [people, *live, *super().get_list_more_buttons(instance)]


class PeopleColumn(Column):
    """Taken of offered seats, and the way to those who took them."""

    def get_value(self, instance: Cohort) -> str:
        taken = f"{instance.seats_taken} / {'∞' if instance.seats is None else instance.seats}"
        return format_html('<a href="{}" title="{}">{}</a>', people_url(instance), gettext("People"), taken)


class CohortViewSet(TrainingViewSet):
    model = Cohort
    name = "cohorts"
    url_prefix = "training/cohorts"
    icon = "calendar-alt"
    menu_label = _("Cohorts")
    menu_order = 20
    add_view_class = AddCohortView
    edit_view_class = CohortEditView
    index_view_class = CohortIndexView
    inspect_view_class = CohortInspectView
    inspect_view_enabled = True
    inspect_view_fields = [
        "title",
        "course",
        "starts_on",
        "ends_on",
        "enrollment_opens_at",
        "enrollment_closes_at",
        "time_zone",
    ]
    list_display = [
        "title",
        "course",
        DayColumn("starts_on", label=_("First day"), sort_key="starts_on"),
        DayColumn("ends_on", label=_("Last day"), sort_key="ends_on"),
        MomentColumn(
            "enrollment_closes_at", zone="time_zone", label=_("Enrollment closes"), sort_key="enrollment_closes_at"
        ),
        PeopleColumn("people", label=_("Seats taken")),
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
            FieldPanel("facilitators", widget=CheckboxSelectMultiple),
        ],
        base_form_class=CohortForm,
    )
