"""Contact sheets: all variants of a page on one picture, to be looked at."""

from pathlib import Path

from PIL import Image

COLUMN, ROW, GAP = 400, 860, 12
COLUMNS = 4
PHONE = 500  # pixels: what is narrower is shown larger


def make_sheet(pictures: list[Path], file: Path) -> None:
    """Rows of four; what is longer than a row is cut off at its end."""
    rows = -(-len(pictures) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * (COLUMN + GAP), rows * (ROW + GAP)), "gray")
    for number, picture in enumerate(pictures):
        row, column = divmod(number, COLUMNS)
        sheet.paste(_thumbnail(picture), (column * (COLUMN + GAP), row * (ROW + GAP)))
    sheet.save(file)


def _thumbnail(picture: Path) -> Image.Image:
    with Image.open(picture) as image:
        width = COLUMN if image.width > PHONE else COLUMN * 2 // 3
        small = image.convert("RGB").resize((width, round(image.height * width / image.width)))
    return small.crop((0, 0, width, min(small.height, ROW)))
