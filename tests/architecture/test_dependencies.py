"""Whatever package is imported is declared in pyproject.toml, also one that would come with another."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OUR_CODE = ["lms", "home", "certificates", "courses"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
NEEDED = PROJECT["dependencies"]
NEEDED_BY_TESTS = NEEDED + PROJECT["optional-dependencies"]["dev"]


def normalized(name: str) -> str:
    """The name of a package as registries compare it (PEP 503)."""
    return re.sub("[-_.]+", "-", name).lower()


def declared(requirements: list[str]) -> set[str]:
    return {normalized(re.match(r"[\w.-]+", requirement)[0]) for requirement in requirements}  # type: ignore[index]


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def imported_packages(folders: list[str]) -> set[str]:
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    top = {module.split(".")[0] for path in paths for module in imported_modules(path)}
    distributions = packages_distributions()
    foreign = top - sys.stdlib_module_names - {*OUR_CODE, "tests"}
    return {normalized(distributions[module][0]) for module in foreign}


@pytest.mark.parametrize(
    ("folders", "requirements"), [(OUR_CODE, NEEDED), (["tests"], NEEDED_BY_TESTS)], ids=["code", "tests"]
)
def test_every_imported_package_is_declared(folders: list[str], requirements: list[str]) -> None:
    assert imported_packages(folders) - declared(requirements) == set()
