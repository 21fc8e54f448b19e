"""Writing a reflection, and the journal in which a learner finds, takes along and deletes what she wrote."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.catalogue.models import Module
from courses.enrollment.models import Enrollment
from courses.enrollment.queries import enrollment_access
from courses.enrollment.views import own_activity, way_to_closed
from courses.progress.queries import achievement

from .forms import EntryForm
from .models import JournalEntry
from .queries import PlacedReflection, entry_at, journal_of, placed_reflection
from .services import JournalRefused, delete_entry, write_entry
from .states import JournalReason


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reflection(request: HttpRequest, enrollment_id: int, module_key: UUID, block_id: UUID) -> HttpResponse:
    """The question and the learner's text: read it again, write it, change it."""
    enrollment, module = own_activity(request, "reflection", enrollment_id, module_key, block_id)
    access = enrollment_access(enrollment, module)
    if closed := way_to_closed(request, module, access):
        return closed
    placed = placed_reflection(module, block_id)
    if placed.reflection is None:
        raise Http404
    entry = entry_at(enrollment, module, block_id)
    form = EntryForm.for_entry(entry, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            write_entry(enrollment=enrollment, module=module, block_id=block_id, **form.cleaned_data)
        except JournalRefused as refusal:
            entry = entry_at(enrollment, module, block_id)
            _tell(form, refusal, entry)
        else:
            return _written(request, enrollment, module, placed)
    context = {
        "placed": placed,
        "module": module,
        "entry": entry,
        "form": form,
        "access": access,
    }
    return render(request, "courses/journal/reflection.html", context)


def _tell(form: EntryForm, refusal: JournalRefused, entry: JournalEntry | None) -> None:
    """Why nothing is kept, above the form with what was typed; what was changed elsewhere is shown beside it."""
    form.add_error(None, refusal.text)
    if refusal.decision.reason == JournalReason.CHANGED_ELSEWHERE:
        form.data = {"text": form.data["text"], "version": entry.version if entry else 0}


def _written(request: HttpRequest, enrollment: Enrollment, module: Module, placed: PlacedReflection) -> HttpResponse:
    achieved = achievement(enrollment, module)
    messages.success(request, achieved.label if achieved else _("Your text is kept in your journal."))
    return redirect(f"{placed.page.get_url(request)}#progress" if placed.page else "courses:journal")


@never_cache
@login_required
@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """Everything I wrote."""
    return render(request, "courses/journal/journal.html", {"entries": journal_of(request.user)})


@never_cache
@login_required
@require_safe
def journal_text(request: HttpRequest) -> HttpResponse:
    """The same as a text file to take along (UTF-8, with a mark by which old programs know that)."""
    text = render_to_string("courses/journal/journal.txt", {"entries": journal_of(request.user)}, request)
    response = HttpResponse(f"\ufeff{text}", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, _("journal.txt"))
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_entry_view(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Ask, then delete one entry for good."""
    entry = get_object_or_404(journal_of(request.user), pk=entry_id)
    if request.method == "POST":
        delete_entry(entry=entry)
        messages.success(request, _("The entry is deleted."))
        return redirect("courses:journal")
    return render(request, "courses/journal/delete_entry.html", {"entry": entry})


def learning_part(request: HttpRequest) -> SafeString | str:
    """On the page My learning: the way to the journal of somebody who has one."""
    count = journal_of(request.user).count()
    return render_to_string("courses/journal/learning.html", {"count": count}, request) if count else ""
