"""One learner's results as staff sees them, and the acts on a grade."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from courses.catalogue.models import Module
from courses.desk import ActView, LimitedPolicy
from courses.enrollment.models import Cohort, Enrollment
from courses.progress.models import GradeChange
from courses.progress.rules import Grade
from courses.progress.services import override_grade, take_back_override
from courses.results.forms import OverrideForm, ReasonForm
from courses.results.queries import LearnerResults, learner_results, open_cohorts
from courses.worklists import MOST_DIGITS

from .desk import ResultsPage

CHANGES = LimitedPolicy(GradeChange, {"add"})
RELATED = ("cohort__course", "learner__learner_profile", "progress__policy", "participation", "completion")


def open_enrollment(user: Any, key: int) -> Enrollment:
    """The enrollment, if its cohort is open to this person; not found otherwise."""
    if len(str(key)) > MOST_DIGITS:
        raise Http404
    enrollments = Enrollment.objects.filter(cohort__in=open_cohorts(user)).select_related(*RELATED)
    return get_object_or_404(enrollments, pk=key)


class LearnerResultsView(ResultsPage, TemplateView):
    page_title = _("Results")
    header_icon = "user"
    template_name = "courses/admin/learner_results.html"

    @cached_property
    def enrollment(self) -> Enrollment:
        return open_enrollment(self.request.user, self.kwargs["enrollment_id"])

    @cached_property
    def cohort(self) -> Cohort:
        return self.enrollment.cohort

    def get_page_subtitle(self) -> str:
        return str(self.enrollment.learner)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_change = CHANGES.user_has_permission(self.request.user, "add")
        context = {"results": learner_results(self.enrollment), "may_change": may_change}
        return super().get_context_data(**kwargs) | context


class GradeAct(ActView):
    """An act on the grade of one activity, which goes back to the learner's results."""

    permission_policy = CHANGES
    permission_required = "add"
    template_name = "courses/admin/grade_act.html"
    record_url_name = "gradebooks:learner"

    def find_record(self) -> Enrollment:
        enrollment = open_enrollment(self.request.user, self.kwargs["enrollment_id"])
        self.module = get_object_or_404(Module, pk=self.kwargs["module_key"], course=enrollment.cohort.course_id)
        return enrollment

    @cached_property
    def results(self) -> LearnerResults:
        return learner_results(self.record)

    @cached_property
    def result(self) -> Any:
        """What the learner did in the activity that the address names."""
        listed = [one for part in self.results.modules if part.module == self.module for one in part.activities]
        found = next((one for one in listed if one.activity.block_id == self.kwargs["block_id"]), None)
        if found is None:
            raise Http404
        return found

    @property
    def place(self) -> dict[str, Any]:
        return {"enrollment": self.record, "module": self.module, "block_id": self.result.activity.block_id}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {"module": self.module, "result": self.result, "completed_at": self.results.completed_at}
        return super().get_context_data(**kwargs) | context


class OverrideView(GradeAct):
    form_class = OverrideForm
    page_title = _("Change a grade")
    explanation = _(
        "What you give counts instead of what the learner reached, also when she tries again, until it is taken back. "
        "Modules and courses that are completed stay completed."
    )
    submit_label = _("Change the grade")
    done_message = _("The grade is changed. The learner reads why.")

    def get_initial(self) -> dict[str, Any]:
        record = self.result.record
        grade = record.grade if record else None
        done = record is not None and record.completed_at is not None
        return {"possible": grade.possible if grade else None, "completed": done}

    def act(self, data: dict[str, Any]) -> Enrollment:
        grade = Grade.of(data["points"], data["possible"])
        facts = {"completed": data["completed"], "reason": data["reason"], "by": self.request.user}
        override_grade(**self.place, grade=grade, **facts)
        return self.record


class TakeBackView(GradeAct):
    form_class = ReasonForm
    page_title = _("Take back the change")
    explanation = _("What the learner reached counts again. What was completed stays completed.")
    submit_label = _("Take it back")
    done_message = _("What the learner reached counts again.")

    def act(self, data: dict[str, Any]) -> Enrollment:
        take_back_override(**self.place, by=self.request.user, reason=data["reason"])
        return self.record

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record = self.result.record
        if record is None or record.override is None:
            raise Http404
        return super().get_context_data(**kwargs)
