"""Parts of documents: players ask for them to wind a recording forward, and some play nothing without them."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from .rules import asked_part


def serve_part(document: Any, request: HttpRequest) -> HttpResponse | None:
    """The part of a document that the request asks for (206). None leaves the answer to Wagtail: it gives the whole
    file, also one that has changed since the first part, or sends to the storage that has it."""
    asked = request.headers.get("Range", "")
    if not asked or request.method != "GET" or not document.is_stored_locally():
        return None
    size, etag = document.get_file_size(), f'"{document.get_file_hash()}"'
    part = asked_part(asked, size)
    if part is None or request.headers.get("If-Range", etag) != etag:
        return None
    with document.open_file() as file:
        file.seek(part.start)
        response = HttpResponse(file.read(len(part)), status=206, content_type=document.content_type)
    response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    response["ETag"] = etag
    response["Content-Security-Policy"] = "default-src 'none'"  # as Wagtail says of a whole file
    response["X-Content-Type-Options"] = "nosniff"
    return response
