"""Registers with Wagtail what this site does in its own way."""

from wagtail import hooks

from .strangers import keep_for_strangers
from .viewsets import PeopleDeleteBulkAction

# After wagtail.users: the last action of one name is the one that is used.
hooks.register("register_bulk_action", PeopleDeleteBulkAction, order=100)

# Innermost: what the other hooks ask, such as who may see the page, they ask for every visitor.
hooks.register("on_serve_page", keep_for_strangers, order=100)


@hooks.register("register_style_sheets")
def register_styles() -> str:
    return "site/css"
