"""Visitors without any cookie all see the same: what is drawn for one of them is kept for the others."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.cache.utils import make_template_fragment_key
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from wagtail.models import Page, Site

from courses.catalogue.kept import SECONDS, acts_on_pages
from courses.enrollment.queries import course_outlooks, runs_of_course
from courses.models import CatalogPage, Cohort, CoursePage
from home.models import HomePage, StandardPage

Serve = Callable[[Page, HttpRequest, Any, Any], TemplateResponse]


def _outlooks(page: Page, request: HttpRequest) -> Any:
    """Among the next cohorts a new one comes, and one that begins goes, at most a minute late."""
    return course_outlooks()


def _runs(page: CoursePage, request: HttpRequest) -> Any:
    runs = runs_of_course(page, request)
    return [(run.decision, [getattr(run.cohort, field.attname) for field in Cohort._meta.fields]) for run in runs]


# The kinds of pages that are kept, and what moves on them by itself: with time, and with every seat that is taken.
MOVING: dict[type, Callable[[Any, HttpRequest], Any]] = {
    HomePage: _outlooks,
    StandardPage: _outlooks,
    CatalogPage: _outlooks,
    CoursePage: _runs,
}


def keep_for_strangers(serve: Serve) -> Serve:
    """For the hook `on_serve_page`: the page is found and permitted anew for each visitor, then its answer is taken
    from what is kept.

    An answer is kept for a minute, and no longer than the page, the log of acts on pages and what moves stay as they
    are. What it takes from other rows may be that minute old. While one develops nothing is kept, for templates change.
    """

    def serve_kept(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> TemplateResponse:
        if settings.DEBUG or type(page) not in MOVING or not _is_stranger(request):
            return serve(page, request, args, kwargs)
        key = make_template_fragment_key("answer", [Site.find_for_request(request).pk, request.path])
        state = (page.cache_key, acts_on_pages(request), MOVING[type(page)](page, request))
        kept_state, answer = cache.get(key, (None, None))
        if kept_state == state:
            return answer
        response = serve(page, request, args, kwargs)
        response.add_post_render_callback(partial(_keep, request, key, state))
        return response

    return serve_kept


def _is_stranger(request: HttpRequest) -> bool:
    """Addresses with a query are left out: anybody could think up as many as would fill the cache."""
    return request.method == "GET" and not request.COOKIES and not request.META.get("QUERY_STRING")


def _keep(request: HttpRequest, key: str, state: Any, response: TemplateResponse) -> None:
    """Not if it holds a token that was made for this visitor alone."""
    made_for_one = "CSRF_COOKIE_NEEDS_UPDATE" in request.META or hasattr(request, "_csp_nonce")
    patch_vary_headers(response, ["Cookie"])
    if not made_for_one:
        cache.set(key, (state, response), SECONDS)
