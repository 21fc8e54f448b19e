"""The editor's guided ways in the administration."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from courses.catalogue.models import CatalogPage, CoursePage, ModulePage
from courses.enrollment.viewsets import offer_first_cohort

from .forms import CopyForm, FirstCohortForm, NewCourseForm
from .models import PageCopy
from .queries import copy_progress, original, writable
from .rules import may_try_again
from .services import CopyRefused, ask_for_copy, make_course, try_copy_again
from .tasks import make_copy


class NewCourseView(WagtailAdminTemplateMixin, TemplateView):
    """Two steps: what the course is, then what will be made of it and its first cohort.

    Each step carries what was typed in the other one, so that nothing is kept on the server and nothing is lost.
    """

    page_title = _("New course")
    header_icon = "folder-open-inverse"
    outline_template = "courses/admin/new_course.html"
    plan_template = "courses/admin/new_course_plan.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        catalogs = writable(CatalogPage, request.user).filter(**self.kwargs)
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
    live = [messages.button(course.get_url(request), gettext("See it live"))] if course.live else []
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[course.pk]), gettext("Edit the course"))
    messages.success(request, made, buttons=[*live, edit])
    if course.live:
        advice = gettext("Next, write the texts of the modules.")
    else:
        advice = gettext("Nobody sees it yet. Write the texts of the modules, then publish the course and them.")
    first = reverse("wagtailadmin_pages:edit", args=[modules[0].pk])
    messages.info(request, advice, buttons=[messages.button(first, gettext("Write the first module"))])
    if course.live:
        offer_first_cohort(request, course)


def new_course_buttons(page: Any, user: Any) -> Iterator[Button]:
    """“New course” among the acts on a catalog."""
    if page.specific_class is CatalogPage and writable(CatalogPage, user).filter(pk=page.pk):
        yield Button(_("New course"), reverse("new_course:below", args=[page.pk]), icon_name="plus", priority=12)


def offer_to_publish_parts(request: HttpRequest, course: CoursePage) -> None:
    """A published course whose modules or cohort pages are drafts looks empty: their publication is one click away."""
    drafts = list(course.get_children().not_live().values_list("pk", flat=True))
    if not drafts or not course.permissions_for_user(request.user).can_publish_subpage():
        return
    here = reverse("wagtailadmin_explore", args=[course.pk])
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = urlencode({"id": drafts, "next": here}, doseq=True)
    text = ngettext(
        "One page below this course is still a draft: nobody can read it.",
        "%(number)s pages below this course are still drafts: nobody can read them.",
        len(drafts),
    )
    buttons = [
        messages.button(f"{address}?{query}", gettext("Publish them")),
        messages.button(here, gettext("See them")),
    ]
    messages.warning(request, text % {"number": len(drafts)}, buttons=buttons)


def order_buttons(page: Any, user: Any) -> Iterator[Button]:
    """“Order the modules” among the acts on a course: Wagtail's list in which rows are dragged, or moved by keys."""
    if page.specific_class is CoursePage and page.permissions_for_user(user).can_reorder_children():
        address = f"{reverse('wagtailadmin_explore', args=[page.pk])}?ordering=ord"
        yield Button(_("Order the modules"), address, icon_name="list-ul", priority=14)


class MakePanel(Component):
    """What an editor can begin, on the first page of the administration."""

    name = "make"
    order = 200
    template_name = "courses/admin/make_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {
            "may_add_course": writable(CatalogPage, user).exists(),
            "may_add_quiz": user.has_perm("courses.add_quiz"),
        }


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
        return [path("", view, name="index"), path("<int:pk>/", view, name="below")]


class AskForCopyView(WagtailAdminTemplateMixin, FormView):
    """What the copy is called and where it is made; the worker makes it."""

    form_class = CopyForm
    template_name = "courses/admin/copy_page.html"
    header_icon = "copy"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        copied = Page.objects.type(CoursePage, ModulePage).filter(locale=Locale.get_default())
        self.page: Page = get_object_or_404(copied, pk=self.kwargs["page_id"])
        may_copy = self.page.permissions_for_user(request.user).can_copy()
        if not may_copy or not writable(self.page.get_parent().specific_class, request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return gettext("Copy “%(title)s”") % {"title": self.page.title}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"page": self.page, "user": self.request.user}

    def form_valid(self, form: CopyForm) -> HttpResponse:
        copy = ask_for_copy(page=self.page, by=self.request.user, **form.cleaned_data)
        return follow_copy(copy)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        parent = self.page.get_parent()
        place = {"url": reverse("wagtailadmin_explore", args=[parent.pk]), "label": parent.title}
        return [*super().get_breadcrumbs_items(), place, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        modules = self.page.get_children().type(ModulePage).count()
        return super().get_context_data(**kwargs) | {"page": self.page, "modules": modules}


class CopyProgressView(WagtailAdminTemplateMixin, TemplateView):
    """How far a copy is, for whom it is made; and trying again."""

    template_name = "courses/admin/copy_progress.html"
    header_icon = "copy"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.copy = get_object_or_404(PageCopy, key=self.kwargs["key"], by=request.user.pk)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            copy = try_copy_again(key=self.copy.key)
        except CopyRefused as refusal:
            messages.error(request, refusal.text)
            return redirect("copies:progress", self.copy.key)
        return follow_copy(copy)

    def get_page_title(self) -> str:
        return self.copy.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.copy.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        again = may_try_again(state=self.copy.state, moved_at=self.copy.moved_at, now=timezone.now())
        made = original(self.copy.key_of(self.copy.source_key))
        found = {"copy": self.copy, "progress": copy_progress(self.copy), "may_try_again": again, "made": made}
        return super().get_context_data(**kwargs) | found | {"made_url": desk_url(made) if made else ""}


def desk_url(page: Page) -> str:
    """Where an editor goes on: the list of a course's modules, or the text of a module."""
    kind = "wagtailadmin_explore" if page.specific_class is CoursePage else "wagtailadmin_pages:edit"
    return reverse(kind, args=[page.pk])


def follow_copy(copy: PageCopy) -> HttpResponse:
    """Hand a copy to the worker and show how far it is."""
    transaction.on_commit(partial(make_copy.enqueue, str(copy.key)))
    return redirect("copies:progress", copy.key)


def copy_in_background(page: Page) -> HttpResponse | None:
    """The form by which a course or module is copied, in place of Wagtail's own; None for other pages.

    Translations are not copied: who wants to copy one is led to the page it is a translation of.
    """
    if page.specific_class not in (CoursePage, ModulePage):
        return None
    source = original(page.translation_key)
    return redirect("copies:new", source.pk) if source else None


class CopyViewSet(ViewSet):
    name = "copies"
    url_prefix = "training/copies"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("new/<int:page_id>/", AskForCopyView.as_view(), name="new"),
            path("<uuid:key>/", CopyProgressView.as_view(), name="progress"),
        ]
