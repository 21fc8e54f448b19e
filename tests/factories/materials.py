"""Recordings and documents of Wagtail's library, and the activities that ask for them."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from .courses import block_id

MP4 = b"\0\0\0\x18ftypmp42" + b"\0" * 64
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"
MP3 = b"ID3\x03\0\0\0\0\0\0"
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning.\n"


def make_file(name: str = "talk.mp4", content: bytes = MP4, title: str = "A talk") -> Any:
    """A file in the library, with what Wagtail notes of one that is uploaded."""
    document = get_document_model().objects.create(title=title, file=ContentFile(content, name))
    document.get_file_size()
    document.get_file_hash()
    return document


def recording_block(name: str = "media", **fields: Any) -> dict[str, Any]:
    value = {
        "kind": "video",
        "title": "A talk",
        "file": None,
        "poster": None,
        "captions": None,
        "transcript": "<p>Good morning.</p>",
        "asked": True,
        **fields,
    }
    return {"type": "media", "id": block_id(name), "value": {**value, "file": value["file"] or make_file().pk}}


def download_block(document: Any, name: str = "document", **fields: Any) -> dict[str, Any]:
    value = {"document": document.pk, "description": "What the council said.", "asked": True, **fields}
    return {"type": "document", "id": block_id(name), "value": value}
