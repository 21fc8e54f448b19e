from datetime import date
from typing import Any

from wagtail.blocks import StreamValue

from courses.catalogue.notes import Fact, Note, notes_of
from courses.models import ModulePage
from tests.factories.content import stream
from tests.factories.courses import block_id

ARCHIVE, PRESS = ("City archive", "https://example.org/archive"), ("City press", "")


def fact(statement: str, source: tuple[str, str], as_of: str | None = "2026-09-01") -> tuple[str, dict[str, Any]]:
    title, url = source
    return "key_fact", {"statement": statement, "source_title": title, "source_url": url, "as_of": as_of}


def written(kind: str, value: dict[str, Any]) -> StreamValue:
    return ModulePage._meta.get_field("body").stream_block.normalize([(kind, value)])


def found(*kinds: tuple[str, Any]) -> list[Note]:
    return notes_of(stream(*kinds))


def test_notes_are_numbered_as_the_facts_come() -> None:
    notes = found(("text", "<p>A</p>"), fact("One.", ARCHIVE), fact("Two.", PRESS, "2026-10-02"))
    assert notes == [
        Note(1, *ARCHIVE, date(2026, 9, 1), (Fact(block_id("kind 1"), "One."),)),
        Note(2, *PRESS, date(2026, 10, 2), (Fact(block_id("kind 2"), "Two."),)),
    ]


def test_notes_of_facts_from_one_source_on_one_day_are_one() -> None:
    notes = found(fact("One.", ARCHIVE), fact("Two.", PRESS), fact("Three.", ARCHIVE))
    assert [[fact.statement for fact in note.facts] for note in notes] == [["One.", "Three."], ["Two."]]


def test_notes_of_facts_from_one_source_on_two_days_are_two() -> None:
    notes = found(fact("One.", ARCHIVE), fact("Two.", ARCHIVE, "2020-01-01"))
    assert [note.as_of for note in notes] == [date(2026, 9, 1), date(2020, 1, 1)]


def test_notes_of_a_draft_without_source_and_day_are_empty_ones() -> None:
    assert found(fact("", ("", ""), None)) == [Note(1, "", "", None, (Fact(block_id("kind 0"), ""),))]


def test_notes_of_a_text_as_it_is_typed_know_the_day() -> None:
    """A preview has the values of the form: a day is a day, not its letters."""
    (note,) = notes_of(written("key_fact", {"statement": "One.", "source_title": "A", "as_of": date(2026, 9, 1)}))
    assert (note.title, note.as_of) == ("A", date(2026, 9, 1))


def test_notes_of_a_text_without_facts_are_none() -> None:
    assert found(("text", "<p>A</p>")) == []
