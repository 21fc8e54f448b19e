"""Registers with Wagtail what this site does in its own way."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.models import Page

from courses.catalogue.queries import is_shown_to
from courses.upkeep.content_checks import check_courses_content
from home.models import HomePage, StandardPage

from .strangers import keep_for_strangers
from .viewsets import PeopleDeleteBulkAction

# After wagtail.users: the last action of one name is the one that is used.
hooks.register("register_bulk_action", PeopleDeleteBulkAction, order=100)

# Innermost: what the other hooks ask, such as who may see the page, they ask for every visitor.
hooks.register("on_serve_page", keep_for_strangers, order=100)


@hooks.register("on_serve_page", order=-1)
def refuse_strangers_to_a_group(serve: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Who is signed in and not in the group that a page is for reads so (403): Wagtail would send her to the sign-in,
    which would send her back."""

    def serve_if_in_group(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        response = serve(page, request, args, kwargs)
        if response.status_code == 302 and request.user.is_authenticated and not is_shown_to(page, request):
            raise PermissionDenied(gettext("This page is for a group of people to which your account does not belong."))
        return response

    return serve_if_in_group


@hooks.register("register_style_sheets")
def register_styles() -> str:
    return "site/css"


@hooks.register("construct_wagtail_userbar")
def check_content(request: HttpRequest, items: list[Any], page: Any) -> None:
    if isinstance(page, HomePage | StandardPage):
        check_courses_content(items)


@hooks.register("insert_global_admin_css")
def dress_the_desk() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("site/admin/desk.css"))
