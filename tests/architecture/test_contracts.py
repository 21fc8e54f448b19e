"""The import contracts that name modules one by one name all of them, also those that are new."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
NO_CONCEPTS = {"management", "migrations", "templatetags"}
OPEN_TO_CERTIFICATES = {"api", "decisions", "desk", "documents", "registry", "signals", "worklists"}
DJANGO_ALONE = {"__init__", "apps", "management", "migrations"}


def forbidden_to(source: str) -> set[str]:
    """What the app `source` must not use of the apps below it."""
    found = [one["forbidden_modules"] for one in CONTRACTS if one.get("source_modules") == [source]]
    assert len(found) == 1
    return set(found[0])


def packages(app: str) -> set[str]:
    return {path.parent.name for path in (ROOT / app).glob("*/__init__.py")}


@pytest.mark.parametrize("app", ["courses", "certificates"])
def test_concepts_are_all_closed_to_the_home_pages(app: str) -> None:
    concepts = {f"{app}.{name}" for name in packages(app) - NO_CONCEPTS}
    assert {name for name in forbidden_to("home") if name.startswith(f"{app}.")} == concepts


def test_modules_of_courses_are_closed_to_certificates_but_for_the_doors() -> None:
    modules = packages("courses") | {path.stem for path in (ROOT / "courses").glob("*.py")}
    assert forbidden_to("certificates") == {f"courses.{name}" for name in modules - OPEN_TO_CERTIFICATES - DJANGO_ALONE}
