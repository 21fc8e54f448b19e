"""The learner's own list, resuming, and marking a module as read."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.catalogue.queries import course_page_of, module_page
from courses.enrollment.models import Enrollment
from courses.enrollment.queries import enrollment_access
from courses.enrollment.views import own_module

from .queries import achievement, my_learning, next_module
from .services import ProgressRefused, mark_read


@login_required
@require_safe
def learning(request: HttpRequest) -> HttpResponse:
    """What I take, how far I am, what is next."""
    return render(request, "courses/progress/learning.html", {"learning": my_learning(request.user)})


@login_required
@require_safe
def resume(request: HttpRequest, enrollment_id: int) -> HttpResponse:
    """Go to the first module that is not completed; to the course's page while the modules are not open."""
    mine = Enrollment.objects.filter(learner=request.user.pk).select_related("cohort__course")
    enrollment = get_object_or_404(mine, pk=enrollment_id)
    module = next_module(enrollment)
    page = module_page(module, get_language()) if module else None
    if module is None or page is None or not enrollment_access(enrollment, module):
        return course(request, enrollment_id)
    return redirect(page.get_url(request))


@login_required
@require_safe
def course(request: HttpRequest, enrollment_id: int) -> HttpResponse:
    """Go to the page of the course that is taken; to my learning while it has none."""
    mine = Enrollment.objects.filter(learner=request.user.pk).select_related("cohort__course")
    page = course_page_of(get_object_or_404(mine, pk=enrollment_id).cohort.course, get_language())
    return redirect(page.get_url(request) if page else "courses:learning")


@login_required
@require_safe
def module(request: HttpRequest, enrollment_id: int, module_key: UUID) -> HttpResponse:
    """Go to the page of a module of the course that is taken; to its course while it has none."""
    _enrollment, found = own_module(request, enrollment_id, module_key)
    page = module_page(found, get_language())
    return redirect(page.get_url(request)) if page else course(request, enrollment_id)


@login_required
@require_POST
def mark_read_view(request: HttpRequest, enrollment_id: int, module_key: UUID) -> HttpResponse:
    """Mark the module's text as read and go on."""
    enrollment, module = own_module(request, enrollment_id, module_key)
    page = module_page(module, get_language())
    try:
        mark_read(enrollment=enrollment, module=module)
    except ProgressRefused as refusal:
        messages.error(request, refusal.text)
    else:
        achieved = achievement(enrollment, module)
        messages.success(request, achieved.label if achieved else _("Marked as read."))
    return redirect(f"{page.get_url(request)}#progress" if page else "courses:learning")
