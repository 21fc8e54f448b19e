"""The snapshot: everything a certificate prints or claims, frozen when it is issued.

Dates are calendar dates (ISO 8601) in the cohort's time zone, the workload is in minutes, names are as printed.
Nothing is ever read from live records to show or draw an issued award.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from certificates import conf
from certificates.designs.models import DesignVersion
from courses.api import CompletionFacts

from .models import AwardDefinition
from .rules import day_in, last_valid_day, make_serial, printed_text
from .states import AwardKind

VERSION = 1


def build_snapshot(
    *,
    facts: CompletionFacts,
    definition: AwardDefinition,
    design: DesignVersion,
    serial: str,
    verify_url: str,
    issued_on: date,
    expires_on: date | None,
) -> dict[str, Any]:
    """The snapshot of a new award in the language the course was taken in; its dates are days of the cohort."""
    return {
        "version": VERSION,
        "kind": AwardKind.COMPLETION.value,
        "serial": serial,
        "verify_url": verify_url,
        "design": {"slug": design.slug, "number": design.number, "sha256": design.sha256},
        **learning(facts),
        **authority(definition, facts.language),
        **_dates(facts, issued_on, expires_on),
    }


def build_specimen(*, facts: CompletionFacts, definition: AwardDefinition, design: DesignVersion) -> dict[str, Any]:
    """The snapshot of a certificate that nobody gets: the number 0, and where any certificate is checked."""
    issued_on = day_in(facts.time_zone, facts.completed_at)
    snapshot = build_snapshot(
        facts=facts,
        definition=definition,
        design=design,
        serial=make_serial(prefix=conf.serial_prefix(), year=issued_on.year, number=0),
        verify_url=verify_address("certificates:verify"),
        issued_on=issued_on,
        expires_on=last_valid_day(issued_on, definition.validity_months),
    )
    return snapshot | {"specimen": True}


def verify_address(view: str, *args: str) -> str:
    """An address for everyone who checks certificates: that of the site's main language, whatever the course's is."""
    with translation.override(settings.LANGUAGE_CODE):
        return conf.base_url() + reverse(view, args=args)


def learning(facts: CompletionFacts) -> dict[str, Any]:
    """Who learned what."""
    return {
        "language": facts.language,
        "holder": {"name": printed_text(facts.learner_name), "name_latin": printed_text(facts.learner_name_latin)},
        "course": {
            "key": str(facts.course_key),
            "title": printed_text(facts.course_title),
            "titles": {code: printed_text(title) for code, title in facts.course_titles.items()},
        },
        "cohort": printed_text(facts.cohort_title),
        "workload_minutes": facts.workload_minutes,
        "outcomes": [printed_text(outcome) for outcome in facts.outcomes],
    }


def authority(definition: AwardDefinition, language: str) -> dict[str, Any]:
    """Who issues and signs, and where."""
    issuer, signatory = definition.issuer, definition.signatory
    city = _name(issuer.city, language) if issuer.city else ""
    position = signatory.positions.get(language) or signatory.position
    return {
        "issuer": {"name": _name(issuer, language), "names": issuer.names, "website": issuer.website},
        "signatory": {"name": _name(signatory, language), "position": printed_text(position)},
        "place": printed_text(definition.place) or city,
    }


def printed_texts(facts: CompletionFacts, definition: AwardDefinition) -> list[str]:
    """The texts of an award to come that come from people and must be drawn letter by letter."""
    learned, authorized = learning(facts), authority(definition, facts.language)
    return [
        *learned["holder"].values(),
        learned["course"]["title"],
        authorized["issuer"]["name"],
        *authorized["signatory"].values(),
        authorized["place"],
        *learned["outcomes"],
    ]


def _dates(facts: CompletionFacts, issued_on: date, expires_on: date | None) -> dict[str, Any]:
    return {
        "time_zone": facts.time_zone,
        "started_on": facts.started_on.isoformat(),
        "completed_on": day_in(facts.time_zone, facts.completed_at).isoformat(),
        "issued_on": issued_on.isoformat(),
        "expires_on": expires_on.isoformat() if expires_on else None,
    }


def _name(named: Any, language: str) -> str:
    return printed_text(named.names.get(language) or named.name)
