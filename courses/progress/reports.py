"""The registrar's list of people who have fallen silent."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from courses.desk import MomentColumn
from courses.enrollment.models import Enrollment
from courses.worklists import CohortWorklist, Desk

from .queries import SILENCE, quiet_enrollments


class EnrollmentsList(CohortWorklist):
    """A list of people in their cohorts, with how far they have come."""

    model = Enrollment
    desk = Desk.LEARNERS
    any_permission_required = ["view"]
    columns = [
        TitleColumn("learner", label=_("Learner"), url_name="enrollments:inspect"),
        Column("course", label=_("Course"), accessor="cohort.course"),
        Column("cohort", label=_("Cohort")),
        Column("progress", label=_("Modules")),
        MomentColumn("enrolled_at", zone="cohort.time_zone", label=_("Enrolled on"), sort_key="enrolled_at"),
        MomentColumn(
            "progress.last_activity_at",
            zone="cohort.time_zone",
            label=_("Last activity"),
            sort_key="progress__last_activity_at",
        ),
    ]

    def get_base_queryset(self) -> Any:
        enrollments = super().get_base_queryset()
        return enrollments if self.cohort_key is None else enrollments.filter(cohort=self.cohort_key)


class QuietLearnersList(EnrollmentsList):
    slug = "quiet-learners"
    page_title = _("People without activity")
    header_icon = "time"

    @property
    def explanation(self) -> str:
        text = gettext(
            "People in running cohorts who have not completed the course and have done nothing for %(days)s days."
        )
        return text % {"days": SILENCE}

    def waiting(self, user: Any) -> Any:
        quiet = quiet_enrollments(now=timezone.now(), days=SILENCE)
        return quiet.select_related("learner", "cohort__course", "progress")


WORKLISTS = [QuietLearnersList]
