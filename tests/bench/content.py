"""Twenty blocks: ten of text and headings, three lists, three quotes, two pictures, two links to pages."""

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Canvas
from wagtail.images import get_image_model

from tests.factories.courses import block_id

SENTENCE = "A city that signs an agreement abroad does so in its own name and within its own powers. "


def make_picture(title: str) -> Any:
    """A small picture of one color in Wagtail's library."""
    file = BytesIO()
    Canvas.new("RGB", (1600, 900), "#1d3557").save(file, "JPEG")
    return get_image_model().objects.create(title=title, file=ImageFile(file, name="picture.jpg"))


def twenty_blocks(pictures: list[Any], linked_pages: list[Any]) -> list[dict[str, Any]]:
    """Blocks as a StreamField takes them, about 6 kB of text; takes two pictures and two pages."""
    paragraphs = f"<p>{3 * SENTENCE}</p><p>{2 * SENTENCE}</p>"
    items = f"<li>{SENTENCE}</li>" * 4
    kinds: list[tuple[str, Any]] = [
        *[("heading", {"text": f"Section {number}"}) for number in range(4)],
        *[("text", paragraphs)] * 6,
        *[
            ("text", f"<ul>{items}</ul>"),
            ("text", f"<ol>{items}</ol>"),
            ("text", f"<h3>Who signs</h3><ul>{items}</ul>"),
        ],
        *[("quote", {"text": 2 * SENTENCE, "attribution": "A mayor", "source": "Minutes of the council"})] * 3,
        *[("picture", _picture_value(picture)) for picture in pictures],
        *[("text", f'<p><a linktype="page" id="{page.pk}">{page.title}</a> {SENTENCE}</p>') for page in linked_pages],
    ]
    return [
        {"type": kind, "value": value, "id": block_id(f"block {number}")} for number, (kind, value) in enumerate(kinds)
    ]


def _picture_value(picture: Any) -> dict[str, Any]:
    return {"image": picture.pk, "alt_text": "A harbor", "caption": "The harbor in the morning", "credit": "Attaché"}
