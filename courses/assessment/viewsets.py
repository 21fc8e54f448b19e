"""The editor's desk for quizzes, and the registrar's act on a learner's attempts."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.catalogue.models import Module
from courses.desk import ActView, LimitedPolicy
from courses.enrollment.models import Enrollment

from .forms import AllowAttemptForm
from .models import ExtraAttempt, Quiz
from .queries import quiz_standing
from .services import allow_attempt


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "help"
    menu_label = _("Quizzes")
    menu_hook = "register_training_menu_item"
    menu_order = 50
    add_to_admin_menu = True
    copy_view_enabled = True
    list_display = ["title", "pass_mark", "attempts_allowed", UpdatedAtColumn()]


class AllowAttemptView(ActView):
    """Asks why, gives one more attempt, goes back to the enrollment."""

    permission_policy = LimitedPolicy(ExtraAttempt, {"add"})
    permission_required = "add"
    form_class = AllowAttemptForm
    template_name = "courses/admin/allow_attempt.html"
    record_url_name = "enrollments:inspect"
    page_title = _("Allow one more attempt")
    explanation = _("The learner gets one attempt more. This cannot be taken back.")
    submit_label = _("Allow one more attempt")
    done_message = _("The learner has one more attempt.")

    def find_record(self) -> Enrollment:
        enrollments = Enrollment.objects.select_related("cohort__course", "learner")
        enrollment = get_object_or_404(enrollments, pk=self.kwargs["enrollment_id"])
        self.module = get_object_or_404(Module, pk=self.kwargs["module_key"], course=enrollment.cohort.course_id)
        return enrollment

    def act(self, data: dict[str, Any]) -> Enrollment:
        place = {"enrollment": self.record, "module": self.module, "block_id": self.kwargs["block_id"]}
        allow_attempt(**place, by=self.request.user, reason=data["reason"])
        return self.record

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = quiz_standing(self.record, self.module, self.kwargs["block_id"])
        return super().get_context_data(**kwargs) | {"standing": standing}


class ExtraAttemptViewSet(ViewSet):
    name = "extra_attempts"
    url_prefix = "training/extra-attempts"

    def get_urlpatterns(self) -> list[URLPattern]:
        address = "<int:enrollment_id>/<uuid:module_key>/<uuid:block_id>/"
        return [path(address, AllowAttemptView.as_view(), name="add")]
