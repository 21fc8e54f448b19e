"""Registers with Wagtail what this site does in its own way."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from courses.upkeep.content_checks import check_courses_content
from home.models import HomePage, StandardPage

from .strangers import keep_for_strangers
from .viewsets import PeopleDeleteBulkAction

# After wagtail.users: the last action of one name is the one that is used.
hooks.register("register_bulk_action", PeopleDeleteBulkAction, order=100)

# Innermost: what the other hooks ask, such as who may see the page, they ask for every visitor.
hooks.register("on_serve_page", keep_for_strangers, order=100)


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
