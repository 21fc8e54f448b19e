"""Texts with every kind of block, and the files they show."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Canvas
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.models import ModulePage

from .courses import block_id
from .materials import CAPTIONS, make_file


def make_picture(title: str = "Harbor") -> Any:
    """A picture of one color in Wagtail's library."""
    file = BytesIO()
    Canvas.new("RGB", (1600, 900), "#1d3557").save(file, "JPEG")
    return get_image_model().objects.create(title=title, file=ImageFile(file, name="picture.jpg"))


def make_document(title: str = "Minutes") -> Any:
    """A small file in Wagtail's library."""
    return get_document_model().objects.create(title=title, file=ContentFile(b"Minutes of the council", "minutes.txt"))


def blocks(*kinds: tuple[str, Any]) -> list[dict[str, Any]]:
    """Blocks as a StreamField takes them, from their kinds and values; the first has the id `block_id("kind 0")`."""
    return [
        {"type": kind, "value": value, "id": block_id(f"kind {number}")} for number, (kind, value) in enumerate(kinds)
    ]


def stream(*kinds: tuple[str, Any]) -> StreamValue:
    """The text of a module without its page."""
    return ModulePage._meta.get_field("body").stream_block.to_python(blocks(*kinds))


def key_fact(name: str = "fact", as_of: str | None = "2024-05-01", **value: Any) -> dict[str, Any]:
    """A block with a fact that was true on a day; the same id for the same name."""
    fact = {"statement": f"It is a {name}.", "source_title": "Archive", "source_url": "", "as_of": as_of, **value}
    return {"type": "key_fact", "id": block_id(name), "value": fact}


def picture(image: Any, alt_text: str = "", name: str = "picture") -> dict[str, Any]:
    """A block with a picture, described or not."""
    return {
        "type": "picture",
        "id": block_id(name),
        "value": {"image": image.pk, "alt_text": alt_text, "caption": "", "credit": ""},
    }


def text(html: str, name: str = "text") -> dict[str, Any]:
    """A block of rich text."""
    return {"type": "text", "id": block_id(name), "value": html}


def link(page: Any) -> str:
    """A paragraph of rich text that leads to a page."""
    return f'<p><a linktype="page" id="{page.pk}">There</a></p>'


def all_blocks(picture: Any, document: Any) -> list[dict[str, Any]]:
    """Content blocks of every kind, as a StreamField takes them."""
    item = {"type": "item", "id": block_id("item")}
    column = {"type": "text", "heading": "City"}
    kinds: list[tuple[str, Any]] = [
        ("heading", {"text": "How it began"}),
        (
            "text",
            "<h3>Letters</h3><p>A <b>twin city</b> <a href='https://example.org/'>wrote</a>.</p><ul><li>Once</li></ul>",
        ),
        ("picture", {"image": picture.pk, "alt_text": "A harbor", "caption": "In the morning", "credit": "Attaché"}),
        ("quote", {"text": "We send you 830 names.", "attribution": "A mayor", "source": "Letter of 1942"}),
        ("callout", {"kind": "tip", "title": "Try it", "text": "<p>Write a letter.</p>"}),
        ("callout", {"kind": "caution", "title": "Powers", "text": "<p>Sign within your powers.</p>"}),
        ("heading", {"text": "What we know"}),
        (
            "key_fact",
            {
                "statement": "The link is from 1944.",
                "source_title": "City archive",
                "source_url": "https://example.org/archive",
                "as_of": "2026-09-01",
            },
        ),
        (
            "timeline",
            {
                "title": "First years",
                "events": [{**item, "value": {"date": "1944", "title": "The link", "text": "Signed by both."}}],
            },
        ),
        (
            "table",
            {
                "caption": "Partners",
                "table": {"columns": [column, column], "rows": [{"values": ["Volgograd", "Coventry"]}], "caption": ""},
            },
        ),
        ("glossary_term", {"term": "Twin city", "original": "город-побратим", "definition": "A partner by agreement."}),
        ("document", {"document": document.pk, "description": "What the council said"}),
        *[
            (
                "media",
                {
                    "kind": kind,
                    "file": make_file().pk,
                    "poster": None,
                    "captions": make_file("talk.vtt", CAPTIONS).pk,
                    "transcript": "<p>Good morning.</p>",
                },
            )
            for kind in ("video", "audio")
        ],
    ]
    return blocks(*kinds)
