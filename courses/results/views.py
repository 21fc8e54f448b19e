"""The learner's own results."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from courses.enrollment.models import Enrollment

from .queries import learner_results


@login_required
@require_safe
def results(request: HttpRequest, enrollment_id: int) -> HttpResponse:
    """All that I did in a course, what counts of it, and what is still open."""
    mine = Enrollment.objects.filter(learner=request.user.pk)
    related = ("cohort__course", "progress__policy", "participation", "completion")
    enrollment = get_object_or_404(mine.select_related(*related), pk=enrollment_id)
    return render(request, "courses/results/results.html", {"results": learner_results(enrollment)})
