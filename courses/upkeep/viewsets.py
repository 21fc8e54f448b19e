"""Courses as editors see them in lists, below a catalog and all of them; and the editors' guide."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from django_filters import ChoiceFilter
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView, PageFilterSet
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from courses.catalogue.models import CoursePage
from courses.enrollment.queries import course_outlooks, joinable

from .content_checks import MESSAGES
from .queries import with_figures, with_runs
from .states import RunOutlook

YES, NO = "True", "False"  # as Django reads them for a field too


class CourseFilterSet(PageFilterSet):
    live = ChoiceFilter(label=_("State"), choices=[(YES, _("Published")), (NO, _("Not published"))])
    joinable = ChoiceFilter(
        label=_("Enrollment"), choices=[(YES, _("Open now")), (NO, _("Not open"))], method="filter_joinable"
    )
    module_count = ChoiceFilter(
        label=_("Modules"), choices=[(YES, _("With modules")), (NO, _("Without modules"))], method="filter_figure"
    )
    next_run = ChoiceFilter(label=_("Next run"), choices=RunOutlook.choices, method="filter_runs")
    learner_count = ChoiceFilter(
        label=_("Learners"), choices=[(YES, _("With learners")), (NO, _("Without learners"))], method="filter_figure"
    )

    class Meta:
        model = CoursePage
        fields: list[str] = []

    def filter_joinable(self, courses: Any, name: str, value: str) -> Any:
        open_now = joinable(course_outlooks())
        return (
            courses.filter(translation_key__in=open_now)
            if value == YES
            else courses.exclude(translation_key__in=open_now)
        )

    def filter_figure(self, courses: Any, name: str, value: str) -> Any:
        found = courses.filter(**{f"{name}__gt": 0} if value == YES else {name: 0})
        return courses.filter(pk__in=found.order_by().values("pk"))  # search takes conditions on stored columns only

    def filter_runs(self, courses: Any, name: str, value: str) -> Any:
        return courses.filter(with_runs(RunOutlook(value), now=timezone.now()))


class FigureColumn(Column):
    """A figure beside the title; where the screen is narrow, the title has its place."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, classname="course-figure", **options)

    class Media:
        css = {"all": ["courses/admin/courses.css"]}


class NextRunColumn(FigureColumn):
    """The first day of the next cohort; a cohort without days is open at any time."""

    def get_value(self, instance: Any) -> Any:
        return instance.next_run or (gettext("At any time") if instance.joinable else "")


_SHOWN = {column.name: column for column in IndexView.base_columns}


class CourseListing:
    """What both lists of courses need for their columns."""

    def annotate_queryset(self, pages: Any) -> Any:
        return with_figures(super().annotate_queryset(pages), now=timezone.now())  # type: ignore[misc]

    def get_valid_orderings(self) -> list[str]:
        """Search results can be put into the order of stored columns only."""
        found: list[str] = super().get_valid_orderings()  # type: ignore[misc]
        counted = {"module_count", "-module_count", "learner_count", "-learner_count"}
        return [one for one in found if not (self.is_searching and one in counted)]  # type: ignore[attr-defined]


class CourseExplorer(CourseListing, ExplorableIndexView):
    """The courses below a catalog."""


class CourseIndexView(CourseListing, ContentTypeUseView):
    """The courses of all catalogs and languages."""

    page_title = _("Courses")
    header_icon = "course"

    def get_page_subtitle(self) -> str:
        return ""

    def get_add_url(self) -> str | None:
        """“Add course” leads into the guided way."""
        may_add = policy_registry.get_by_type(Page).user_has_permission(self.request.user, "add")
        return reverse("new_course:index") if may_add else None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class CoursesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(Page)
        return bool(policy.user_has_any_permission(request.user, CourseIndexView.any_permission_required))


class CourseViewSet(PageViewSet):
    model = CoursePage
    icon = "course"
    index_view_class = CourseExplorer
    content_type_use_view_class = CourseIndexView
    filterset_class = CourseFilterSet
    columns = [
        _SHOWN["bulk_actions"],
        _SHOWN["title"],
        _SHOWN["status"],
        FigureColumn("module_count", label=_("Modules"), sort_key="module_count"),
        NextRunColumn("next_run", label=_("Next run")),
        FigureColumn("learner_count", label=_("Learners"), sort_key="learner_count"),
    ]
    menu_label = _("Courses")
    menu_order = 10
    menu_hook = "register_training_menu_item"
    menu_item_class = CoursesMenuItem
    menu_url = reverse_lazy("wagtailadmin_pages:type_use", args=["courses", "coursepage"])


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """How each role works here, with the ways to it; and what the content checks say of a fault, before one writes."""

    page_title = _("How to work here")
    header_icon = "course"
    template_name = "courses/admin/guide.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        policy = policy_registry.get_by_type(Page)
        may_write = policy.user_has_any_permission(self.request.user, {"add", "change"})
        return super().get_context_data(**kwargs) | {"may_write": may_write, "faults": MESSAGES.values()}


class GuideViewSet(ViewSet):
    name = "guide"
    url_prefix = "training/guide"
    icon = "course"
    menu_label = _("How to work here")
    menu_order = 100
    menu_hook = "register_help_menu_item"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", GuideView.as_view(), name="index")]
