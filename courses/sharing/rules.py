"""Pure rules of what strangers see of a course elsewhere: how a title breaks into lines, and schema.org's Course."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

STEP = 8  # pixels by which lines are drawn in while their number stays the same


def balanced_lines(text: str, width_of: Callable[[str], float], limit: float) -> list[str]:
    """The text in as few lines of at most `limit` as its words allow, all of them as even as they can be.

    A single word may be wider than the limit.
    """
    words = text.split()
    lines = _filled(words, width_of, limit)
    while limit > STEP:
        limit -= STEP
        narrower = _filled(words, width_of, limit)
        if len(narrower) > len(lines) or any(width_of(line) > limit for line in narrower):
            break
        lines = narrower
    return lines


def _filled(words: Sequence[str], width_of: Callable[[str], float], limit: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@dataclass(frozen=True)
class RunFacts:
    """One cohort: its first and last day in its own time zone, None where there is none."""

    title: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class CourseFacts:
    """What schema.org's Course is made of. Addresses are absolute; `providers` are names with addresses or ""."""

    title: str
    lead: str
    address: str
    picture: str
    languages: Sequence[str]
    level: str
    minutes: int
    outcomes: Sequence[str]
    topics: Sequence[str]
    providers: Sequence[tuple[str, str]]
    instructors: Sequence[str]
    runs: Sequence[RunFacts]


def course_data(facts: CourseFacts) -> dict[str, Any]:
    """The course in the words of https://schema.org/Course, ready for JSON; what is not known is left out."""
    workload = f"PT{facts.minutes}M" if facts.minutes else ""
    return {
        "@context": "https://schema.org",
        **_known(
            {
                "@type": "Course",
                "@id": facts.address,
                "url": facts.address,
                "name": facts.title,
                "description": facts.lead,
                "image": facts.picture,
                "inLanguage": list(facts.languages),
                "educationalLevel": facts.level,
                "timeRequired": workload,
                "teaches": list(facts.outcomes),
                "about": list(facts.topics),
                "provider": [
                    _known({"@type": "Organization", "name": name, "url": url}) for name, url in facts.providers
                ],
                "hasCourseInstance": [_instance(run, facts, workload) for run in facts.runs],
            }
        ),
    }


def _instance(run: RunFacts, facts: CourseFacts, workload: str) -> dict[str, Any]:
    return _known(
        {
            "@type": "CourseInstance",
            "name": run.title,
            "courseMode": "Online",
            "courseWorkload": workload,
            "startDate": run.starts_on.isoformat() if run.starts_on else "",
            "endDate": run.ends_on.isoformat() if run.ends_on else "",
            "instructor": [{"@type": "Person", "name": name} for name in facts.instructors],
        }
    )


def _known(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}
