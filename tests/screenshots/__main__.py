"""Pictures of the demo: `python -m tests.screenshots [NAME ...]`, or `make screenshots`.

Every type of page in eight variants goes into var/screenshots, with one contact sheet each (sheets/), to be looked at;
the pictures of the README and of docs/guide go into docs/images. Names leave out all others.
"""

import argparse
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .camera import VARIANTS, Camera, camera, reduce_colors
from .demo import ROOT, served_demo
from .sheets import make_sheet
from .table import PAGE_TYPES, PAPER_PICTURE, PAPERS, PICTURES

IMAGES = ROOT / "docs" / "images"
FOLDER = ROOT / "var" / "screenshots"


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m tests.screenshots", description="Take pictures of the demo.")
    arguments.add_argument("names", nargs="*", metavar="NAME", help="of a line in tests/screenshots/table.py")
    arguments.add_argument("--port", type=int, default=8043, help="where the demo is served meanwhile")
    chosen = arguments.parse_args()
    (FOLDER / "sheets").mkdir(parents=True, exist_ok=True)
    with served_demo(chosen.port) as site:
        from .records import make_records  # models can be imported only now

        with camera(site, make_records()) as taker:
            take_all(taker, chosen.names)


def take_all(taker: Camera, names: list[str]) -> None:
    for picture in _chosen(PICTURES, names):
        print(taker.take_picture(picture, IMAGES).relative_to(ROOT))  # noqa: T201
    for paper in _chosen(PAPERS, names):
        pages = [page for variant in (VARIANTS[0], VARIANTS[2]) for page in taker.take_paper(paper, variant, FOLDER)]
        _finish(paper.name, pages)
        if paper.name == PAPER_PICTURE:
            reduce_colors(Path(shutil.copy(pages[0], IMAGES / f"{paper.name}.png")))
    for page_type in _chosen(PAGE_TYPES, names):
        _finish(page_type.name, [taker.take_page_type(page_type, variant, FOLDER) for variant in VARIANTS])


def _chosen(lines: Iterable[Any], names: list[str]) -> list[Any]:
    return [line for line in lines if not names or line.name in names]


def _finish(name: str, pictures: list[Path]) -> None:
    make_sheet(pictures, sheet := FOLDER / "sheets" / f"{name}.png")
    print(sheet.relative_to(ROOT))  # noqa: T201


if __name__ == "__main__":
    main()
