"""The editor's desk for quizzes, and the registrar's act on a learner's attempts."""

from collections.abc import Collection, Iterable
from itertools import chain
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from django_filters import ModelChoiceFilter
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from courses.catalogue.models import Course, Module
from courses.desk import ActView, LimitedPolicy
from courses.enrollment.models import Enrollment

from .forms import AllowAttemptForm, UseFilterForm
from .models import ExtraAttempt, Quiz
from .queries import courses_of_quizzes, quiz_standing, quizzes_of
from .services import allow_attempt


class UsedInColumn(Column):
    """The courses that ask the quiz of the row, as `tell_use` found them."""

    def __init__(self) -> None:
        super().__init__("used_in", label=_("Used in"), accessor=lambda quiz: ", ".join(map(str, quiz.used_in)))


def tell_use(quizzes: Iterable[Quiz]) -> None:
    """Let each of the quizzes know in which courses it is `used_in`."""
    courses = courses_of_quizzes()
    for quiz in quizzes:
        quiz.used_in = courses.get(quiz.translation_key, [])


class QuizFilterSet(WagtailFilterSet):
    course = ModelChoiceFilter(label=_("Used in"), queryset=Course.objects.all(), method="filter_course")

    class Meta:
        model = Quiz
        fields: list[str] = []

    def filter_course(self, quizzes: Any, name: str, course: Course) -> Any:
        return quizzes.filter(translation_key__in=quizzes_of(course))


def registered_buttons(quiz: Quiz, user: Any) -> list[Button]:
    """What other concepts and plugins offer among the acts on a quiz, in the list and at the head of its form.

    An app hooks a function to `register_quiz_buttons`. It is called as `function(quiz, user)` and gives Wagtail's
    `Button`s, none for who may not use them.
    """
    return list(chain.from_iterable(offer(quiz, user) for offer in hooks.get_hooks("register_quiz_buttons")))


def may(user: Any, act: str) -> bool:
    return bool(policy_registry.get_by_type(Quiz).user_has_permission(user, act))


class QuizDeskView(WagtailAdminTemplateMixin, TemplateView):
    """A page about a quiz as it is drafted, or about one that is not made yet; for those who may change quizzes."""

    header_icon = "help"
    quiz: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "change" if kwargs else "add"):
            raise PermissionDenied
        if kwargs:
            self.quiz = get_object_or_404(Quiz, pk=kwargs["pk"]).get_latest_revision_as_object()
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [{"url": reverse("wagtailsnippets_courses_quiz:list"), "label": gettext("Quizzes")}]
        if self.quiz:
            items.append({"url": edit_url(self.quiz), "label": str(self.quiz)})
        return [*super().get_breadcrumbs_items(), *items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"quiz": self.quiz}


def edit_url(quiz: Quiz) -> str:
    return reverse("wagtailsnippets_courses_quiz:edit", args=[quiz.pk])


class QuizEditView(EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *registered_buttons(self.object, self.request.user)]


class QuizIndexView(IndexView):
    def get_table(self, object_list: Collection[Quiz]) -> Any:
        tell_use(object_list)
        return super().get_table(object_list)

    def get_list_more_buttons(self, instance: Quiz) -> list[Any]:
        return [*super().get_list_more_buttons(instance), *registered_buttons(instance, self.request.user)]

    @cached_property
    def header_buttons(self) -> list[Button]:
        buttons = super().header_buttons
        if buttons:  # for those who may add a quiz
            buttons.append(HeaderButton(_("Import questions"), reverse("exchange:new"), icon_name="upload"))
        return buttons


class ChoosesByUse:
    """A list of quizzes to choose from, with the courses that ask them."""

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, UsedInColumn()]  # type: ignore[misc]

    def get_object_list(self) -> Any:
        return super().get_object_list().select_related("locale")  # type: ignore[misc]

    def get_filter_form_class(self) -> type[BaseFilterForm]:
        return type("QuizFilterForm", (UseFilterForm, super().get_filter_form_class()), {})  # type: ignore[misc]

    def get_results_page(self, request: HttpRequest) -> Any:
        page = super().get_results_page(request)  # type: ignore[misc]
        tell_use(page)
        return page


class ChooseQuizView(ChoosesByUse, ChooseView):
    pass


class ChooseQuizResultsView(ChoosesByUse, ChooseResultsView):
    pass


class QuizChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseQuizView
    choose_results_view_class = ChooseQuizResultsView


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "help"
    menu_label = _("Quizzes")
    menu_hook = "register_training_menu_item"
    menu_order = 50
    add_to_admin_menu = True
    copy_view_enabled = True
    list_display = [
        "title",
        Column("questions", label=_("Questions"), accessor=lambda quiz: len(quiz.questions)),
        UsedInColumn(),
        "pass_mark",
        "attempts_allowed",
        UpdatedAtColumn(),
    ]
    index_view_class = QuizIndexView
    edit_view_class = QuizEditView
    filterset_class = QuizFilterSet
    chooser_viewset_class = QuizChooserViewSet


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
