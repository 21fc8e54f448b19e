"""Pictures that come in: whole ones are kept, damaged ones refused by a word beside the file."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.images import get_image_model

from lms.forms import PictureField

FORMATS = ["avif", "gif", "jpeg", "png", "webp"]
DAMAGED = "Upload a valid image. The file you uploaded was either not an image or a corrupted image."
SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


def drawn(kind: str, size: tuple[int, int] = (120, 90)) -> bytes:
    file = BytesIO()
    Image.effect_noise(size, 50).save(file, kind)
    return file.getvalue()


def blank(size: tuple[int, int], mode: str = "1") -> bytes:
    file = BytesIO()
    Image.new(mode, size).save(file, "PNG")
    return file.getvalue()


def claims_to_be(width: int, height: int) -> bytes:
    """A PNG of this size in its head, with nothing to draw."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", size), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


@pytest.mark.parametrize("kind", FORMATS)
def test_whole_picture_is_taken_and_can_be_read_again(kind: str) -> None:
    data = drawn(kind)
    picture = PictureField().clean(SimpleUploadedFile(f"one.{kind}", data))
    assert (picture.read(), picture.image.get_size()) == (data, (120, 90))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("part", [0.02, 0.2, 0.5, 0.99])
def test_part_of_a_picture_is_refused(kind: str, part: float) -> None:
    data = drawn(kind)
    with pytest.raises(ValidationError) as refused:
        PictureField().clean(SimpleUploadedFile(f"one.{kind}", data[: int(len(data) * part)]))
    assert refused.value.messages == [DAMAGED]


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("text.jpg", b"Dear city,", DAMAGED),
        ("nothing.png", b"", "The submitted file is empty."),
        ("no-size.png", claims_to_be(0, 0), DAMAGED),
        ("scan.png", blank((120, 90), "I;16"), "Save this picture with 8 bits for each color"),
        ("ribbon.png", blank((12_001, 90)), "A side of this picture is too long"),
        ("large.png", blank((9_000, 9_000)), "This file has too many pixels (81000000)."),
        ("bomb.png", claims_to_be(60_000, 60_000), "This file has too many pixels (unknown number)."),
        ("script.svg", SCRIPT, "Not a supported image format."),
        ("script.png", SCRIPT, "The extension does not match the file format (svg)"),
        ("other.jpg", drawn("png"), "The extension does not match the file format (png)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_picture_of_ours_is_refused(name: str, data: bytes, problem: str) -> None:
    with pytest.raises(ValidationError) as refused:
        PictureField().clean(SimpleUploadedFile(name, data))
    assert problem in refused.value.messages[0]


def half() -> Any:
    data = drawn("png")
    return SimpleUploadedFile("half.png", data[: len(data) // 2], "image/png")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "file", "title"),
    [
        ("/admin/images/multiple/add/", "files[]", "title"),
        ("/admin/images/chooser/create/", "image-chooser-upload-file", "image-chooser-upload-title"),
    ],
)
def test_damaged_upload_is_told_and_not_stored(admin_client: Client, address: str, file: str, title: str) -> None:
    response = admin_client.post(address, {file: half(), title: "Half", "collection": "1"})
    assert (response.status_code, DAMAGED in response.content.decode()) == (200, True)
    assert not get_image_model().objects.exists()


@pytest.mark.django_db
def test_picture_when_its_new_file_is_damaged_keeps_the_old_one(admin_client: Client) -> None:
    whole = SimpleUploadedFile("whole.png", drawn("png"), "image/png")
    picture = get_image_model().objects.create(title="Whole", file=whole)
    response = admin_client.post(f"/admin/images/{picture.pk}/", {"title": "Whole", "file": half()})
    assert DAMAGED in response.content.decode()
    assert get_image_model().objects.get().file.name == picture.file.name
    titled = admin_client.post(f"/admin/images/{picture.pk}/", {"title": "Harbor", "collection": "1"})
    assert (titled.status_code, get_image_model().objects.get().title) == (302, "Harbor")
