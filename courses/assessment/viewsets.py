"""The editor's desk for quizzes, and the registrar's act on a learner's attempts."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.catalogue.models import Module
from courses.desk import LimitedPolicy
from courses.enrollment.models import Enrollment

from .forms import AllowAttemptForm
from .models import ExtraAttempt, Quiz
from .queries import quiz_standing
from .services import AttemptRefused, allow_attempt


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "help"
    menu_label = _("Quizzes")
    menu_hook = "register_training_menu_item"
    menu_order = 70
    add_to_admin_menu = True
    copy_view_enabled = True
    list_display = ["title", "pass_mark", "attempts_allowed", UpdatedAtColumn()]


class AllowAttemptView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Asks why, gives one more attempt, goes back to the enrollment."""

    permission_policy = LimitedPolicy(ExtraAttempt, {"add"})
    permission_required = "add"
    form_class = AllowAttemptForm
    template_name = "courses/admin/allow_attempt.html"
    page_title = _("Allow one more attempt")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        enrollments = Enrollment.objects.select_related("cohort__course", "learner")
        self.enrollment = get_object_or_404(enrollments, pk=kwargs["enrollment_id"])
        self.module = get_object_or_404(Module, pk=kwargs["module_key"], course=self.enrollment.cohort.course_id)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: AllowAttemptForm) -> HttpResponse:
        place = {"enrollment": self.enrollment, "module": self.module, "block_id": self.kwargs["block_id"]}
        try:
            allow_attempt(**place, by=self.request.user, reason=form.cleaned_data["reason"])
        except AttemptRefused as refusal:
            messages.error(self.request, refusal.decision.reason.label)
        else:
            messages.success(self.request, _("The learner has one more attempt."))
        return redirect("enrollments:inspect", self.enrollment.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = quiz_standing(self.enrollment, self.module, self.kwargs["block_id"])
        return super().get_context_data(**kwargs) | {"enrollment": self.enrollment, "standing": standing}


class ExtraAttemptViewSet(ViewSet):
    name = "extra_attempts"
    url_prefix = "training/extra-attempts"

    def get_urlpatterns(self) -> list[URLPattern]:
        address = "<int:enrollment_id>/<uuid:module_key>/<uuid:block_id>/"
        return [path(address, AllowAttemptView.as_view(), name="add")]
