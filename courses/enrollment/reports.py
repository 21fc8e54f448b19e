"""The registrar's lists of cohorts."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from courses.calendars import written_number
from courses.desk import DayColumn
from courses.worklists import Desk, Worklist

from .models import Cohort
from .queries import STARTING_SOON, joinable_cohorts, starting_cohorts


def seats_left(cohort: Cohort) -> int | str:
    """How many seats can still be taken, for reading."""
    return "∞" if cohort.seats_left is None else cohort.seats_left


class CohortsList(Worklist):
    """A list of cohorts with the seats that are left."""

    model = Cohort
    desk = Desk.LEARNERS
    any_permission_required = ["view"]
    columns = [
        TitleColumn("title", label=_("Cohort"), url_name="cohorts:inspect", sort_key="title"),
        Column("course", label=_("Course")),
        DayColumn("starts_on", label=_("First day"), sort_key="starts_on"),
        Column("seats_taken", label=_("Seats taken"), sort_key="seats_taken"),
        Column("seats_left", label=_("Seats left"), accessor=seats_left),
    ]


class StartingCohortsList(CohortsList):
    slug = "starting-soon"
    header_icon = "calendar-alt"

    @property
    def page_title(self) -> str:
        return gettext("Cohorts that start in the next %(days)s days") % {"days": written_number(STARTING_SOON)}

    @property
    def explanation(self) -> str:
        return gettext("Cohorts that start today or in the next %(days)s days.") % {
            "days": written_number(STARTING_SOON)
        }

    def waiting(self, user: Any) -> Any:
        return starting_cohorts(now=timezone.now(), days=STARTING_SOON).select_related("course")


class JoinableCohortsList(CohortsList):
    slug = "open-for-enrollment"
    page_title = _("Cohorts with seats left")
    header_icon = "group"
    explanation = _("Cohorts of published courses in which people can enroll now.")

    def waiting(self, user: Any) -> Any:
        return joinable_cohorts().select_related("course")


WORKLISTS = [StartingCohortsList, JoinableCohortsList]
