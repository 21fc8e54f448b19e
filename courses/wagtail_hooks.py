"""Registers the courses app with Wagtail; what is registered lives in the concepts."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.contrib import messages as site_messages
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from courses.assessment import reports as assessment_reports
from courses.assessment.activities import QuizActivity
from courses.assessment.models import ExtraAttempt
from courses.assessment.questions import QUESTION_TYPES
from courses.assessment.viewsets import ExtraAttemptViewSet, QuizViewSet
from courses.attendance import views as attendance_views
from courses.attendance.models import Attendance
from courses.attendance.viewsets import RosterViewSet, SessionViewSet, session_buttons
from courses.authoring.viewsets import (
    CopyViewSet,
    MakePanel,
    NewCourseViewSet,
    copy_in_background,
    new_course_buttons,
    offer_to_publish_parts,
    order_buttons,
)
from courses.catalogue.models import CatalogPage, CohortPage, CoursePage, ModulePage, PartOfCourse
from courses.desk import LimitedPolicy
from courses.directory.models import LearnerProfile
from courses.directory.viewsets import (
    CityViewSet,
    LearnerProfileViewSet,
    OrganizationViewSet,
    PersonViewSet,
)
from courses.enrollment import reports as enrollment_reports
from courses.enrollment.models import Cohort, Enrollment, ModuleOpening
from courses.enrollment.queries import may_edit, module_access
from courses.enrollment.views import module_refused, preview_module
from courses.enrollment.viewsets import (
    CohortViewSet,
    EnrollmentViewSet,
    ReleaseViewSet,
    add_cohort_url,
    offer_first_cohort,
    schedule_buttons,
)
from courses.exchange import viewsets as exchange_viewsets
from courses.journal import views as journal_views
from courses.journal.activities import ReflectionActivity
from courses.materials.activities import DownloadActivity, RecordingActivity
from courses.materials.parts import serve_part
from courses.progress import reports as progress_reports
from courses.progress.activities import ReadingActivity
from courses.progress.completion_rules import BUILT_IN
from courses.progress.models import CourseProgress, GradeChange
from courses.quality import viewsets as quality_viewsets
from courses.registry import ActivityType, CompletionRule, QuestionType, Registry
from courses.results import reports as results_reports
from courses.results.viewsets import GradebookViewSet, gradebook_buttons
from courses.scenarios.activities import ScenarioActivity
from courses.scenarios.viewsets import ScenarioViewSet
from courses.upkeep import reports as upkeep_reports
from courses.upkeep.content_checks import check_courses_content
from courses.upkeep.viewsets import CourseViewSet, GuideViewSet
from courses.worklists import Worklist, WorklistsViewSet, worklist_panels

register_permission_policy(Enrollment, LimitedPolicy(Enrollment, {"view"}))
register_permission_policy(LearnerProfile, LimitedPolicy(LearnerProfile, {"view", "change"}))
register_snippet(QuizViewSet)
register_snippet(ScenarioViewSet)
Serve = Callable[[Any, HttpRequest, Any, Any], HttpResponse]
training_menu = Menu(register_hook_name="register_training_menu_item")


@hooks.register("register_activity_types")
def register_built_in_activities(registry: Registry[ActivityType]) -> None:
    registry.register(ReadingActivity())
    registry.register(RecordingActivity())
    registry.register(DownloadActivity())
    registry.register(QuizActivity())
    registry.register(ScenarioActivity())
    registry.register(ReflectionActivity())


@hooks.register("register_learning_parts")
def show_journal(request: HttpRequest) -> str:
    return journal_views.learning_part(request)


@hooks.register("register_question_types")
def register_built_in_questions(registry: Registry[QuestionType]) -> None:
    for question_type in QUESTION_TYPES:
        registry.register(question_type())


@hooks.register("register_completion_rules")
def register_built_in_rules(registry: Registry[CompletionRule]) -> None:
    for rule in BUILT_IN:
        registry.register(rule)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [
        NewCourseViewSet(),
        CopyViewSet(),
        CourseViewSet(),
        CohortViewSet(),
        SessionViewSet(),
        RosterViewSet(),
        EnrollmentViewSet(),
        ReleaseViewSet(),
        ExtraAttemptViewSet(),
        GradebookViewSet(),
        exchange_viewsets.ExchangeViewSet(),
        quality_viewsets.QualityViewSet(),
        LearnerProfileViewSet(),
        OrganizationViewSet(),
        PersonViewSet(),
        CityViewSet(),
        WorklistsViewSet(),
        GuideViewSet(),
    ]


@hooks.register("register_cohort_buttons")
def offer_schedule(cohort: Cohort, user: Any) -> list[HeaderButton]:
    return schedule_buttons(cohort, user)


@hooks.register("register_admin_urls")
def register_preview() -> list[URLPattern]:
    address = "training/releases/<int:cohort_id>/preview/<uuid:module_key>/"
    return [path(address, preview_module, name="preview_module")]


@hooks.register("register_icons")
def register_icons(icons: Collection[str]) -> list[str]:
    return [*icons, *(f"courses/icons/{name}.svg" for name in ("training", "course", "organization", "city"))]


@hooks.register("before_serve_document", order=10)
def serve_part_of_document(document: Any, request: HttpRequest) -> HttpResponse | None:
    """After Wagtail's privacy settings, a hook of the same name (order 0), have let the reader in."""
    return serve_part(document, request)


@hooks.register("register_worklists")
def register_worklists() -> list[type[Worklist]]:
    return [
        *upkeep_reports.WORKLISTS,
        *assessment_reports.WORKLISTS,
        *enrollment_reports.WORKLISTS,
        *progress_reports.WORKLISTS,
        *assessment_reports.LEARNER_WORKLISTS,
        *results_reports.WORKLISTS,
    ]


@hooks.register("construct_homepage_panels")
def add_worklists(request: HttpRequest, panels: list[Any]) -> None:
    panels += worklist_panels(request)


@hooks.register("register_permissions")
def register_permission_to_allow_attempts() -> QuerySet[Permission]:
    kind = ContentType.objects.get_for_model(ExtraAttempt)
    return Permission.objects.filter(content_type=kind, codename="add_extraattempt")


@hooks.register("register_permissions")
def register_permission_to_record_attendance() -> QuerySet[Permission]:
    kind = ContentType.objects.get_for_model(Attendance)
    return Permission.objects.filter(content_type=kind, codename="change_attendance")


@hooks.register("register_permissions")
def register_permissions_of_results() -> QuerySet[Permission]:
    codenames = ["view_courseprogress", "add_gradechange"]
    kinds = ContentType.objects.get_for_models(CourseProgress, GradeChange).values()
    return Permission.objects.filter(content_type__in=kinds, codename__in=codenames)


@hooks.register("register_cohort_buttons")
def offer_gradebook(cohort: Any, user: Any) -> list[Any]:
    return gradebook_buttons(cohort, user)


@hooks.register("register_cohort_buttons")
def offer_sessions(cohort: Any, user: Any) -> list[Any]:
    return session_buttons(cohort, user)


@hooks.register("register_learning_parts")
def show_sessions(request: HttpRequest) -> str:
    return attendance_views.learning_part(request)


@hooks.register("register_permissions")
def register_permission_to_open_modules() -> QuerySet[Permission]:
    kind = ContentType.objects.get_for_model(ModuleOpening)
    return Permission.objects.filter(content_type=kind, codename="add_moduleopening")


@hooks.register("register_admin_menu_item")
def register_training_menu() -> MenuItem:
    return SubmenuMenuItem(gettext_lazy("Training"), training_menu, name="training", icon_name="training", order=250)


@hooks.register("construct_wagtail_userbar")
def check_content(request: HttpRequest, items: list[Any], page: Any) -> None:
    if isinstance(page, CatalogPage | CoursePage | PartOfCourse):
        check_courses_content(items)


@hooks.register("on_serve_page", order=1)
def ask_the_gate(serve: Serve) -> Serve:
    """A module is served to those whom the gate lets in; others read why not. A hidden cohort is not found.

    Wagtail's link to the live page leads to hidden pages too: those who may edit one see it and read that it is hidden.
    Wagtail's privacy settings, a hook of the same name (order 0), answer first.
    """

    def serve_if_open(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        if isinstance(page, CohortPage) and page.draft_above and not may_edit(page, request.user):
            raise Http404
        if isinstance(page, ModulePage):
            access = module_access(page, request.user)
            if not access.decision:
                return module_refused(request, page, access)
            setattr(request, "module_access", access)  # noqa: B010  read by the template tags of the module page
        for note in page.notes if isinstance(page, PartOfCourse) else []:
            site_messages.warning(request, note)
        return serve(page, request, args, kwargs)

    return serve_if_open


@hooks.register("register_page_header_buttons")
def add_cohort_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """“Add a cohort” beside the other acts on a published course."""
    if isinstance(page, CoursePage) and page.live and user.has_perm("courses.add_cohort"):
        yield Button(_("Add a cohort"), add_cohort_url(page.translation_key), icon_name="group", priority=16)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def add_authoring_buttons(page: Any, user: Any, next_url: str | None = None, **place: Any) -> Iterator[Button]:
    yield from new_course_buttons(page, user)
    yield from order_buttons(page, user)


@hooks.register("register_quiz_buttons")
def add_quiz_buttons(quiz: Any, user: Any) -> Iterator[Button]:
    yield from exchange_viewsets.quiz_buttons(quiz, user)
    yield from quality_viewsets.quiz_buttons(quiz, user)


@hooks.register("construct_homepage_panels")
def add_make_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(MakePanel())


@hooks.register("before_copy_page")
def copy_courses_in_background(request: HttpRequest, page: Any) -> HttpResponse | None:
    return copy_in_background(page)


@hooks.register("after_publish_page")
def offer_next_steps_of_course(request: HttpRequest, page: Any) -> None:
    if isinstance(page, CoursePage):
        offer_to_publish_parts(request, page)
        offer_first_cohort(request, page)
