"""Modules to take along."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from courses.catalogue.models import Module
from courses.catalogue.queries import is_shown_to, module_page
from courses.enrollment.queries import module_access
from courses.enrollment.views import module_refused

from .drawing import module_pdf


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def module_pdf_view(request: HttpRequest, module_key: UUID) -> HttpResponse:
    """The text of a module as PDF for those whom the gate lets in; others read why not. A private one is not found."""
    page = module_page(get_object_or_404(Module, pk=module_key), get_language())
    if page is None or not is_shown_to(page, request):
        raise Http404
    access = module_access(page, request.user)
    if not access.decision:
        return module_refused(request, page, access)
    response = HttpResponse(module_pdf(page, request), content_type="application/pdf")
    name = f"{slugify(page.title, allow_unicode=True) or page.slug}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
