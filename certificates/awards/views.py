"""The learner's own certificates."""

import logging
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .delivery import open_file
from .models import Award
from .queries import awards_of, completions_without_award, explained, readable_award
from .services import record_event
from .states import EventKind
from .tasks import states_of_issuing

logger = logging.getLogger(__name__)


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def mine(request: HttpRequest) -> HttpResponse:
    """All certificates of the person signed in, and the completed courses whose certificate is still to come."""
    completion_ids = completions_without_award(learner_id=request.user.pk)
    pending = explained(completion_ids, states_of_issuing(completion_ids))
    context = {"awards": awards_of(request.user), "pending": pending}
    return render(request, "certificates/awards/mine.html", context)


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
    if award.pdf is None:
        raise Http404
    try:
        content = open_file(award.pdf)
    except FileNotFoundError as error:
        logger.error("The file of certificate %s is missing: %s", award.serial, award.pdf.storage_name)
        raise Http404 from error
    if request.method == "GET" and award.learner_id != request.user.pk:
        record_event(award=award, kind=EventKind.DOWNLOADED_BY_STAFF, by=request.user)
    response = FileResponse(content, as_attachment=True, filename=f"{award.serial}.pdf", content_type="application/pdf")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _award_or_404(request: HttpRequest, uuid: UUID) -> Award:
    award = readable_award(uuid=uuid, reader=request.user)
    if award is None:
        raise Http404
    return award
