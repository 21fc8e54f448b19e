"""The editor's guided ways in the administration."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from courses.catalogue.models import CatalogPage, CoursePage, ModulePage
from courses.enrollment.viewsets import offer_first_cohort

from .forms import FirstCohortForm, NewCourseForm
from .queries import writable_catalogs
from .services import make_course


class NewCourseView(WagtailAdminTemplateMixin, TemplateView):
    """Two steps: what the course is, then what will be made of it and its first cohort.

    Each step carries what was typed in the other one, so that nothing is kept on the server and nothing is lost.
    """

    page_title = _("New course")
    header_icon = "folder-open-inverse"
    outline_template = "courses/admin/new_course.html"
    plan_template = "courses/admin/new_course_plan.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wanted = self.kwargs.get("catalog_id")
        catalogs = [one for one in writable_catalogs(request.user) if wanted in (None, one.pk)]
        if not catalogs:
            raise PermissionDenied
        self.catalog: CatalogPage = catalogs[0]
        self.may_publish = self.catalog.permissions_for_user(request.user).can_publish_subpage()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.outline_template, NewCourseForm(), self.cohort_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        course_form, cohort_form = NewCourseForm(request.POST), self.cohort_form(request.POST)
        if not course_form.is_valid() or "back" in request.POST:
            return self.show(self.outline_template, course_form, cohort_form)
        if "plan" in request.POST or (cohort_form and not cohort_form.is_valid()):
            return self.show(self.plan_template, course_form, cohort_form)
        course = make_course(
            catalog=self.catalog,
            plan=course_form.plan,
            cohort=cohort_form.cohort if cohort_form else None,
            publish=self.may_publish and "publish" in request.POST,
            by=request.user,
        )
        tell_made_course(request, course)
        return redirect("wagtailadmin_explore", course.pk)

    def cohort_form(self, data: Any = None) -> FirstCohortForm | None:
        """The form of the first cohort, for those who may add cohorts."""
        if not self.request.user.has_perm("courses.add_cohort"):
            return None
        return FirstCohortForm(data, prefix="cohort", for_user=self.request.user)

    def show(self, template: str, course_form: NewCourseForm, cohort_form: FirstCohortForm | None) -> HttpResponse:
        self.template_name = template
        return self.render_to_response(self.get_context_data(course_form=course_form, cohort_form=cohort_form))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        catalog = {"url": reverse("wagtailadmin_explore", args=[self.catalog.pk]), "label": self.catalog.title}
        return [*super().get_breadcrumbs_items(), catalog, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        texts = {"catalog": self.catalog, "may_publish": self.may_publish}
        return super().get_context_data(**kwargs) | texts


def tell_made_course(request: HttpRequest, course: CoursePage) -> None:
    """Say what was made, and lead to the next steps."""
    modules = list(course.get_children().type(ModulePage))
    made = ngettext(
        "“%(course)s” is made with %(count)s module.", "“%(course)s” is made with %(count)s modules.", len(modules)
    ) % {"course": course.title, "count": len(modules)}
    live = [messages.button(course.get_url(request), translate("See it live"))] if course.live else []
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[course.pk]), translate("Edit the course"))
    messages.success(request, made, buttons=[*live, edit])
    if course.live:
        advice = translate("Next, write the texts of the modules.")
    else:
        advice = translate("Nobody sees it yet. Write the texts of the modules, then publish the course and them.")
    first = reverse("wagtailadmin_pages:edit", args=[modules[0].pk])
    messages.info(request, advice, buttons=[messages.button(first, translate("Write the first module"))])
    if course.live:
        offer_first_cohort(request, course)


def new_course_buttons(page: Any, user: Any) -> Iterator[Button]:
    """“New course” among the acts on a catalog."""
    if isinstance(page, CatalogPage) and page in writable_catalogs(user):
        yield Button(_("New course"), reverse("new_course:below", args=[page.pk]), icon_name="plus", priority=12)


class MakePanel(Component):
    """What an editor can begin, on the first page of the administration."""

    name = "make"
    order = 200
    template_name = "courses/admin/make_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"may_add_course": bool(writable_catalogs(user)), "may_add_quiz": user.has_perm("courses.add_quiz")}


class NewCourseMenuItem(MenuItem):
    """Shown to those who may add pages somewhere: the menu is on every page, and this asks no more of the database."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(policy_registry.get_by_type(Page).user_has_permission(request.user, "add"))


class NewCourseViewSet(ViewSet):
    name = "new_course"
    url_prefix = "training/new-course"
    icon = "plus"
    menu_label = _("New course")
    menu_hook = "register_training_menu_item"
    menu_order = 5
    menu_item_class = NewCourseMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        view = NewCourseView.as_view()
        return [path("", view, name="index"), path("<int:catalog_id>/", view, name="below")]
