"""The page that all others are measured against."""

from django.db import models
from django.http import HttpRequest
from wagtail.models import Page

from courses.catalogue.fields import ContentStreamField


class BarePage(Page):
    """A page with nothing but blocks, in the base template of `wagtail start` or in this site's own."""

    body = ContentStreamField()
    in_skin = models.BooleanField(default=False)

    def get_template(self, request: HttpRequest, *args: object, **kwargs: object) -> str:
        return "bench/skin_page.html" if self.in_skin else "bench/bare_page.html"
