"""The registrar's desk for when modules open: a cohort's schedule, what learners find by it, and letting one in."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from courses.catalogue.models import Module
from courses.desk import ActView, LimitedPolicy
from courses.enrollment.forms import CloseModuleForm, CopyScheduleForm, OpenModuleForm, PreviewForm, ScheduleForm
from courses.enrollment.models import Cohort, Enrollment, ModuleOpening
from courses.enrollment.services import close_module, copy_schedule, open_module, set_schedule


def schedule_buttons(cohort: Cohort, user: Any) -> list[HeaderButton]:
    """The ways from a cohort to its schedule and to what learners find by it, for those who may change it."""
    if not user.has_perm("courses.change_cohort"):
        return []
    return [
        HeaderButton(_("Schedule"), reverse("releases:schedule", args=[cohort.pk]), icon_name="date"),
        HeaderButton(_("Preview as learner"), reverse("releases:preview", args=[cohort.pk]), icon_name="view"),
    ]


class ScheduleView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """When the modules of a cohort open, in one form. “See the days” shows what was typed without storing it."""

    permission_policy = ModelPermissionPolicy(Cohort)
    permission_required = "change"
    template_name = "courses/admin/schedule.html"
    page_title = _("Schedule")
    header_icon = "date"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.cohort = get_object_or_404(Cohort.objects.select_related("course"), pk=kwargs["cohort_id"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(ScheduleForm(self.cohort))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ScheduleForm(self.cohort, request.POST)
        if not form.is_valid():
            messages.error(request, gettext("The schedule is not saved: some rows need your attention."))
            return self.show(form)
        if "save" not in request.POST:
            return self.show(form)
        set_schedule(cohort=self.cohort, in_order=form.cleaned_data["in_order"], releases=form.releases)
        messages.success(request, gettext("The schedule is saved. What learners could open before stays open to them."))
        return redirect("releases:schedule", self.cohort.pk)

    def show(self, form: ScheduleForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def get_page_subtitle(self) -> str:
        return f"{self.cohort.course} · {self.cohort}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        cohorts = {"url": reverse("cohorts:index"), "label": gettext("Cohorts")}
        cohort = {"url": reverse("cohorts:inspect", args=[self.cohort.pk]), "label": str(self.cohort)}
        return [*super().get_breadcrumbs_items(), cohorts, cohort, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        copying = CopyScheduleForm(self.cohort)
        return super().get_context_data(**kwargs) | {"cohort": self.cohort, "copying": copying}


class CopyScheduleView(ScheduleView):
    """Takes the schedule of another cohort of the course."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CopyScheduleForm(self.cohort, request.POST)
        if form.is_valid():
            copy_schedule(cohort=self.cohort, source=form.cleaned_data["source"])
            messages.success(request, gettext("The schedule is copied. Look through its days."))
        else:
            messages.error(request, gettext("Choose a cohort of this course."))
        return redirect("releases:schedule", self.cohort.pk)


class PreviewView(ScheduleView):
    """What a learner of the cohort would find at a moment: which modules are open, and why the others are not."""

    http_method_names = ["get"]
    template_name = "courses/admin/preview.html"
    page_title = _("Preview as learner")
    header_icon = "view"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        modules = list(Module.objects.filter(course=self.cohort.course_id, live=True).order_by("position"))
        form = PreviewForm(self.cohort, modules, request.GET or None)
        found = [(module, form.learner.access(module)) for module in modules]
        return self.render_to_response(self.get_context_data(form=form, found=found, query=request.GET.urlencode()))


class OpeningView(ActView):
    """An act on one learner's access to a module."""

    permission_policy = LimitedPolicy(ModuleOpening, {"add"})
    permission_required = "add"
    template_name = "courses/admin/module_act.html"
    record_url_name = "enrollments:inspect"

    def find_record(self) -> Enrollment:
        enrollments = Enrollment.objects.select_related("cohort__course", "learner")
        enrollment = get_object_or_404(enrollments, pk=self.kwargs["enrollment_id"])
        self.module = get_object_or_404(Module, pk=self.kwargs["module_key"], course=enrollment.cohort.course_id)
        return enrollment

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"module": self.module}


class OpenModuleView(OpeningView):
    form_class = OpenModuleForm
    page_title = _("Open a module to a learner")
    explanation = _(
        "The learner can read it and do what it asks for, whatever the schedule says. The dates of the cohort hold all "
        "the same."
    )
    submit_label = _("Open the module")
    done_message = _("The module is open to the learner.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "cohort": self.record.cohort}

    def act(self, data: dict[str, Any]) -> Enrollment:
        open_module(enrollment=self.record, module=self.module, by=self.request.user, **data)
        return self.record


class CloseModuleView(OpeningView):
    form_class = CloseModuleForm
    page_title = _("Take back an opening")
    explanation = _("The schedule decides again whether the module is open to the learner. What she has done is kept.")
    submit_label = _("Take it back")
    done_message = _("The schedule decides again.")

    def act(self, data: dict[str, Any]) -> Enrollment:
        close_module(enrollment=self.record, module=self.module, by=self.request.user, **data)
        return self.record


class ReleaseViewSet(ViewSet):
    name = "releases"
    url_prefix = "training/releases"

    def get_urlpatterns(self) -> list[URLPattern]:
        of_learner = "enrollments/<int:enrollment_id>/<uuid:module_key>/"
        return [
            path("<int:cohort_id>/", ScheduleView.as_view(), name="schedule"),
            path("<int:cohort_id>/copy/", CopyScheduleView.as_view(), name="copy"),
            path("<int:cohort_id>/preview/", PreviewView.as_view(), name="preview"),
            path(f"{of_learner}open/", OpenModuleView.as_view(), name="open"),
            path(f"{of_learner}close/", CloseModuleView.as_view(), name="close"),
        ]
