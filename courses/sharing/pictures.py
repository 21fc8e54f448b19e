"""Draws the picture that stands beside a link to a page in messengers and networks: title, picture, arcade.

Letters are set by HarfBuzz (Pillow with Raqm), so Persian joins and runs as it should.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import IO

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont

from .rules import balanced_lines

SIZE = (1200, 630)  # what https://ogp.me readers show without cutting
PICTURE_SIZE = (468, 630)
MARGIN = 64
TITLE_SIZES = range(76, 36, -4)
TITLE_HEIGHT = 340
NAME_SIZE = 36
# The colors of the tokens in courses/static/courses/css/tokens.css.
PAPER, INK, ACCENT, GILT = "#faf7f1", "#22262b", "#0d5260", "#c4933a"

FONTS = Path(__file__).resolve().parent.parent / "static" / "courses" / "fonts"
SERIFS = ("source-serif-4-latin-600", "source-serif-4-latin-ext-600", "source-serif-4-cyrillic-600")
ARABIC = "vazirmatn-arabic"
BOLD = 700


def draw(*, title: str, name: str, rtl: bool, picture: IO[bytes] | None = None) -> bytes:
    """A JPEG of `SIZE`: the site's name, the title, and beside them the picture, which is `PICTURE_SIZE`.

    A title with letters that none of our faces has is left out: boxes say nothing.
    """
    sheet = Image.new("RGB", SIZE, PAPER)
    column = SIZE[0] - 2 * MARGIN
    if picture is not None:
        column -= PICTURE_SIZE[0]
        sheet.paste(Image.open(picture).convert("RGB"), (0 if rtl else SIZE[0] - PICTURE_SIZE[0], 0))
    start = SIZE[0] - MARGIN if rtl else MARGIN
    writer = Writer(ImageDraw.Draw(sheet), start, rtl)
    writer.line(name, NAME_SIZE, MARGIN, ACCENT)
    if all(_face_of(letter, rtl) for letter in title):
        _write_title(writer, title, column)
    _draw_arcade(sheet, start - column if rtl else start, column)
    drawn = BytesIO()
    sheet.save(drawn, "JPEG", quality=88, optimize=True, progressive=True)
    return drawn.getvalue()


class Writer:
    """Writes lines that begin at one edge, each letter in the first of our faces that has it."""

    def __init__(self, pen: ImageDraw.ImageDraw, start: int, rtl: bool) -> None:
        self.pen, self.start, self.rtl = pen, start, rtl
        self.direction = "rtl" if rtl else "ltr"

    def width(self, text: str, size: int) -> float:
        return sum(width for _part, _font, width in self._parts(text, size))

    def line(self, text: str, size: int, top: int, color: str) -> None:
        """Parts in different faces follow each other in the direction of the line, on one baseline."""
        at: float = self.start
        for part, font, width in self._parts(text, size):
            left = at - width if self.rtl else at
            self.pen.text((left, top + size), part, color, font, anchor="ls", direction=self.direction)
            at = left if self.rtl else at + width

    def _parts(self, text: str, size: int) -> Iterator[tuple[str, ImageFont.FreeTypeFont, float]]:
        for face, letters in groupby(text, key=lambda letter: _face_of(letter, self.rtl)):
            part = "".join(letters)
            font = _font(face or ARABIC, size)
            yield part, font, font.getlength(part, direction=self.direction)


def _write_title(writer: Writer, title: str, column: int) -> None:
    """As large as it fits."""
    leading = 1.5 if writer.rtl else 1.18
    for size in TITLE_SIZES:
        lines = balanced_lines(title, lambda text, size=size: writer.width(text, size), column)  # type: ignore[misc]
        if len(lines) * size * leading <= TITLE_HEIGHT and all(writer.width(line, size) <= column for line in lines):
            break
    for number, line in enumerate(lines):
        writer.line(line, size, MARGIN + 84 + round(number * size * leading), INK)


def _draw_arcade(sheet: Image.Image, left: int, width: int) -> None:
    """Two rows of arches that meet, as in courses/static/courses/images/arcade.svg; drawn large for smooth curves."""
    unit, height = 12, 60
    band = Image.new("L", (width * 4, height * 4))
    pen = ImageDraw.Draw(band)
    ground = height * 4 - 8
    for center in range(0, width * 4 + 16 * unit, 16 * unit):
        for radius, line in ((12 * unit, 14), (5 * unit, 11)):
            pen.arc((center - radius, ground - radius, center + radius, ground + radius), 180, 360, 255, line)
    pen.rectangle((0, ground, width * 4, height * 4), 255)
    mask = band.resize((width, height), Image.Resampling.LANCZOS)
    sheet.paste(GILT, (left, SIZE[1] - MARGIN - height), mask)


def _face_of(letter: str, rtl: bool) -> str | None:
    faces = (ARABIC, *SERIFS) if rtl else (*SERIFS, ARABIC)
    return next((face for face in faces if ord(letter) in _letters(face)), None)


@cache
def _letters(face: str) -> frozenset[int]:
    with TTFont(FONTS / f"{face}.woff2") as font:
        return frozenset(font.getBestCmap())


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONTS / f"{face}.woff2", size, layout_engine=ImageFont.Layout.RAQM)
    if face == ARABIC:
        font.set_variation_by_axes([BOLD])
    return font
