"""The list of blocks is made on first use and no migration knows it, so that a new kind of block needs none."""

from typing import Any

import pytest

from courses.catalogue.fields import ActivityStreamField
from courses.models import CoursePage, ModulePage, Quiz
from home.models import HomePage, StandardPage

FIELDS = [
    (CoursePage, "description"),
    (ModulePage, "body"),
    (Quiz, "questions"),
    (HomePage, "body"),
    (StandardPage, "body"),
]


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=str)
def test_field_when_deconstructed_leaves_its_blocks_out(model: Any, name: str) -> None:
    _name, path, arguments, options = model._meta.get_field(name).deconstruct()
    assert (path.rsplit(".")[-1], arguments, options.keys() - {"verbose_name", "blank"}) == (
        type(model._meta.get_field(name)).__name__,
        [],
        set(),
    )


def test_field_when_made_builds_no_block() -> None:
    assert "stream_block" not in vars(ActivityStreamField())
