"""The registrar's lists of certificates that somebody has to look after."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from courses.desk import DayColumn, MomentColumn
from courses.worklists import CohortWorklist, Desk, Worklist

from .models import Award
from .queries import PendingCompletion, completions_without_award, explained, not_drawn
from .tasks import states_of_issuing


class AwardsList(Worklist):
    model = Award
    desk = Desk.LEARNERS
    any_permission_required = ["view"]


class ToIssueList(CohortWorklist, AwardsList):
    """The rows are ids of completions; only those that are shown are explained."""

    slug = "certificates-to-issue"
    page_title = _("Certificates to issue")
    header_icon = "certificate"
    explanation = _("People who have completed a course and have no certificate yet, each with the reason.")
    columns = [
        TitleColumn("facts.learner_name", label=_("Learner"), get_url=lambda item: reverse("awards:pending")),
        Column("facts.course_title", label=_("Course")),
        Column("facts.cohort_title", label=_("Cohort")),
        MomentColumn("facts.completed_at", zone="facts.time_zone", label=_("Completed")),
        Column("why", label=_("Why it waits")),
    ]

    def waiting(self, user: Any) -> list[int]:
        return completions_without_award(cohort_key=self.cohort_key)

    def get_table(self, object_list: Collection[int]) -> Any:
        return super().get_table(self.explain(object_list))

    def as_spreadsheet(self, object_list: Collection[int], spreadsheet_format: str) -> Any:
        return super().as_spreadsheet(self.explain(object_list), spreadsheet_format)

    def explain(self, completion_ids: Collection[int]) -> list[PendingCompletion]:
        ids = list(completion_ids)
        return explained(ids, states_of_issuing(ids))


class NotDrawnList(AwardsList):
    slug = "certificates-not-drawn"
    page_title = _("Certificates that could not be drawn")
    header_icon = "warning"
    explanation = _("Their texts take more than one sheet. Shorten the longest, then issue the certificate again.")
    columns = [
        TitleColumn("serial", label=_("Certificate number"), url_name="awards:inspect"),
        Column("holder_name", label=_("Holder")),
        Column("course", label=_("Course")),
        DayColumn("issued_on", label=_("Issued")),
    ]

    def waiting(self, user: Any) -> Any:
        return not_drawn()


WORKLISTS = [ToIssueList, NotDrawnList]
