"""Takes the pictures, with the browser of the journeys."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import CHROMIUM_FLAGS, CHROMIUM_NAMES

from .demo import PASSWORD
from .table import PageType, Paper, Picture

COLORS = 64  # of a picture in the documentation: enough for a page, a third of the bytes
HEIGHT = 800  # pixels of a screen
TALLEST = 2600  # pixels of a long page: what comes below is more of the same
PAPER_PAGES = "4"
DOTS_PER_INCH = "90"


class Variant(NamedTuple):
    """How a page is looked at."""

    language: str
    dark: bool
    width: int

    @property
    def name(self) -> str:
        return f"{self.language}-{'dark' if self.dark else 'light'}-{self.width}"

    def address(self, address: str) -> str:
        return address if self.language == "en" else f"/{self.language}{address}"


VARIANTS = [
    Variant(language, dark, width) for width in (1280, 390) for language in ("en", "fa") for dark in (False, True)
]


class Camera:
    """`places` fill the addresses. Everybody signs in once; a session is used in every variant."""

    def __init__(self, browser: Browser, site: str, places: dict[str, Any]) -> None:
        self.browser, self.site, self.places = browser, site, places
        self.sessions: dict[str, Any] = {}

    def take_page_type(self, page_type: PageType, variant: Variant, folder: Path) -> Path:
        file = folder / f"{page_type.name}-{variant.name}.png"
        with self.window(page_type.by, variant) as page:
            self.open(page, variant.address(page_type.address), page_type.opens, page_type.answer)
            if not page_type.opens:  # what was opened is placed by the height of the screen
                tall = page.evaluate("document.documentElement.scrollHeight")
                page.set_viewport_size({"width": variant.width, "height": min(max(tall, HEIGHT), TALLEST)})
            page.screenshot(path=file)
        return file

    def take_picture(self, picture: Picture, folder: Path) -> Path:
        file = folder / f"{picture.name}.png"
        with self.window(picture.by, Variant("en", picture.dark, picture.width), picture.height) as page:
            self.open(page, picture.address, picture.opens)
            for field, text in picture.typed:
                page.fill(field, text)
            page.screenshot(path=file)
        return reduce_colors(file)

    def take_paper(self, paper: Paper, variant: Variant, folder: Path) -> list[Path]:
        """Its first pages, as the printer would show them."""
        pdf = folder / f"{paper.name}-{variant.language}.pdf"
        with self.window(paper.by, variant) as page:
            pdf.write_bytes(page.request.get(self.find(variant.address(paper.address))).body())
        for old in folder.glob(f"{pdf.stem}-*.png"):
            old.unlink()
        command = ["pdftoppm", "-png", "-r", DOTS_PER_INCH, "-l", PAPER_PAGES, pdf, pdf.with_suffix("")]
        subprocess.run(command, check=True)
        return sorted(folder.glob(f"{pdf.stem}-*.png"))

    def find(self, address: str) -> str:
        return address.format(**self.places)

    def open(self, page: Page, address: str, opens: str = "", answer: int = 200) -> None:
        response = page.goto(self.find(address))
        if response is None or response.status != answer:
            raise SystemExit(f"{address} does not answer with {answer}.")
        if opens and page.locator(opens).first.is_visible():
            page.locator(opens).first.click()
        page.evaluate("document.querySelectorAll('img').forEach(image => { image.loading = 'eager' })")
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")

    @contextmanager
    def window(self, by: str, variant: Variant, height: int = HEIGHT) -> Iterator[Page]:
        context = self.browser.new_context(
            base_url=self.site,
            viewport={"width": variant.width, "height": height},
            color_scheme="dark" if variant.dark else "light",
            reduced_motion="reduce",
            locale="en-US",
            timezone_id="Europe/Minsk",  # that of the demo's cohorts
            storage_state=self.session(by),
        )
        context.set_default_timeout(60_000)  # a busy machine is given time
        try:
            yield context.new_page()
        finally:
            context.close()

    def session(self, by: str) -> Any:
        if by and by not in self.sessions:
            context = self.browser.new_context(base_url=self.site)
            self.sessions[by] = sign_in(context, by)
            context.close()
        return self.sessions.get(by)


@contextmanager
def camera(site: str, places: dict[str, Any]) -> Iterator[Camera]:
    program = next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield Camera(browser, site, places)
        browser.close()


def sign_in(context: BrowserContext, by: str) -> Any:
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("main input[name=login]", by)
    page.fill("main input[name=password]", PASSWORD)
    page.locator("main input[name=password]").press("Enter")
    page.wait_for_url(lambda address: "/login/" not in address)
    return context.storage_state()


def reduce_colors(file: Path) -> Path:
    with Image.open(file) as image:
        reduced = image.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    reduced.save(file, optimize=True)
    return file
