"""The registrar's list of people who may not finish."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from courses.desk import MomentColumn
from courses.enrollment.models import Enrollment
from courses.progress.reports import EnrollmentsList

from .queries import learners_at_risk, reasons_of


def why(enrollment: Enrollment) -> str:
    return "; ".join(reasons_of(enrollment, timezone.now()))


class LearnersAtRiskList(EnrollmentsList):
    slug = "learners-at-risk"
    page_title = _("People who may not finish")
    header_icon = "warning"
    explanation = _(
        "People in running cohorts who have not completed the course and have done nothing for two weeks, are more "
        "than one module behind an even pace between the first and the last day, or have tried something without "
        "passing it."
    )

    columns = [
        TitleColumn("learner", label=_("Learner"), url_name="gradebooks:learner"),
        Column("course", label=_("Course"), accessor="cohort.course"),
        Column("cohort", label=_("Cohort")),
        Column("progress", label=_("Modules")),
        MomentColumn("progress.last_activity_at", zone="cohort.time_zone", label=_("Last activity")),
        Column("why", label=_("Why"), accessor=why),
    ]

    def waiting(self, user: Any) -> Any:
        return learners_at_risk(timezone.now()).select_related("learner", "cohort__course", "progress")


WORKLISTS = [LearnersAtRiskList]
