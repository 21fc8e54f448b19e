"""The snapshot: everything a certificate prints or claims, frozen when it is issued.

Dates are calendar dates (ISO 8601) in the cohort's time zone, the workload is in minutes, names are as printed.
Nothing is ever read from live records to show or draw an issued award.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from certificates.designs.models import DesignVersion
from courses.api import CompletionFacts

from .models import AwardDefinition
from .rules import printed_text

VERSION = 1


def build_snapshot(
    *,
    facts: CompletionFacts,
    definition: AwardDefinition,
    design: DesignVersion,
    serial: str,
    verify_url: str,
    issued_at: datetime,
) -> dict[str, Any]:
    """The snapshot of a new award in the language the course was taken in; `issued_at` is an aware datetime."""
    zone, language = ZoneInfo(facts.time_zone), facts.language
    issuer, signatory = definition.issuer, definition.signatory
    city = _in_language(issuer.city, language) if issuer.city else ""
    return {
        "version": VERSION,
        "kind": "completion",
        "language": language,
        "serial": serial,
        "verify_url": verify_url,
        "design": {"slug": design.slug, "number": design.number, "sha256": design.sha256},
        "holder": {"name": printed_text(facts.learner_name), "name_latin": printed_text(facts.learner_name_latin)},
        "course": {
            "key": str(facts.course_key),
            "title": printed_text(_title(facts)),
            "titles": {code: printed_text(title) for code, title in facts.course_titles.items()},
        },
        "cohort": printed_text(facts.cohort_title),
        "workload_minutes": facts.workload_minutes,
        "started_on": facts.started_on.isoformat(),
        "completed_on": facts.completed_at.astimezone(zone).date().isoformat(),
        "issued_on": issued_at.astimezone(zone).date().isoformat(),
        "expires_on": None,
        "outcomes": [printed_text(outcome) for outcome in facts.outcomes],
        "issuer": {"name": _in_language(issuer, language), "names": issuer.names, "website": issuer.website},
        "signatory": {"name": _in_language(signatory, language), "position": printed_text(signatory.position)},
        "place": printed_text(definition.place) or city,
    }


def printed_texts(snapshot: dict[str, Any]) -> list[str]:
    """The texts of a snapshot that come from people and must be drawn letter by letter."""
    return [
        snapshot["holder"]["name"],
        snapshot["holder"]["name_latin"],
        snapshot["course"]["title"],
        snapshot["issuer"]["name"],
        snapshot["signatory"]["name"],
        snapshot["signatory"]["position"],
        snapshot["place"],
        *snapshot["outcomes"],
    ]


def _title(facts: CompletionFacts) -> str:
    return facts.course_titles.get(facts.language) or next(iter(facts.course_titles.values()), "")


def _in_language(named: Any, language: str) -> str:
    return printed_text(named.names.get(language) or named.name)
