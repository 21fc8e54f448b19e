from typing import Any

from django.http import HttpRequest


def remember_access_to_the_administration(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """The header links to the administration without asking the database for every page.

    Only a link depends on it: the administration itself asks anew. Someone who is given a role sees the link after the
    next sign-in.
    """
    request.session["may_enter_admin"] = user.has_perm("wagtailadmin.access_admin")
