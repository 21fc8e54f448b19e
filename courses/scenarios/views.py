"""Playing a scenario: where I stand, the step that comes next, and looking back."""

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
from courses.enrollment.queries import enrollment_access
from courses.enrollment.views import own_activity, way_to_closed
from courses.progress.queries import achievement

from .forms import DebriefForm, StepForm
from .models import Playthrough
from .queries import scenario_standing
from .services import PlayRefused, begin_playthrough, keep_debrief, take_choice


def _mine(request: HttpRequest, playthrough_id: int) -> Playthrough:
    mine = Playthrough.objects.filter(enrollment__learner=request.user.pk)
    related = ("enrollment__cohort__course", "enrollment__completion", "module")
    return get_object_or_404(mine.select_related(*related), pk=playthrough_id)


@login_required
@require_safe
def scenario(request: HttpRequest, enrollment_id: int, module_key: UUID, block_id: UUID) -> HttpResponse:
    """What the scenario is about, my playthroughs so far, and the button to begin or go on."""
    enrollment, module = own_activity(request, "scenario", enrollment_id, module_key, block_id)
    standing = scenario_standing(enrollment, module, block_id)
    if closed := way_to_closed(request, module, standing.access):
        return closed
    context = {
        "enrollment": enrollment,
        "module": module,
        "module_page": module_page(module, get_language()),
        "block_id": block_id,
        "standing": standing,
    }
    return render(request, "courses/scenarios/scenario.html", context)


@login_required
@require_POST
def begin(request: HttpRequest, enrollment_id: int, module_key: UUID, block_id: UUID) -> HttpResponse:
    """Play from the beginning, or go on with what is open."""
    enrollment, module = own_activity(request, "scenario", enrollment_id, module_key, block_id)
    try:
        play = begin_playthrough(enrollment=enrollment, module=module, block_id=block_id)
    except PlayRefused as refusal:
        messages.error(request, refusal.text)
        return redirect("courses:scenario", enrollment_id, module_key, block_id)
    return redirect("courses:playthrough", play.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def playthrough(request: HttpRequest, playthrough_id: int) -> HttpResponse:
    """The step that comes next, and taking it; at an ending what came of it."""
    play = _mine(request, playthrough_id)
    if request.method == "POST":
        return _take(request, play)
    if not play.is_open:
        return render(request, "courses/scenarios/ending.html", _ending_context(play, DebriefForm(play)))
    access = enrollment_access(play.enrollment, play.module)
    if not access:
        messages.error(request, access.reason.label)
        return redirect("courses:scenario", play.enrollment_id, play.module_id, play.block_id)
    return _ask(request, play, StepForm(play))


def _ask(request: HttpRequest, play: Playthrough, form: StepForm) -> HttpResponse:
    context = {"play": play, "form": form, "module_page": module_page(play.module, get_language())}
    return render(request, "courses/scenarios/step.html", context)


def _take(request: HttpRequest, play: Playthrough) -> HttpResponse:
    posted = request.POST.get("step", "")
    step = int(posted) if posted.isdecimal() else 0
    choice_id = request.POST.get("choice", "")
    if play.is_open and step == play.step and not choice_id:
        return _ask(request, play, StepForm(play, request.POST))
    try:
        play = take_choice(playthrough=play, step=step, choice_id=choice_id)
    except PlayRefused as refusal:
        messages.error(request, refusal.text)
    else:
        achieved = achievement(play.enrollment, play.module) if play.completes else None
        if achieved:
            messages.success(request, achieved.label)
    return redirect("courses:playthrough", play.pk)


@login_required
@require_POST
def debrief(request: HttpRequest, playthrough_id: int) -> HttpResponse:
    """Keep what I think of it; what cannot be kept is shown again, so that it is not lost."""
    play = _mine(request, playthrough_id)
    if play.is_open:
        return redirect("courses:playthrough", play.pk)
    form = DebriefForm(play, request.POST)
    if form.is_valid():
        try:
            keep_debrief(playthrough=play, answers=form.cleaned_data)
        except PlayRefused as refusal:
            messages.error(request, refusal.text)
        else:
            messages.success(request, _("Your answers are kept."))
            return redirect("courses:playthrough", play.pk)
    return render(request, "courses/scenarios/ending.html", _ending_context(play, form))


def _ending_context(play: Playthrough, form: DebriefForm) -> dict[str, Any]:
    return {
        "play": play,
        "form": form,
        "access": enrollment_access(play.enrollment, play.module),
        "module_page": module_page(play.module, get_language()),
    }
