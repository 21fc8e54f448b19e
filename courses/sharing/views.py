"""The pictures that messengers and networks show beside a link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from courses.caching import keep_by_digest
from courses.catalogue.queries import is_shown_to, published

from .queries import picture_digest
from .services import share_picture


@require_safe
def share_picture_view(request: HttpRequest, shared_id: int, digest: str) -> HttpResponse:
    """The picture of a page that this visitor may see; an old address gets the picture of today."""
    page = published(Page.objects.filter(pk=shared_id)).specific().first()
    if page is None or not is_shown_to(page, request):
        raise Http404
    response = HttpResponse(share_picture(page=page), content_type="image/jpeg")
    public = not page.get_view_restrictions().exists()
    keep_by_digest(response, is_current=digest == picture_digest(page), public=public)
    return response
