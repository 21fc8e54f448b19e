"""Taking a quiz: where I stand, the attempt, its result."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.catalogue.queries import module_page
from courses.decisions import Decision, refused
from courses.enrollment.queries import enrollment_access
from courses.enrollment.views import own_activity, way_to_closed
from courses.progress.queries import achievement, unfinished_module
from courses.registry import question_types

from .forms import AttemptForm
from .models import Attempt
from .queries import quiz_standing, standing_after
from .rules import grade, review
from .services import AttemptRefused, keep_answers, start_attempt, submit_attempt
from .states import AttemptReason, AttemptState


@login_required
@require_safe
def quiz(request: HttpRequest, enrollment_id: int, module_key: UUID, block_id: UUID) -> HttpResponse:
    """Rules of the quiz, my attempts so far, and the button to start or go on."""
    enrollment, module = own_activity(request, "quiz", enrollment_id, module_key, block_id)
    standing = quiz_standing(enrollment, module, block_id)
    if closed := way_to_closed(request, module, standing.access):
        return closed
    context = {
        "enrollment": enrollment,
        "module": module,
        "module_page": module_page(module, get_language()),
        "block_id": block_id,
        "standing": standing,
    }
    return render(request, "courses/assessment/quiz.html", context)


@login_required
@require_POST
def start(request: HttpRequest, enrollment_id: int, module_key: UUID, block_id: UUID) -> HttpResponse:
    """Start an attempt, or go on with the open one."""
    enrollment, module = own_activity(request, "quiz", enrollment_id, module_key, block_id)
    try:
        attempt = start_attempt(enrollment=enrollment, module=module, block_id=block_id)
    except AttemptRefused as refusal:
        messages.error(request, refusal.text)
        return redirect("courses:quiz", enrollment_id, module_key, block_id)
    return redirect("courses:attempt", attempt.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attempt(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """The questions while the attempt is open; its result once it is handed in."""
    mine = Attempt.objects.filter(enrollment__learner=request.user.pk)
    found = get_object_or_404(
        mine.select_related("enrollment__cohort__course", "enrollment__completion", "module"), pk=attempt_id
    )
    if found.state == AttemptState.SUBMITTED:
        return render(request, "courses/assessment/result.html", _result_context(request, found))
    form = AttemptForm(found, request.POST if request.method == "POST" else None)
    complete = form.is_valid()
    access = enrollment_access(found.enrollment, found.module)
    if access and not found.can_be_asked:
        access = refused(AttemptReason.QUIZ_UNAVAILABLE)
    if not access:
        return _closed(request, found, form, access)
    if complete:
        return _submit(request, found, form)
    if form.is_bound:
        keep_answers(attempt=found, answers=form.answers())
    context = {"attempt": found, "form": form, "module_page": module_page(found.module, get_language())}
    return render(request, "courses/assessment/attempt.html", context)


def _submit(request: HttpRequest, attempt: Attempt, form: AttemptForm) -> HttpResponse:
    try:
        submit_attempt(attempt=attempt, answers=form.answers())
    except AttemptRefused as refusal:
        if refusal.decision.reason != AttemptReason.ALREADY_SUBMITTED:
            return _closed(request, attempt, form, refusal.decision)
        messages.error(request, refusal.text)
    else:
        achieved = achievement(attempt.enrollment, attempt.module)
        if achieved:
            messages.success(request, achieved.label)
    return redirect("courses:attempt", attempt.pk)


def _closed(request: HttpRequest, attempt: Attempt, form: AttemptForm, decision: Decision) -> HttpResponse:
    """Say why, and keep what was answered, complete or not."""
    messages.error(request, decision.reason.label)
    if form.is_bound and keep_answers(attempt=attempt, answers=form.answers()):
        messages.info(request, _("Your answers are kept. Hand them in when the module is open to you again."))
    return redirect("courses:quiz", attempt.enrollment_id, attempt.module_id, attempt.block_id)


def _result_context(request: HttpRequest, attempt: Attempt) -> dict[str, Any]:
    standing = standing_after(attempt)
    unfinished = unfinished_module(attempt.enrollment)
    elsewhere = unfinished if unfinished != attempt.module else None
    results = grade(attempt.questions, attempt.answers, question_types)
    return {
        "attempt": attempt,
        "standing": standing,
        "right": sum(result.correct for result in results),
        "reviews": [
            review(question, result, question_types.get(question["type"]), with_key=standing.shows_key)
            for question, result in zip(attempt.questions, results, strict=True)
        ],
        "module_page": module_page(attempt.module, get_language()),
        "unfinished": unfinished,
        "next_page": module_page(elsewhere, get_language()) if elsewhere else None,
    }
