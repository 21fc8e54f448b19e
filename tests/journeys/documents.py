"""Looking at a PDF with the eyes of a person and of a telephone."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from PIL import Image

DOTS_PER_INCH = 150


def text_of(pdf: Path, program: Callable[..., str]) -> str:
    """The words of a PDF, one space between them."""
    result = subprocess.run([program("pdftotext"), pdf, "-"], check=True, capture_output=True, text=True)
    return " ".join(result.stdout.split())


def pictures_of(pdf: Path, program: Callable[..., str]) -> list[Path]:
    """The pages of a PDF as PNG files beside it."""
    base = pdf.with_suffix("")
    subprocess.run([program("pdftoppm"), "-png", "-r", str(DOTS_PER_INCH), pdf, base], check=True)
    return sorted(pdf.parent.glob(f"{base.name}-*.png"))


def size_in_millimeters(picture: Path) -> tuple[int, int]:
    """Width and height on paper."""
    with Image.open(picture) as image:
        return round(image.width / DOTS_PER_INCH * 25.4), round(image.height / DOTS_PER_INCH * 25.4)


def share_of_ink(picture: Path) -> float:
    """The share of dark points."""
    with Image.open(picture) as image:
        darkness = image.convert("L").histogram()
    return sum(darkness[:128]) / sum(darkness)


def code_in(picture: Path, program: Callable[..., str]) -> str:
    """What the QR code in a picture says."""
    command = [program("zbarimg"), "--raw", "--quiet", picture]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
