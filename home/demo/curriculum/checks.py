"""What must hold for the demo content. Each check yields a sentence for every fault it finds."""

import re
from collections.abc import Iterator
from datetime import date
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
    "reflection": {"title", "prompt"},
}
OPTIONAL_FIELDS = {"key_fact": {"source_url", "check_on"}, "glossary_term": {"original"}}
QUESTION_FIELDS = {"type", "text", "explanation", "source"}
OWN_FIELDS = {"single_choice": "options", "numeric": "answer", "short_text": "accepted"}
KEPT = {
    "slug",
    "language",
    "level",
    "audiences",
    "goals",
    "facilitators",
    "tags",
    "partners",
    "translations",
    "type",
    "kind",
}
KEPT |= {"source_url", "completion", "participation"}
LETTERS = {"ru": re.compile("[а-яё]", re.IGNORECASE), "fa": re.compile("[آ-ی]")}
FOREIGN = {"ru": re.compile('["“‘’]'), "fa": re.compile('["“”‘’يكىة]')}
LONGEST = {"title": 120, "alt_text": 300, "caption": 200, "source_title": 300, "term": 120, "original": 200}


def find_faults(courses: tuple[dict[str, Any], ...]) -> list[str]:
    """Every fault of the courses, in the order of the files; empty when all is well."""
    faults = []
    for course in courses:
        faults += [f"{course['slug']}: {fault}" for fault in course_faults(course)]
    return faults


def course_faults(course: dict[str, Any]) -> Iterator[str]:
    for language, translation in course["translations"].items():
        yield from (f"{language}: {fault}" for fault in text_faults(translation))
    yield from language_faults(course["title"])
    yield from language_faults(course["lead"])
    yield from text_faults(course)
    if sum(module["workload_minutes"] for module in course["modules"]) != course["workload_minutes"]:
        yield "the workload is not the sum of its modules"
    for module in course["modules"]:
        yield from (f"{module['slug']}: {fault}" for fault in language_faults(module["title"]))


def text_faults(course: dict[str, Any]) -> Iterator[str]:
    """Faults of what is read in one language."""
    for block in course["description"]:
        yield from block_faults(block)
    for module in course["modules"]:
        yield from (f"{module['slug']}: {fault}" for fault in module_faults(module))


def module_faults(module: dict[str, Any]) -> Iterator[str]:
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
    if set(question) != QUESTION_FIELDS | {OWN_FIELDS[question["type"]]} or not all(question.values()):
        yield f"“{question['text']}” lacks a field"
    if "options" in question and (len(question["options"]) != 4 or len(correct_positions(question)) != 1):
        yield f"“{question['text']}” does not have four options with one right answer"


def correct_positions(question: dict[str, Any]) -> list[int]:
    return [position for position, option in enumerate(question.get("options", [])) if option["correct"]]


def translation_faults(original: Any, words: Any, language: str, place: str = "") -> Iterator[str]:
    """Where the words are not those of the original in that language."""
    if isinstance(original, dict):
        fields = {field for field, value in original.items() if field not in KEPT and is_translated(value)}
        if set(words) != fields:
            yield f"{place} has the fields {sorted(words)}, not {sorted(fields)}"
        for field in sorted(fields & set(words)):
            yield from translation_faults(original[field], words[field], language, f"{place}/{field}")
    elif isinstance(original, list):
        for number, pair in enumerate(zip(original, words, strict=True)):
            yield from translation_faults(*pair, language, f"{place}/{number}")
    else:
        yield from (f"{place}: “{words}” {fault}" for fault in sentence_faults(original, words, language))


def is_translated(value: Any) -> bool:
    """Whether it is words, of which the course itself has one language only."""
    return not isinstance(value, int | date) and not (isinstance(value, dict) and "en" in value)


def sentence_faults(original: str, words: str, language: str) -> Iterator[str]:
    if re.search("[a-z]", original) and not LETTERS[language].search(words):
        yield "is not translated"
    if FOREIGN[language].search(words):
        yield "has quotation marks or letters of another language"
    if numbers(words) != numbers(original):
        yield f"has the numbers {numbers(words)}, not {numbers(original)}"


def numbers(text: str) -> list[int]:
    """The numbers of a text in any digits, in the order of their size; 8,200 is one."""
    return sorted(int(number) for number in re.findall(r"\d+", re.sub(r"<[^>]*>|(?<=\d)[,٬](?=\d{3})", "", text)))
