"""A picture of a certificate for its page on the screen."""

from io import BytesIO
from threading import Lock

import pypdfium2

WIDTH = 1400  # pixels: twice what the page gives it, for dense screens

_drawing = Lock()  # PDFium is not safe for threads


def picture_of(pdf: bytes, *, width: int = WIDTH) -> bytes:
    """The first page of a PDF as WebP, `width` pixels wide."""
    with _drawing, pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        image = page.render(scale=width / page.get_width()).to_pil()
    content = BytesIO()
    image.save(content, "WEBP", quality=82, method=4)
    return content.getvalue()
