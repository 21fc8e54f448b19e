"""The demo courses, read from the TOML files of this folder.

One file is one course::

    slug, language, level, audiences, tags, goals, workload_minutes, outcomes,
    completion and participation (parameters by slug of completion rules; true: without),
    prerequisites (HTML), facilitators (slugs of people),
    partners (list of {organization, role}), title and lead ({en, ru, fa}),
    picture ({slug, alt_text, caption, credit}), description (list of blocks), modules (list of four)

A module has slug, title ({en, ru, fa}), objectives, workload_minutes, required, body (list of blocks) and one
quiz: title, introduction, pass_mark, attempts_allowed, questions. A question is {type, text, explanation (HTML),
source} and what its type has: options (list of {text, correct}), answer (a number) or accepted (list of words).

A block is a table with `type` and the fields of the content block of that name. Three differ from the stored form:
a `text` block keeps its HTML in `text`; a `picture` names its drawing by `slug` instead of an image; a `table`
holds `columns` (the headings) and `rows` (lists of plain text) instead of a typed table. The quiz is not in the
body: it follows the last block. `as_of` is the day of a count or event, or else the day the source was last checked;
`check_on` of a fact, if given, is the day on which an editor is to look at its source again.

A translation of a course is a file of its own beside it, “foundations.fa.toml”: the same course, whole and in the same
order, with the words alone. What else there is (kinds, slugs, right answers, days, addresses of sources) comes from the
course, so that it is the same in all languages.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
NAMES = ["foundations", "twinning", "learning_cities"]


@cache
def load_courses() -> tuple[dict[str, Any], ...]:
    """The three courses in the order of the catalog. Do not change what is returned: it is shared."""
    return tuple(_load_course(name) for name in NAMES)


def _load_course(name: str) -> dict[str, Any]:
    """The course as it was written, and in `translations` by language as it is translated."""
    course = read(FOLDER / f"{name}.toml")
    words = load_words(name)
    return {**course, "translations": {language: in_words(course, words[language]) for language in words}}


def load_words(name: str) -> dict[str, dict[str, Any]]:
    """What the files beside the course hold, by language."""
    return {path.suffixes[0].removeprefix("."): read(path) for path in sorted(FOLDER.glob(f"{name}.*.toml"))}


def in_words(original: Any, words: Any) -> Any:
    """The original with these words in place of its own."""
    if isinstance(words, dict):
        return {**original, **{field: in_words(original[field], value) for field, value in words.items()}}
    if isinstance(words, list):
        return [in_words(*pair) for pair in zip(original, words, strict=True)]
    return words


@cache
def load_scenarios(language: str = "en") -> dict[str, dict[str, Any]]:
    """The negotiations by the slug of their module: {title, introduction, scores, nodes, endings, debrief}, as
    `scenarios.toml` writes them, or in the words of the file of that language: those that are translated."""
    originals = {one["module"]: one for one in read(FOLDER / "scenarios.toml")["scenarios"]}
    words = load_words("scenarios").get(language, {"scenarios": []})["scenarios"]
    return originals if language == "en" else {one["module"]: in_words(originals[one["module"]], one) for one in words}


@cache
def load_directory() -> dict[str, Any]:
    """Cities, organizations, people, and learners. `stage` of a learner: see `home.demo.curriculum.checks.STAGES`."""
    return read(FOLDER.parent / "directory.toml")


@cache
def load_home_page() -> dict[str, Any]:
    """Texts of the home page and of the standard pages, each in three languages."""
    return read(FOLDER.parent / "home_page.toml")


def read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
