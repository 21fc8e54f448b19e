"""What must hold on a site that installs this app."""

from typing import Any

from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Error, register
from wagtail.models import Page

from .styles import folders


@register()
def check_page_model(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A course is a Wagtail `Page`. A site with a page model of its own gets an E301 for each of our page models, with
    the advice to change a relation that is not there to be changed; this says what it means."""
    if not Page._meta.swapped:
        return []
    message = "The courses app cannot be used on a site with a page model of its own (WAGTAIL_PAGE_MODEL)."
    return [Error(message, hint="Its pages are subclasses of wagtailcore.Page.", id="courses.E001")]


@register()
def check_style_sheets(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A folder of styles that is not there would be missing on every page, and nobody would be told."""
    hint = "The hook register_style_sheets returns a folder of static files, for example podcasts/css."
    return [
        Error(f"There is no folder {folder!r} among the static files.", hint=hint, id="courses.E002")
        for folder in folders()
        if not finders.find(folder)
    ]
