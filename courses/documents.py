"""What every PDF document of ours is drawn with: a fetcher that opens no address, and no fonts but ours."""

import atexit
import os
from tempfile import NamedTemporaryFile
from threading import Lock

from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

# A font configuration is shared by all documents that use it, and Pango's font maps are not safe for threads.
drawing = Lock()


class AddressRefused(ValueError):
    """A document asked for something that is not one of its own files."""


class ClosedFetcher(URLFetcher):
    """Answers what `find` knows and refuses all else: no network, no other file, no redirect.

    WeasyPrint leaves out what is refused.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=())

    def find(self, url: str) -> tuple[bytes, str] | None:
        """The content at this exact address and its media type, if it is one of the document's own files."""
        raise NotImplementedError

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return what is at this address; raise `AddressRefused` for any that `find` does not know."""
        found = self.find(url)
        if found is None:
            raise AddressRefused(url)
        content, media_type = found
        return URLFetcherResponse(url, content, {"Content-Type": media_type})


def packaged_font_configuration() -> FontConfiguration:
    """A font configuration without the fonts of the machine, so that every host draws the same document."""
    with NamedTemporaryFile("w", suffix=".conf") as empty:
        empty.write("<?xml version='1.0'?><fontconfig></fontconfig>")
        empty.flush()
        previous = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = empty.name
        try:
            configuration = FontConfiguration()
        finally:
            if previous is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = previous
    # Its finalizer removes its folder of temporary files; what is kept until the process ends is never finalized.
    atexit.register(configuration.__del__)
    return configuration
