"""Keeps the pictures that stand beside links to our pages."""

from io import BytesIO
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from .pictures import PICTURE_SIZE, draw
from .queries import is_rtl, name_on_picture, picture_digest, picture_of

FOLDER = "share"
CUT = f"fill-{PICTURE_SIZE[0]}x{PICTURE_SIZE[1]}|format-jpeg|jpegquality-90"


def share_picture(*, page: Page) -> bytes:
    """The picture beside a link to this page as JPEG; drawn when it is asked for first, then kept by its digest, in
    place of those that the page had before."""
    folder, own = f"{FOLDER}/{page.pk}", f"{picture_digest(page)}.jpg"
    name = f"{folder}/{own}"
    if not default_storage.exists(name):
        picture = draw(title=page.title, name=name_on_picture(page), rtl=is_rtl(page), picture=_cut_out(page))
        default_storage.save(name, ContentFile(picture))
        for other in set(default_storage.listdir(folder)[1]) - {own}:  # also one that was drawn at the same time
            default_storage.delete(f"{folder}/{other}")
    with default_storage.open(name) as file:
        content: bytes = file.read()
    return content


def _cut_out(page: Page) -> IO[bytes] | None:
    """The page's own picture around its focal point; None when it has none, or its file cannot be read."""
    image = page.picture if picture_of(page) else None
    if image is None or image.is_svg():
        return None
    try:
        with image.get_rendition(CUT).file.open("rb") as file:
            return BytesIO(file.read())
    except (SourceImageIOError, OSError):
        return None
