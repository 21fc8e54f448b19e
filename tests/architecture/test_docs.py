"""The documentation leads somewhere: its links, and its pictures, which one command takes anew."""

import re
from pathlib import Path

import pytest

from tests.screenshots.table import PAPER_PICTURE, PICTURES

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
LARGEST = 150_000  # bytes of a picture
LARGEST_TOGETHER = 2_000_000


def links_of(page: Path) -> list[Path]:
    """The files of this repository that a page links or shows."""
    links = LINK.findall(page.read_text())
    return [(page.parent / link).resolve() for link in links if "://" not in link and not link.startswith("mailto:")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_a_page_lead_to_files_that_are_there(page: Path) -> None:
    assert [link for link in links_of(page) if not link.exists()] == []


def named_in(app: str, pattern: str) -> set[str]:
    """What a pattern finds in the Python files of an app."""
    return {name for path in (ROOT / app).rglob("*.py") for name in re.findall(pattern, path.read_text())}


def test_hooks_and_settings_of_the_apps_are_those_that_another_site_reads_of() -> None:
    rows = re.findall(r"^\| `(\w+)`", (ROOT / "docs" / "another-site.md").read_text(), re.MULTILINE)
    called = r"(?:get_hooks\(|hook=|hook_name=|_parts\()\"(register_\w+)\""
    hooks = named_in("courses", called) | named_in("certificates", called)
    settings = named_in("courses", r"\"(LMS_\w+)\"") | named_in("certificates", r"\"(LMS_\w+)\"")
    assert len(hooks) > 5
    assert sorted(rows) == sorted(hooks | settings)


def test_pictures_of_the_documentation_are_those_that_the_command_takes() -> None:
    taken = {f"{picture.name}.png" for picture in PICTURES} | {f"{PAPER_PICTURE}.png"}
    assert {file.name for file in IMAGES.iterdir()} == taken
    assert {link.name for page in PAGES for link in links_of(page) if link.parent == IMAGES} <= taken


def test_pictures_of_the_documentation_are_small() -> None:
    sizes = {file.name: file.stat().st_size for file in IMAGES.iterdir()}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert sum(sizes.values()) < LARGEST_TOGETHER
