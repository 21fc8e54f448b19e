"""What search engines and messengers read of a page."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail import hooks
from wagtail.models import Page

from courses.catalogue.models import CoursePage
from courses.conf import site_name
from courses.sharing.queries import absolute, course_facts, picture_address
from courses.sharing.rules import course_data

register = template.Library()
# Inside of <script>, JSON must not be able to end it.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}

register.filter("share_picture", picture_address)
register.simple_tag(site_name)


@register.filter
def on_site_of(address: str, page: Page) -> str:
    """The address with the host of the page's site: `/ru/courses/` as `https://courses.example.org/ru/courses/`."""
    return absolute(page, address)


@register.simple_tag
def course_structured_data(page: CoursePage) -> SafeString:
    """The course as https://schema.org/Course in JSON-LD, with what the functions hooked to `register_course_data` add.

    Each is called as `function(page)` and returns a dict of schema.org properties for the course. What they say is kept
    for all readers.
    """
    data: dict[str, Any] = course_data(course_facts(page))
    for found in hooks.get_hooks("register_course_data"):
        data |= found(page)
    written = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308  escaped above
