"""The PDF of a module is drawn from our own files alone."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pypdf import PdfReader

from courses.documents import AddressRefused
from courses.printing.drawing import ModuleFetcher, _draw, packaged_fonts
from tests.certificates.rendering.test_assets import Listener, listener  # noqa: F401


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/picture.jpg",
        "file:///etc/passwd",
        "pictures:../../../../etc/passwd.jpg",
        "pictures:/etc/hostname.png",
        "pictures:images/missing.jpg",
        "pictures:documents/minutes.pdf",
        "images/picture.jpg",
        "data:image/png;base64,AAAA",
    ],
)
def test_fetcher_when_address_is_no_font_or_picture_of_ours_refuses(address: str) -> None:
    default_storage.save("documents/minutes.pdf", ContentFile(b"%PDF"))
    with pytest.raises(AddressRefused):
        ModuleFetcher()(address)


def test_fetcher_when_it_is_a_picture_in_the_storage_or_a_font_reads_it() -> None:
    name = default_storage.save("images/a b.png", ContentFile(b"PNG"))
    picture = ModuleFetcher()(f"pictures:{name.replace(' ', '%20')}")
    assert (picture.read(), picture.headers["Content-Type"]) == (b"PNG", "image/png")
    font = next(iter(packaged_fonts()))
    assert ModuleFetcher()(font).headers["Content-Type"] == "font/woff2"


def test_document_when_it_names_a_host_asks_nobody(listener: Listener) -> None:  # noqa: F811
    _draw(f'<img src="{listener.address}"><link rel="stylesheet" href="{listener.address}">')
    assert listener.asked == []


@pytest.mark.parametrize(
    ("language", "direction", "number", "font"),
    [("en", "ltr", "1 / 1", "Serif-Latin"), ("fa", "rtl", "۱ / ۱", "Sans-Latin")],
)
def test_document_has_the_page_numbers_and_latin_letters_of_its_language(
    language: str, direction: str, number: str, font: str
) -> None:
    page = PdfReader(BytesIO(_draw(f'<html lang="{language}" dir="{direction}"><p>City'))).pages[0]
    assert number in page.extract_text()
    assert any(str(face["/BaseFont"]).endswith(font) for face in page["/Resources"]["/Font"].values())
