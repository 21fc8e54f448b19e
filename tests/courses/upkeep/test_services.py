"""What is kept of published pages, in the real database."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from courses.models import Finding, ModulePage
from home.models import StandardPage
from tests.factories.content import key_fact, link, make_document, make_picture, picture, text
from tests.factories.courses import block_id, make_course, make_module, make_quiz, publish, quiz_block, site_root

pytestmark = pytest.mark.django_db


def found(page: Any) -> list[tuple[str, str, str, date | None, int | None]]:
    rows = Finding.objects.filter(page=page.pk).order_by("pk")
    return [(row.kind, row.place, row.text, row.as_of, row.target) for row in rows]


def test_published_page_with_key_facts_keeps_each_with_its_date() -> None:
    module = make_module(make_course(modules=0), body=[key_fact("first"), key_fact("second", "2026-09-01")])
    assert found(module) == [
        ("key_fact", f"body.{block_id('first')}", "It is a first.", date(2024, 5, 1), None),
        ("key_fact", f"body.{block_id('second')}", "It is a second.", date(2026, 9, 1), None),
    ]


def test_fact_with_a_day_to_be_checked_keeps_it_and_one_that_was_stored_without_loads() -> None:
    body = [key_fact("old"), key_fact("new", check_on="2026-12-01")]
    assert "check_on" not in body[0]["value"]
    module = make_module(make_course(modules=0), body=body)
    facts = Finding.objects.filter(page=module.pk).order_by("pk")
    assert [fact.check_on for fact in facts] == [None, date(2026, 12, 1)]


def test_published_page_with_pictures_keeps_those_without_a_description() -> None:
    image = make_picture("Harbor")
    course = make_course(modules=0, picture=image)
    body = [picture(image, "A harbor", "described"), picture(image, "  ", "blank")]
    module = make_module(course, body=body)
    assert found(course) == [("picture", "picture", "Harbor", None, None)]
    assert found(module) == [("picture", f"body.{block_id('blank')}", "Harbor", None, None)]
    course.picture_alt = "A harbor"
    publish(course)
    assert found(course) == []


def test_published_page_with_links_keeps_each_target_once_and_no_quiz_or_picture() -> None:
    course, document = make_course(modules=0), make_document()
    file = {"type": "document", "id": block_id("file"), "value": {"document": document.pk, "description": ""}}
    body = [text(link(course), "one"), text(link(course), "two"), file, quiz_block(make_quiz())]
    module = make_module(course, body=[*body, picture(make_picture(), "A harbor")])
    assert found(module) == [
        ("page_link", f"body.{block_id('one')}", "", None, course.pk),
        ("document_link", f"body.{block_id('file')}.document", "", None, document.pk),
    ]


def test_published_page_of_the_site_and_a_rich_text_field_are_looked_through_too() -> None:
    course = make_course(modules=0, prerequisites=link(site_root()))
    section = {"type": "section", "id": block_id("section"), "value": {"title": "About", "text": link(course)}}
    about = publish(site_root().add_child(instance=StandardPage(title="About", body=[section])))
    assert found(course) == [("page_link", "prerequisites", "", None, site_root().pk)]
    assert found(about) == [("page_link", f"body.{block_id('section')}.text", "", None, course.pk)]


def test_page_that_is_published_again_keeps_only_what_it_says_now() -> None:
    module = make_module(make_course(modules=0), body=[key_fact("first")])
    module.body = [key_fact("second")]
    module.save_revision()
    assert [row[2] for row in found(module)] == ["It is a first."]
    publish(module)
    assert [row[2] for row in found(module)] == ["It is a second."]


@pytest.mark.parametrize("end", [ModulePage.unpublish, ModulePage.delete])
def test_page_that_is_unpublished_or_deleted_keeps_nothing(end: Any) -> None:
    module = make_module(make_course(modules=0), body=[key_fact()])
    assert Finding.objects.count() == 1
    end(ModulePage.objects.get(pk=module.pk))
    assert Finding.objects.count() == 0


def test_command_looks_through_all_pages_anew(capsys: pytest.CaptureFixture[str]) -> None:
    module = make_module(make_course(modules=0), body=[key_fact()])
    kept = found(module)
    Finding.objects.all().delete()
    call_command("record_findings")
    assert found(module) == kept
    assert capsys.readouterr().out.endswith(" pages looked through.\n")
