"""What must hold for the demo content. Each check yields a sentence for every fault it finds."""

from collections.abc import Iterator
from typing import Any

LANGUAGES = {"en", "ru", "fa"}
STAGES = {"enrolled", "reading", "quiz_failed", "nearly_done", "completed"}
BLOCK_FIELDS = {
    "heading": {"text"},
    "text": {"text"},
    "picture": {"slug", "alt_text", "caption", "credit"},
    "callout": {"kind", "title", "text"},
    "key_fact": {"statement", "source_title", "as_of"},
    "timeline": {"title", "events"},
    "table": {"caption", "columns", "rows"},
    "glossary_term": {"term", "definition"},
}
OPTIONAL_FIELDS = {"key_fact": {"source_url"}, "glossary_term": {"original"}}
QUESTION_FIELDS = {"type", "text", "options", "explanation", "source"}
LONGEST = {"title": 120, "alt_text": 300, "caption": 200, "source_title": 300, "term": 120, "original": 200}


def find_faults(courses: tuple[dict[str, Any], ...]) -> list[str]:
    """Every fault of the courses, in the order of the files; empty when all is well."""
    faults = []
    for course in courses:
        faults += [f"{course['slug']}: {fault}" for fault in course_faults(course)]
    return faults


def course_faults(course: dict[str, Any]) -> Iterator[str]:
    yield from language_faults(course["title"])
    yield from language_faults(course["lead"])
    for block in course["description"]:
        yield from block_faults(block)
    if sum(module["workload_minutes"] for module in course["modules"]) != course["workload_minutes"]:
        yield "the workload is not the sum of its modules"
    for module in course["modules"]:
        yield from (f"{module['slug']}: {fault}" for fault in module_faults(module))


def module_faults(module: dict[str, Any]) -> Iterator[str]:
    yield from language_faults(module["title"])
    for block in module["body"]:
        yield from block_faults(block)
    for question in module["quiz"]["questions"]:
        yield from question_faults(question)


def language_faults(names: dict[str, str]) -> Iterator[str]:
    if {language for language, name in names.items() if name} != LANGUAGES:
        yield f"{names} is not given in each of {sorted(LANGUAGES)}"


def block_faults(block: dict[str, Any]) -> Iterator[str]:
    kind = block["type"]
    if kind not in BLOCK_FIELDS:
        yield f"unknown block {kind}"
        return
    given = set(block) - {"type"} - OPTIONAL_FIELDS.get(kind, set())
    if given != BLOCK_FIELDS[kind]:
        yield f"a {kind} has the fields {sorted(given)}"
    if kind == "table" and any(len(row) != len(block["columns"]) for row in block["rows"]):
        yield f"the table “{block['caption']}” has rows of different length"
    for field, limit in LONGEST.items():
        if len(block.get(field, "")) > limit:
            yield f"the {field} of a {kind} is longer than {limit} characters"


def question_faults(question: dict[str, Any]) -> Iterator[str]:
    if set(question) != QUESTION_FIELDS or not all(question.values()):
        yield f"“{question['text']}” lacks a field"
    if len(question["options"]) != 4 or len(correct_positions(question)) != 1:
        yield f"“{question['text']}” does not have four options with one right answer"


def correct_positions(question: dict[str, Any]) -> list[int]:
    return [position for position, option in enumerate(question["options"]) if option["correct"]]
