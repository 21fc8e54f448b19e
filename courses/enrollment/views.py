"""Taking a seat and giving it back; and the page that says why a module is not open."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.catalogue.models import Module, ModulePage
from courses.catalogue.queries import course_page_of, is_shown_to, module_page
from courses.decisions import Decision
from courses.directory.forms import NameOfRecordForm
from courses.directory.services import record_name

from .forms import PreviewForm, WithdrawForm
from .models import Cohort, Enrollment
from .queries import ModuleAccess, may_edit, run_of_cohort, runs_of_course
from .services import EnrollmentRefused, enroll, withdraw
from .states import BEFORE_OPENING, EnrollmentReason


def own_module(request: HttpRequest, enrollment_id: int, module_key: UUID) -> tuple[Enrollment, Module]:
    """The visitor's enrollment and a module of its course; not found if either is somebody else's or missing."""
    mine = Enrollment.objects.filter(learner=request.user.pk).select_related("cohort__course")
    enrollment = get_object_or_404(mine, pk=enrollment_id)
    return enrollment, get_object_or_404(Module, pk=module_key, course=enrollment.cohort.course_id)


def own_activity(
    request: HttpRequest, kind: str, enrollment_id: int, module_key: UUID, block_id: UUID
) -> tuple[Enrollment, Module]:
    """The same for an activity of this kind (the slug of its type), which must have its place in the module."""
    enrollment, module = own_module(request, enrollment_id, module_key)
    if not any(one["id"] == str(block_id) and one["type"] == kind for one in module.activities):
        raise Http404
    return enrollment, module


def way_to_closed(request: HttpRequest, module: Module, access: Decision) -> HttpResponse | None:
    """For an activity of a module that has not opened yet: the way to the module's page, which says why. None where
    it has opened, whatever the gate says now. Nothing of the activity is shown before."""
    if access.reason not in BEFORE_OPENING:
        return None
    page = module_page(module, get_language())
    return redirect(page.get_url(request) if page else "courses:learning")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enroll_view(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Ask for the name of record, take the seat, go to the learner's list."""
    cohort = get_object_or_404(Cohort.objects.select_related("course"), pk=cohort_id)
    course_page = course_page_of(cohort.course, get_language())
    run = run_of_cohort(cohort, request.user)
    if run.enrollment is None and not is_shown_to(course_page, request):
        raise Http404
    if run.enrollment is not None and run.enrollment.holds_seat:
        if request.method != "POST":  # whoever clicks twice is told by the first click
            messages.info(request, EnrollmentReason.ALREADY_ENROLLED.label)
        return redirect("courses:resume", run.enrollment.pk)
    form = NameOfRecordForm.for_user(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _enroll(request, cohort, form)
    context = {"cohort": cohort, "course": cohort.course, "course_page": course_page, "run": run, "form": form}
    return render(request, "courses/enrollment/enroll.html", context)


def _enroll(request: HttpRequest, cohort: Cohort, form: NameOfRecordForm) -> HttpResponse:
    record_name(user=request.user, language=get_language(), **form.cleaned_data)
    try:
        enrollment = enroll(cohort=cohort, learner=request.user, by=request.user)
    except EnrollmentRefused as refusal:
        mine = Enrollment.objects.filter(cohort=cohort, learner=request.user.pk).first()
        if mine is not None and mine.holds_seat:  # two clicks at once
            return redirect("courses:resume", mine.pk)
        messages.error(request, refusal.text)
        return redirect("courses:enroll", cohort.pk)
    messages.success(request, _("You are enrolled. Welcome to “%(course)s”.") % {"course": cohort.course.title})
    return redirect("courses:resume", enrollment.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_view(request: HttpRequest, enrollment_id: int) -> HttpResponse:
    """Say what leaving means, then give the seat back."""
    mine = Enrollment.objects.filter(learner=request.user.pk).select_related("cohort__course")
    enrollment = get_object_or_404(mine, pk=enrollment_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(enrollment=enrollment, by=request.user, reason=form.cleaned_data["reason"])
        except EnrollmentRefused as refusal:
            messages.error(request, refusal.text)
        else:
            messages.success(request, _("You have withdrawn. Your progress is kept in case you come back."))
        return redirect("courses:learning")
    return render(request, "courses/enrollment/withdraw.html", {"enrollment": enrollment, "form": form})


def module_refused(request: HttpRequest, page: ModulePage, access: ModuleAccess) -> HttpResponse:
    """The helpful page in place of a module that is not open to this reader: why, and what to do next (403)."""
    found = course_page_of(access.module.course, get_language()) if access.module else None
    course_page = found if is_shown_to(found, request) else None
    context = {
        "page": page,
        "course_page": course_page,
        "access": access,
        "decision": access.decision,
        "enrollment": access.enrollment,
        "before_opening": BEFORE_OPENING,
        "sign_in_url": resolve_url(settings.LOGIN_URL),
        "runs": runs_of_course(course_page, request) if course_page else [],
    }
    return render(request, "courses/enrollment/module_refused.html", context, status=403)


@require_safe
def preview_module(request: HttpRequest, cohort_id: int, module_key: UUID) -> HttpResponse:
    """For those who edit the page of a module: as a learner of a cohort would find it at a moment, open or closed.

    There is nobody of whom anything could be recorded.
    """
    cohort = get_object_or_404(Cohort, pk=cohort_id)
    modules = Module.objects.filter(course=cohort.course_id, live=True).order_by("position")
    module = get_object_or_404(modules, pk=module_key)
    page = module_page(module, get_language())
    if page is None or not may_edit(page, request.user):
        raise Http404
    learner = PreviewForm(cohort, modules, request.GET or None).learner
    access = learner.access(module)
    way_back = f"{reverse('releases:preview', args=[cohort.pk])}?{request.GET.urlencode()}"
    facts = {"is_preview": True, "module_access": access, "imagined": learner, "way_back": way_back}
    for name, fact in facts.items():  # read by the templates of the page
        setattr(request, name, fact)
    return page.serve(request) if access.decision else module_refused(request, page, access)
