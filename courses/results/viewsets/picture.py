"""A cohort as a picture, for its facilitators."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from courses.results.queries import funnel, heat_map, learners_at_risk, open_cohorts, reasons_of

from .desk import ResultsPage

SHOWN = 50


class PictureView(ResultsPage, TemplateView):
    """How many came how far, what is done in each module, and who may not finish."""

    page_title = _("Progress")
    header_icon = "view"
    template_name = "courses/admin/cohort_picture.html"

    def get_page_subtitle(self) -> str:
        return str(self.cohort)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        at_risk = learners_at_risk(now).filter(cohort=self.cohort).select_related("learner__learner_profile")
        found = list(at_risk[: SHOWN + 1])
        return super().get_context_data(**kwargs) | {
            "cohort": self.cohort,
            "funnel": funnel(self.cohort),
            "heat_map": heat_map(self.cohort.course_id, open_cohorts(self.request.user)),
            "at_risk": [(enrollment, reasons_of(enrollment, now)) for enrollment in found[:SHOWN]],
            "more_at_risk": len(found) > SHOWN,
        }
