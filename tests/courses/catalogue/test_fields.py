"""The list of blocks is made on first use and no migration knows it, so that a new kind of block needs none."""

from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from wagtail.blocks import CharBlock

from courses.assessment import models as assessment
from courses.catalogue.fields import ActivityStreamField
from courses.models import CoursePage, ModulePage, Quiz
from courses.streams import LazyStreamField
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


@pytest.mark.django_db
def test_a_new_kind_of_question_needs_no_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    field = apps.get_model("courses", "Quiz")._meta.get_field("questions")
    monkeypatch.setattr(assessment, "QUESTION_BLOCKS", [("essay", CharBlock)])
    monkeypatch.delitem(vars(field), "stream_block", raising=False)
    assert isinstance(field, LazyStreamField)
    assert list(field.stream_block.child_blocks) == ["essay"]
    out = StringIO()
    call_command("makemigrations", "courses", check_changes=True, dry_run=True, stdout=out)
    assert out.getvalue().strip() == "No changes detected in app 'courses'"
    del vars(field)["stream_block"]
