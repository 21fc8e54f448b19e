"""The pictures that messengers and networks show beside a link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from courses.catalogue.queries import is_shown_to, published

from .queries import picture_digest
from .services import share_picture

YEAR = 365 * 24 * 60 * 60  # seconds


@require_safe
def share_picture_view(request: HttpRequest, shared_id: int, digest: str) -> HttpResponse:
    """The picture of a page that this visitor may see. An old address gets the picture of today, and keeps it not."""
    page = published(Page.objects.filter(pk=shared_id)).specific().first()
    if page is None or not is_shown_to(page, request):
        raise Http404
    response = HttpResponse(share_picture(page=page), content_type="image/jpeg")
    if digest == picture_digest(page):
        patch_cache_control(response, public=True, immutable=True, max_age=YEAR)
    else:
        patch_cache_control(response, no_cache=True)
    return response
