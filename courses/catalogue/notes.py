"""The sources of a text's key facts, numbered as they come."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from wagtail.blocks import StreamValue


@dataclass(frozen=True)
class Fact:
    """A key fact that a note belongs to; `key` is the id of its block."""

    key: str
    statement: str


@dataclass(frozen=True)
class Note:
    """One source, known to be true on a day, with the facts that are taken from it."""

    number: int
    title: str
    url: str
    as_of: date | None
    facts: tuple[Fact, ...]


def notes_of(stream: StreamValue) -> list[Note]:
    """A note for each source and day; facts from the same one share it. Pictures and documents are not loaded."""
    facts: defaultdict[tuple[str, str, date | None], list[Fact]] = defaultdict(list)
    for index, raw in enumerate(stream.raw_data):
        if raw["type"] == "key_fact":
            value = stream[index].value  # of a draft it may lack anything
            source = value.get("source_title") or "", value.get("source_url") or "", value.get("as_of")
            facts[source].append(Fact(str(raw.get("id")), value.get("statement") or ""))
    return [Note(number, *source, tuple(found)) for number, (source, found) in enumerate(facts.items(), start=1)]
