"""Components that have content. Those that have none are included: see docs/decisions/0009-components.md."""

from collections.abc import Iterable
from typing import Any
from unicodedata import bidirectional

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from courses.styles import style_sheet

register = template.Library()


@register.simple_block_tag
def component(content: SafeString, which: str, **parameters: Any) -> SafeString:
    """Draw `courses/components/<which>.html` around what stands between the tags, and nothing else of the page.

    `{% component "button" href=url kind="secondary" %}{% translate "Continue" %}{% endcomponent %}`
    """
    inside = mark_safe(content.strip())  # noqa: S308  a part of the same template, escaped there
    return mark_safe(get_template(f"courses/components/{which}.html").render({**parameters, "content": inside}))  # noqa: S308


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and of the last word of a name, as an avatar shows them.

    U+200C keeps them apart where letters join, as those of the Arabic script do.
    """
    words = [word for word in str(name).split() if word[0].isalpha()]
    letters = [word[0].upper() for word in dict.fromkeys([*words[:1], *words[-1:]])]
    joining = any(bidirectional(letter) == "AL" for letter in letters)
    return ("\u200c" if joining else "").join(letters)


@register.simple_tag
def styles_address() -> str:
    """Where the style sheet of all pages is: the same address in every language."""
    with override(settings.LANGUAGE_CODE):
        return reverse("courses:styles", args=[style_sheet().digest])


@register.filter
def labeled(cells: Iterable[Any], columns: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Each cell of a row with its column: on a phone, where rows stand alone, the column's name stands above it."""
    return list(zip(columns, cells, strict=False))
