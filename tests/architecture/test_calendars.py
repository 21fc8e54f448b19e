"""What people read goes through one door: Django's own filters for dates and numbers know no Persian calendar."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ["certificates", "courses", "home", "lms", "templates"]
TEMPLATES = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.*") if "templates" in path.parts]
FOR_MACHINES = ('|date:"c"', '|date:"Y-m-d"')  # in <time datetime>
BARE = re.compile(r"\|(?:date|time|floatformat|intcomma|timesince|timeuntil|naturaltime|naturalday)\b(?::\"[^\"]*\")?")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_writes_dates_and_numbers_for_people(path: Path) -> None:
    assert [found for found in BARE.findall(path.read_text()) if found not in FOR_MACHINES] == []
