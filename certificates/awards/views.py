"""The learner's own certificates."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files.base import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from courses.api import is_course_shown

from .delivery import open_file, open_picture, specimen_picture
from .models import Award, AwardFile
from .queries import (
    PendingCompletion,
    awards_of,
    completions_without_award,
    definitions_for,
    explained,
    latest_award,
    readable_award,
)
from .services import record_event
from .states import EventKind
from .tasks import states_of_issuing

logger = logging.getLogger(__name__)
NEWEST = 3


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def mine(request: HttpRequest) -> HttpResponse:
    """All certificates of the person signed in, and the completed courses whose certificate is still to come."""
    context = {"awards": awards_of(request.user), "pending": _pending(request.user)}
    return render(request, "certificates/awards/mine.html", context)


def completion_part(completion: Any) -> str:
    """Where the certificate of a completion is, for the pages that tell its learner of it."""
    award = latest_award(completion.enrollment_id)
    return render_to_string("certificates/awards/completed.html", {"award": award})


def enrollment_part(enrollment: Any, request: HttpRequest) -> str:
    """The certificate of an enrollment or what it waits for, for those who may see certificates."""
    if not request.user.has_perm("certificates.view_award"):
        return ""
    award, completed = latest_award(enrollment.pk), hasattr(enrollment, "completion")
    return render_to_string("certificates/admin/enrollment.html", {"award": award, "completed": completed})


def learning_part(request: HttpRequest) -> str:
    """The newest certificates and those to come, for the page My learning; "" when there are none."""
    awards, pending = awards_of(request.user)[:NEWEST], _pending(request.user)
    if not awards and not pending:
        return ""
    return render_to_string("certificates/awards/learning.html", {"awards": awards, "pending": pending})


def _pending(learner: Any) -> list[PendingCompletion]:
    completion_ids = completions_without_award(learner_id=learner.pk)
    return explained(completion_ids, states_of_issuing(completion_ids))


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One certificate with what it says and how it is shared."""
    return render(request, "certificates/awards/detail.html", {"award": _award_or_404(request, uuid)})


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def download(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The stored PDF. Another person's, a missing one and one that is not drawn yet are the same 404."""
    award = _award_or_404(request, uuid)
    content = _opened(award, open_file)
    if request.method == "GET" and award.learner_id != request.user.pk:
        record_event(award=award, kind=EventKind.DOWNLOADED_BY_STAFF, by=request.user)
    response = FileResponse(content, as_attachment=True, filename=f"{award.serial}.pdf", content_type="application/pdf")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@login_required
@cache_control(private=True, max_age=86_400)
def picture(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """How the PDF looks, for the page of the certificate."""
    return FileResponse(_opened(_award_or_404(request, uuid), open_picture), content_type="image/webp")


@require_safe
@cache_control(private=True, max_age=86_400)
def specimen(request: HttpRequest, course_key: UUID) -> HttpResponse:
    """How the certificate of a course looks, in the language of the address; nobody's, for all who see the course."""
    language = get_language() or settings.LANGUAGE_CODE
    if not is_course_shown(course_key, language, request):
        raise Http404
    picture = specimen_picture(course_key=course_key, language=language, year=timezone.localdate().year)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/webp")


def specimen_part(page: Any, request: HttpRequest) -> str:
    """What one gets at the end, for the page of a course; "" when its certificates have no rule."""
    definition = definitions_for([page.translation_key])[page.translation_key]
    if definition is None:
        return ""
    context = {"course_key": page.translation_key, "definition": definition}
    return render_to_string("certificates/awards/specimen.html", context, request)


def _opened(award: Award, open_it: Callable[[AwardFile], File]) -> File:
    if award.pdf is None:
        raise Http404
    try:
        return open_it(award.pdf)
    except FileNotFoundError as error:
        logger.error("The file of certificate %s is missing: %s", award.serial, award.pdf.storage_name)
        raise Http404 from error


def _award_or_404(request: HttpRequest, uuid: UUID) -> Award:
    award = readable_award(uuid=uuid, reader=request.user)
    if award is None:
        raise Http404
    return award
