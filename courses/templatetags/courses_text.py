"""How texts, times and amounts are shown; nothing here knows a learner."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, ngettext
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from courses.calendars import (
    with_zone,
    written_change,
    written_date,
    written_moment,
    written_month,
    written_number,
    written_year,
    written_zone,
    zoned_moment,
)
from courses.catalogue import rules
from courses.catalogue.blocks import CONTENT_BLOCKS
from courses.catalogue.glossary import marked_texts
from courses.catalogue.notes import Note, notes_of
from courses.enrollment.models import Cohort
from courses.upkeep.rules import mark_poor_links

register = template.Library()
register.filter("date_for_people", written_date, expects_localtime=True)
register.filter("month_for_people", written_month)
register.filter("year_for_people", written_year)
register.filter("moment_for_people", written_moment)
register.filter("number_for_people", written_number)
register.filter("signed_for_people", written_change)
register.filter("zone_for_people", written_zone)
register.filter("mark_poor_links", stringfilter(mark_poor_links), is_safe=True)
CONTENT_BLOCK_NAMES = frozenset(name for name, _block in CONTENT_BLOCKS)


@register.filter
def hours(minutes: int | None) -> str:
    """Minutes as a person reads them: 240 -> “4 hours”, and less than an hour as it is: 45 -> “45 minutes”."""
    if minutes and minutes < 60:
        return reading_time(minutes)
    number = rules.hours(minutes or 0)
    amount = int(number) if number == int(number) else 2
    return ngettext("%(hours)s hour", "%(hours)s hours", amount) % {"hours": written_number(number)}


@register.filter
def day_of(when: date | datetime, cohort: Cohort) -> str:
    """A day as the cohort counts it, its zone named: “21 March 2026 (Tehran)”."""
    day = when.astimezone(cohort.zone) if isinstance(when, datetime) else when
    return with_zone(written_date(day), cohort.time_zone)


@register.filter
def moment_of(when: datetime, cohort: Cohort) -> str:
    """A moment on the cohort's clock, its zone named: “21 March 2026, 09:00 (Tehran)”."""
    return zoned_moment(when, cohort.time_zone)


@register.simple_tag
def language_attributes(code: str) -> str:
    """The HTML attributes `lang` and `dir` of a text in another language than the interface's; else nothing."""
    if code == get_language():
        return ""
    return format_html(' lang="{}" dir="{}"', code, "rtl" if get_language_info(code)["bidi"] else "ltr")


@register.filter
def language_in_sentence(code: str) -> str:
    """A language as it is named within a sentence: “English”, «английский»."""
    name = get_language_info(code)["name_translated"]
    return name.lower() if get_language() == "ru" else name  # Django writes «Английский»


@register.filter
def reading_time(minutes: int) -> str:
    """“5 minutes”, «۵ دقیقه»."""
    return ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": written_number(minutes)}


register.filter(notes_of)


@register.simple_tag(name="marked_texts")
def marked_texts_when_needed(stream: StreamValue) -> Any:
    """See `courses.catalogue.glossary.marked_texts`: looked for once, when the first running text is drawn."""
    return SimpleLazyObject(partial(marked_texts, stream))


@register.simple_tag(takes_context=True)
def own_note(context: template.Context) -> Note | None:
    """The note that names the source of the key fact that is drawn, if the text around it has notes."""
    notes, key = context.get("notes") or (), str(context.get("block_id"))
    return next((note for note in notes if key in [fact.key for fact in note.facts]), None)


@register.simple_tag(takes_context=True)
def running_text(context: template.Context, value: RichText) -> SafeString:
    """Rich text; the terms that it mentions first, if the text around it was looked through by `marked_texts`, open
    their definitions."""
    marked = context.get("marked") or {}
    html = marked.get(str(context.get("block_id"))) or str(value)
    return mark_safe(mark_poor_links(html))  # noqa: S308  cleaned when it was written


@dataclass(frozen=True)
class StreamRun:
    """Neighboring blocks of a text: one activity, or content that is the same for every reader."""

    stream: StreamValue
    start: int
    end: int
    is_activity: bool

    def __iter__(self) -> Iterator[Any]:
        return (self.stream[index] for index in range(self.start, self.end))


@register.filter
def in_runs(stream: StreamValue) -> list[StreamRun]:
    """A text in runs, so that content can be kept for all readers and activities are drawn for each one.

    It looks at the names of the blocks alone: pictures and documents are loaded only for runs that are drawn.
    """
    runs: list[StreamRun] = []
    for index, block in enumerate(stream.raw_data):
        is_activity = block["type"] not in CONTENT_BLOCK_NAMES
        if runs and not is_activity and not runs[-1].is_activity:
            runs[-1] = replace(runs[-1], end=index + 1)
        else:
            runs.append(StreamRun(stream, index, index + 1, is_activity))
    return runs
