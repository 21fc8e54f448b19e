"""The fonts that pages name are shipped, and have the letters of the site's languages."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from fontTools.ttLib import TTFont

STATIC = Path(__file__).parents[2] / "courses" / "static"
FOLDER = STATIC / "courses" / "fonts"
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?()“”‘’–… "
CYRILLIC = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя0123456789.,:;!?()«»„“–… "
PERSIAN = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءئؤأۀًٌٍَُِّ۰۱۲۳۴۵۶۷۸۹0123456789،؛؟.:!()«»… \u200c"


@dataclass(frozen=True)
class Face:
    """One part of a family: the file, and the letters it is fetched for."""

    family: str
    weight: str
    style: str
    path: Path
    letters: frozenset[int]


def shipped() -> list[Face]:
    faces = re.findall(r"@font-face \{(.+?)\}", (STATIC / "courses/css/fonts.css").read_text(), re.DOTALL)
    return [face(dict(re.findall(r"([a-z-]+): (.+?);", text))) for text in faces if "url(" in text]


def face(declared: dict[str, str]) -> Face:
    path = STATIC / "courses" / "css" / re.findall(r'url\("(.+?)"\)', declared["src"])[0]
    return Face(
        family=declared["font-family"].strip('"'),
        weight=declared["font-weight"],
        style=declared["font-style"],
        path=path.resolve(),
        letters=letters(declared["unicode-range"]),
    )


def letters(ranges: str) -> frozenset[int]:
    ends = [part.strip().removeprefix("U+").split("-") for part in ranges.split(",")]
    return frozenset(code for first, *last in ends for code in range(int(first, 16), int((last or [first])[0], 16) + 1))


def missing(text: str, faces: list[Face]) -> str:
    """The letters of the text that none of the faces has where it is asked for them."""
    found = {code for face in faces for code in face.letters & TTFont(face.path).getBestCmap().keys()}
    return "".join(letter for letter in text if ord(letter) not in found)


def test_fonts_that_the_style_sheet_names_are_the_fonts_that_are_shipped() -> None:
    named = [face.path for face in shipped()]
    assert sorted(named) == sorted(FOLDER.glob("*.woff2"))
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text()


@pytest.mark.parametrize(
    ("family", "weight", "style", "text"),
    [
        ("Source Sans 3", "200 900", "normal", LATIN + CYRILLIC),
        ("Source Sans 3", "200 900", "italic", LATIN + CYRILLIC),
        ("Source Serif 4", "400", "normal", LATIN + CYRILLIC),
        ("Source Serif 4", "600", "normal", LATIN + CYRILLIC),
        ("Vazirmatn", "400 700", "normal", PERSIAN),
    ],
)
def test_family_has_every_letter_of_its_languages(family: str, weight: str, style: str, text: str) -> None:
    faces = [face for face in shipped() if (face.family, face.weight, face.style) == (family, weight, style)]
    assert missing(text, faces) == ""


def test_letter_that_a_font_lacks_is_found() -> None:
    latin = [face for face in shipped() if face.path.name == "source-sans-3-latin.woff2"]
    assert missing("Aяپ", latin) == "яپ"


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["source-sans-3-latin", "source-serif-4-latin-600"]),
        ("fa", ["vazirmatn-arabic"]),
        (
            "ru",
            [
                "source-sans-3-latin",
                "source-serif-4-latin-600",
                "source-sans-3-cyrillic",
                "source-serif-4-cyrillic-600",
            ],
        ),
    ],
)
def test_page_preloads_the_fonts_of_its_language_alone(language: str, names: list[str]) -> None:
    with override(language):
        html = render_to_string("courses/components/styles.html")
    assert re.findall(r'rel="preload" href="[^"]*/([^"/]+)\.woff2"', html) == names
