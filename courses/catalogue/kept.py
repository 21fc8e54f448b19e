"""What pages say, read once for all readers and kept until an editor acts on any page."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.core.cache import cache
from django.core.cache.utils import make_template_fragment_key
from django.http import HttpRequest
from wagtail.models import PageLogEntry

SECONDS = 60
LINES = 10  # more than the last one: what began earlier may be committed later
Found = TypeVar("Found")
Acts = tuple[tuple[int, datetime], ...]


def acts_on_pages(request: HttpRequest) -> Acts:
    """The last lines of Wagtail's log of pages: other ones after every act of an editor, whichever process served her
    (one query for each request)."""
    acts: Acts | None = getattr(request, "_acts_on_pages", None)
    if acts is None:
        acts = tuple(PageLogEntry.objects.order_by("-pk").values_list("pk", "timestamp")[:LINES])
        setattr(request, "_acts_on_pages", acts)  # noqa: B010
    return acts


def kept(request: HttpRequest, name: str, of: list[Any], find: Callable[[], Found]) -> Found:
    """What `find` reads from published pages and nothing else, the same for every reader; `of` is what it looks for.

    After the next act on any page it is found anew. Only what changes without a line in the log may be a minute old.
    """
    acts, key = acts_on_pages(request), make_template_fragment_key(name, of)
    entry: tuple[Acts, Found] | None = cache.get(key)
    if entry is None or entry[0] != acts:
        entry = acts, find()
        cache.set(key, entry, SECONDS)
    return entry[1]
