"""Keeps what published pages say that may age or break."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db import transaction
from django.db.models import IntegerField, Model
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Page

from courses.catalogue.blocks import KeyFactBlock, PictureBlock

from .models import Finding
from .states import FindingKind


@transaction.atomic
def record_findings(*, page: Page) -> None:
    """Keep what is found in this (specific) page if it is live, else nothing."""
    Finding.objects.filter(page=page.pk).delete()
    if page.live:
        Finding.objects.bulk_create(Finding(page_id=page.pk, **found) for found in _found_in(page))


def record_all_findings() -> int:
    """Look through all live pages anew, each in a transaction of its own; how many."""
    ids = list(Page.objects.live().order_by("pk").values_list("pk", flat=True))
    for page_id in ids:
        record_findings(page=Page.objects.get(pk=page_id).specific)
    return len(ids)


def _found_in(page: Any) -> Iterator[dict[str, Any]]:
    streams = [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
    texts = [field for field in page._meta.get_fields() if isinstance(field, RichTextField)]
    return chain(
        *(_blocks(field.name, field.value_from_object(page)) for field in streams),
        *(_links(field, field.value_from_object(page)) for field in [*streams, *texts]),
        _pictures(page),
    )


def _blocks(name: str, stream: Any) -> Iterator[dict[str, Any]]:
    """Known by their class: the page may be a stranger's, whose blocks have names of their own."""
    kinds = stream.stream_block.child_blocks
    for index, raw in enumerate(stream.raw_data):  # loads no picture that is described
        kind = kinds.get(raw["type"])
        place = f"{name}.{raw.get('id', '')}"
        if isinstance(kind, KeyFactBlock):
            fact = stream[index].value
            yield {
                "kind": FindingKind.KEY_FACT,
                "place": place,
                "text": fact["statement"],
                "as_of": fact["as_of"],
                "check_on": fact["check_on"],
            }
        elif isinstance(kind, PictureBlock) and not raw["value"].get("alt_text", "").strip():
            yield {"kind": FindingKind.PICTURE, "place": place, "text": str(stream[index].value["image"] or "")}


def _links(field: Any, value: Any) -> Iterator[dict[str, Any]]:
    """Each target once, in the order of the text."""
    targets: dict[tuple[FindingKind, int], str] = {}
    for model, key, _model_path, place in field.extract_references(value):
        kind = _kind_of_link(model)
        if kind is not None:
            targets.setdefault((kind, int(key)), f"{field.name}.{place}".rstrip("."))
    for (kind, target), place in targets.items():
        yield {"kind": kind, "place": place, "target": target}


def _kind_of_link(model: type[Model]) -> FindingKind | None:
    """Links are followed by number; a site may give its documents other keys, and those are not looked after."""
    if issubclass(model, Page):
        return FindingKind.PAGE_LINK
    is_document = issubclass(model, get_document_model()) and isinstance(model._meta.pk, IntegerField)
    return FindingKind.DOCUMENT_LINK if is_document else None


def _pictures(page: Any) -> Iterator[dict[str, Any]]:
    """Pictures beside the text: a field `picture` is described by a field `picture_alt`."""
    for field in page._meta.get_fields():
        described = field.many_to_one and field.related_model is get_image_model() and f"{field.name}_alt"
        if described and hasattr(page, described) and getattr(page, field.attname) and not getattr(page, described):
            yield {"kind": FindingKind.PICTURE, "place": field.name, "text": str(getattr(page, field.name))}
