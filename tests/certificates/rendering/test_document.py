import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from pypdf import PdfReader

from certificates.rendering import render_certificate
from certificates.rendering.decoration import _decorations, images_of_one_document
from certificates.rendering.document import _context
from tests.certificates.samples import VERIFY_URL, holder, snapshot

from .test_assets import Listener, listener  # noqa: F401

Program = Callable[[str], str]
OUR_FACES = {
    "Attache-Display",
    "Attache-Serif",
    "Attache-Serif-Italic",
    "Attache-Sans",
    "Attache-Naskh",
    "Attache-Naskh-Bold",
}


@pytest.fixture
def text_of(program: Program, tmp_path: Path) -> Callable[[bytes], str]:
    """The words of a PDF in reading order, separated by single spaces."""

    def read(pdf: bytes) -> str:
        path = tmp_path / "document.pdf"
        path.write_bytes(pdf)
        run = subprocess.run([program("pdftotext"), "-layout", path, "-"], capture_output=True, check=True)
        return " ".join(run.stdout.decode().split())

    return read


def test_certificate_when_drawn_prints_every_fact(text_of: Callable[[bytes], str]) -> None:
    text = text_of(render_certificate(snapshot(holder=holder("Анна Соколова", "Anna Sokolova"))))
    for fact in (
        "CENTER FOR PEOPLE'S DIPLOMACY",
        "CERTIFICATE OF COMPLETION",
        "Анна Соколова",
        "Anna Sokolova",
        "Foundations of City Diplomacy",
        "12.5",
        "1 September 2026 – 20 October 2026",
        "22 November 2026",
        "Volgograd",
        "Draft a memorandum of understanding · Lead a delegation visit",
        "Elena Morozova",
        "Director of the Center",
        "ATT-2026-000042-69",
        VERIFY_URL,
    ):
        assert fact in text


def test_certificate_when_latin_name_is_the_name_prints_it_once(text_of: Callable[[bytes], str]) -> None:
    text = text_of(render_certificate(snapshot(holder=holder("Anna Sokolova", "ANNA Sokolova"))))
    assert text.lower().count("anna sokolova") == 1


def test_certificate_when_there_is_no_workload_and_no_place_leaves_them_out(text_of: Callable[[bytes], str]) -> None:
    text = text_of(render_certificate(snapshot(workload_minutes=0, place="")))
    assert "HOURS" not in text
    assert "PLACE" not in text


def test_certificate_when_it_has_an_end_prints_the_last_day(text_of: Callable[[bytes], str]) -> None:
    text = text_of(render_certificate(snapshot(expires_on="2029-12-31")))
    assert "VALID UNTIL" in text
    assert "31 December 2029" in text
    assert "VALID UNTIL" not in text_of(render_certificate(snapshot()))


def test_certificate_when_drawn_is_one_a4_landscape_sheet_in_its_language() -> None:
    document = PdfReader(BytesIO(render_certificate(snapshot(language="fa", holder=holder("مریم", "Maryam")))))
    assert len(document.pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in document.pages[0].mediabox[2:]] == [297, 210]
    assert document.trailer["/Root"]["/Lang"] == "fa"
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712  a PDF boolean
    assert document.metadata.title.endswith(" ATT-2026-000042-69")


def test_certificate_when_drawn_again_is_the_same_file() -> None:
    _decorations.cache_clear()
    first = render_certificate(snapshot())
    assert [render_certificate(snapshot()) for _ in range(2)] == [first, first]
    _decorations.cache_clear()
    assert render_certificate(snapshot()) == first


def test_image_cache_when_a_document_adds_its_qr_code_is_not_shared() -> None:
    images_of_one_document()["qr.svg"] = "picture"
    assert sorted(address.rsplit("/", 1)[1] for address in images_of_one_document()) == [
        "arcade.svg",
        "field.svg",
        "frame.svg",
        "seal.svg",
    ]


def test_certificate_when_persian_is_written_in_persian_digits_and_both_calendars() -> None:
    with override("fa"):
        context = _context(snapshot(language="fa", expires_on="2029-12-31"), with_outcomes=True)
        markup = render_to_string("certificates/documents/classic.html", context)
    assert '<html lang="fa"' in markup
    assert "۱۲٫۵" in markup
    for days in (
        "<bdi>۱۰ شهریور ۱۴۰۵</bdi> – <bdi>۲۸ مهر ۱۴۰۵</bdi>",
        "<bdi>۱ سپتامبر ۲۰۲۶</bdi> – <bdi>۲۰ اکتبر ۲۰۲۶</bdi>",
        '<span class="days">۱ آذر ۱۴۰۵</span><br><span class="days">۲۲ نوامبر ۲۰۲۶</span>',
        '<span class="days">۱۱ دی ۱۴۰۸</span><br><span class="days">۳۱ دسامبر ۲۰۲۹</span>',
    ):
        assert days in markup


@pytest.mark.parametrize(
    "changes",
    [
        {"holder": holder("W" * 255, "M" * 255)},
        {"holder": holder("Ж" * 255), "course": {"title": "Щ" * 255}},
        {"holder": holder("مریم السادات " * 19), "language": "fa", "outcomes": ["شرح تاریخچهٔ خواهرخواندگی شهرها"] * 6},
        {
            "holder": holder("Anna " * 50, "Anna " * 50),
            "course": {"title": "Diplomacy " * 25},
            "issuer": {"name": "University " * 18},
            "signatory": {"name": "Professor " * 20, "position": "Director " * 22},
            "outcomes": ["Explain how city diplomacy grew from town twinning to networks"] * 6,
        },
    ],
    ids=["capitals", "Cyrillic", "Persian", "everything"],
)
def test_certificate_when_texts_are_very_long_stays_one_sheet(changes: dict[str, Any]) -> None:
    assert len(PdfReader(BytesIO(render_certificate(snapshot(**changes)))).pages) == 1


def test_certificate_when_drawn_embeds_our_faces_and_no_others(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    path.write_bytes(render_certificate(snapshot(language="fa", holder=holder("مریم Қанат", "Maryam 李"))))
    run = subprocess.run([program("pdffonts"), path], capture_output=True, check=True, text=True)
    rows = [line.split() for line in run.stdout.splitlines()[2:]]
    assert {row[0].split("+")[1] for row in rows} <= OUR_FACES
    assert {tuple(row[-5:-2]) for row in rows} == {("yes", "yes", "yes")}  # embedded, subset, with Unicode


def test_qr_code_when_sheet_is_photographed_leads_to_verify_page(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    path.write_bytes(render_certificate(snapshot()))
    picture = tmp_path / "sheet"
    subprocess.run([program("pdftoppm"), "-r", "110", "-png", "-singlefile", path, picture], check=True)
    run = subprocess.run(
        [program("zbarimg"), "--quiet", "--raw", "--nodbus", f"{picture}.png"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert run.stdout.strip() == VERIFY_URL


def test_certificate_when_name_is_markup_prints_it_and_asks_nobody(
    listener: Listener,  # noqa: F811
    text_of: Callable[[bytes], str],
) -> None:
    name = f'<img src="{listener.address}">'
    text = text_of(render_certificate(snapshot(holder=holder(name), course={"title": "<script>{{ x }}</script>"})))
    assert name in text
    assert "<script>{{ x }}</script>" in text
    assert listener.asked == []


@pytest.mark.parametrize(("is_specimen", "number"), [(True, 1), (False, 0)])
def test_certificate_when_it_is_a_specimen_says_so(is_specimen: bool, number: int) -> None:
    drawn = snapshot() | ({"specimen": True} if is_specimen else {})
    assert PdfReader(BytesIO(render_certificate(drawn))).pages[0].extract_text().upper().count("SPECIMEN") == number
