"""The picture beside a link: its size, its letters, and on which side it begins."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, features

from courses.sharing.pictures import PAPER, PICTURE_SIZE, SIZE, draw


def drawn(title: str, *, rtl: bool = False, picture: bool = False) -> Image.Image:
    file = BytesIO()
    Image.new("RGB", PICTURE_SIZE, "#1d3557").save(file, "PNG")
    return Image.open(BytesIO(draw(title=title, name="Attaché", rtl=rtl, picture=file if picture else None)))


def title_of(image: Image.Image) -> tuple[int, int, int, int] | None:
    """The box of what is written between the name and the arcade."""
    part = image.convert("RGB").crop((0, 130, SIZE[0], 490))
    difference = ImageChops.difference(part, Image.new("RGB", part.size, PAPER)).convert("L")
    return difference.point(lambda value: 255 * (value > 40)).getbbox()


def test_letters_are_set_by_harfbuzz() -> None:
    assert features.check("raqm")


@pytest.mark.parametrize("title", ["City diplomacy", "Дипломатия городов"])
def test_draw_in_a_script_from_left_to_right_begins_at_the_left(title: str) -> None:
    image = drawn(title)
    left, _top, right, _bottom = title_of(image) or (0, 0, 0, 0)
    assert (image.format, image.size) == ("JPEG", SIZE)
    assert left < 80
    assert right < SIZE[0] - 300


def test_draw_in_persian_begins_at_the_right_and_joins_the_letters() -> None:
    """The same letters kept apart by U+200C take more room."""
    joined, apart = (title_of(drawn(text, rtl=True)) or (0, 0, 0, 0) for text in ("شهر", "ش\u200cه\u200cر"))
    assert SIZE[0] - joined[2] < 80
    assert joined[2] - joined[0] < apart[2] - apart[0]


def test_draw_a_long_title_beside_a_picture_covers_no_part_of_it() -> None:
    image = drawn("Working with learning cities and the goals of the United Nations for many years " * 2, picture=True)
    beside = image.convert("RGB").crop((SIZE[0] - PICTURE_SIZE[0] + 8, 0, *SIZE))
    assert {low // 16 for band in beside.getextrema() for low in band} == {1, 3, 5}


def test_draw_a_title_in_letters_that_no_face_has_leaves_it_out() -> None:
    assert title_of(drawn("城市外交")) is None
