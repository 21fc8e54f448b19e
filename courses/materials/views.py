"""Saying that one has watched a recording, and being given a document."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.documents.views.serve import serve

from courses.catalogue.models import Module
from courses.catalogue.queries import module_page, placed_value
from courses.enrollment.models import Enrollment
from courses.enrollment.queries import enrollment_access
from courses.enrollment.views import own_activity
from courses.progress.queries import achievement
from courses.progress.services import ProgressRefused, mark_done


@login_required
@require_POST
def watched(request: HttpRequest, enrollment_id: int, module_key: UUID, block_id: UUID) -> HttpResponseBase:
    """Take the learner's word for it."""
    enrollment, module = own_activity(request, "media", enrollment_id, module_key, block_id)
    try:
        mark_done(enrollment=enrollment, module=module, block_id=block_id, kind="media")
    except ProgressRefused as refusal:
        messages.error(request, refusal.text)
    else:
        achieved = achievement(enrollment, module)
        messages.success(request, achieved.label if achieved else _("Noted."))
    return _back(request, module, block_id)


@login_required
@require_safe
def document(request: HttpRequest, enrollment_id: int, module_key: UUID, block_id: UUID) -> HttpResponseBase:
    """Give the document, through Wagtail's own view, which knows who may read it, and note that it was given."""
    enrollment, module = own_activity(request, "document", enrollment_id, module_key, block_id)
    value = placed_value(module_page(module, get_language()), "document", block_id)
    if value is None or value["document"] is None:
        raise Http404
    access = enrollment_access(enrollment, module)
    if not access:
        messages.error(request, access.reason.label)
        return _back(request, module, block_id)
    if request.method == "GET" and "Sec-Purpose" not in request.headers:  # a browser that looks ahead reads nothing
        setattr(request, "fetching", Fetching(enrollment, module, block_id))  # noqa: B010  read when the file goes out
    answer: HttpResponseBase = serve(request, value["document"].pk, value["document"].filename)
    return answer


@dataclass(frozen=True)
class Fetching:
    """Which activity a request for a document belongs to."""

    enrollment: Enrollment
    module: Module
    block_id: UUID


def note_fetched(request: HttpRequest) -> None:
    """A document goes out: if an activity asked for it, that is done."""
    fetching = getattr(request, "fetching", None)
    if fetching is not None:
        mark_done(enrollment=fetching.enrollment, module=fetching.module, block_id=fetching.block_id, kind="document")


def _back(request: HttpRequest, module: Module, block_id: UUID) -> HttpResponseBase:
    page = module_page(module, get_language())
    return redirect(f"{page.get_url(request)}#activity-{block_id}" if page else "courses:learning")
