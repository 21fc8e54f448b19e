"""The registrar's desk for when modules open: the schedule of a cohort."""

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

from courses.enrollment.forms import CopyScheduleForm, ScheduleForm
from courses.enrollment.models import Cohort
from courses.enrollment.services import copy_schedule, set_schedule


def schedule_buttons(cohort: Cohort, user: Any) -> list[HeaderButton]:
    """The way from a cohort to its schedule, for those who may change it."""
    if not user.has_perm("courses.change_cohort"):
        return []
    return [HeaderButton(_("Schedule"), reverse("releases:schedule", args=[cohort.pk]), icon_name="date")]


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


class ReleaseViewSet(ViewSet):
    name = "releases"
    url_prefix = "training/releases"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("<int:cohort_id>/", ScheduleView.as_view(), name="schedule"),
            path("<int:cohort_id>/copy/", CopyScheduleView.as_view(), name="copy"),
        ]
