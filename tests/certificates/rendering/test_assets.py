from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from weasyprint import HTML

from certificates.rendering.assets import ASSET_FOLDER, BASE_URL, PackagedAssetFetcher
from courses.documents import AddressRefused


class Listener(HTTPServer):
    """A server of this machine that writes down what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), AnswerNothing)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/picture.png"


class AnswerNothing(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener()
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_fetcher_when_document_names_a_host_asks_nobody(listener: Listener) -> None:
    markup = f'<link rel="stylesheet" href="{listener.address}"><img src="{listener.address}" alt="x">'
    HTML(string=markup, url_fetcher=PackagedAssetFetcher()).write_pdf()
    assert listener.asked == []


def test_default_fetcher_when_document_names_a_host_asks_it(listener: Listener) -> None:
    """The control: without our fetcher the same markup reaches the listener."""
    HTML(string=f'<img src="{listener.address}" alt="x">').write_pdf()
    assert listener.asked == ["/picture.png"]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "https://example.org/x.css",
        "ftp://example.org/x",
        "file:///etc/passwd",
        Path(__file__).as_uri(),
        BASE_URL,
        BASE_URL + "../documents/classic.css",
        BASE_URL + "fonts/OFL.txt",
        BASE_URL + "classic.css?x",
        "data:image/svg+xml,<svg/>",
        "classic.css",
    ],
)
def test_fetcher_when_address_is_no_packaged_file_refuses(address: str) -> None:
    with pytest.raises(AddressRefused):
        PackagedAssetFetcher()(address)


def test_fetcher_when_file_is_packaged_reads_it() -> None:
    answer = PackagedAssetFetcher()(BASE_URL + "frame.svg")
    assert answer.read() == (ASSET_FOLDER / "frame.svg").read_bytes()
    assert answer.content_type == "image/svg+xml"


def test_fetcher_when_image_was_drawn_serves_it_to_this_document_only() -> None:
    assert PackagedAssetFetcher({"qr.svg": b"<svg/>"})(BASE_URL + "qr.svg").read() == b"<svg/>"
    with pytest.raises(AddressRefused):
        PackagedAssetFetcher()(BASE_URL + "qr.svg")
