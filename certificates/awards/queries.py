"""Reading awards across concepts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from certificates.rendering import crowded_letters, missing_letters
from courses.api import CompletionFacts, completion_facts, completions_facts, pending_completions

from .models import Award, AwardDefinition, AwardEvent, AwardFile
from .rules import Obstacle, obstacle_to_issue, printed_text, waiting
from .snapshot import authority, learning, printed_texts
from .states import AwardState, EventKind, FileKind, Message, Waiting


def definitions_for(course_keys: Collection[UUID]) -> dict[UUID, AwardDefinition | None]:
    """For each course its own rule, else the rule for all other courses, else None."""
    definitions = AwardDefinition.objects.select_related("issuer__city", "signatory")
    found = {row.course_id: row for row in definitions.filter(Q(course_id__in=course_keys) | Q(course=None))}
    return {key: found.get(key) or found.get(None) for key in course_keys}


def credential_data(course_key: UUID) -> dict[str, Any]:
    """The certificate of a course as https://schema.org/EducationalOccupationalCredential; empty without a rule."""
    definition = definitions_for([course_key])[course_key]
    if definition is None:
        return {}
    credential = {
        "@type": "EducationalOccupationalCredential",
        "name": gettext("Certificate of completion"),
        "credentialCategory": "certificate",
        "recognizedBy": {"@type": "Organization", "name": str(definition.issuer)},
    }
    return {"educationalCredentialAwarded": credential}


def obstacle_to(facts: CompletionFacts, definition: AwardDefinition | None) -> Obstacle | None:
    """What keeps this completion from its award, if anything."""
    texts = " ".join(printed_texts(facts, definition)) if definition else ""
    return obstacle_to_issue(
        is_defined=definition is not None,
        name=printed_text(facts.learner_name),
        missing_letters=missing_letters(texts),
        crowded_letters=crowded_letters(texts),
    )


def printed_now(award: Award) -> list[tuple[str, str]]:
    """What the certificate would name if it were issued again now: each fact with its label."""
    facts = completion_facts(award.completion_id)
    definition = definitions_for([facts.course_key])[facts.course_key]
    learned = learning(facts)
    printed = [
        (gettext("Name"), learned["holder"]["name"]),
        (gettext("Name in Latin letters"), learned["holder"]["name_latin"]),
        (gettext("Course"), learned["course"]["title"]),
    ]
    if definition is not None:
        authorized = authority(definition, facts.language)
        printed.append((gettext("Issued by"), authorized["issuer"]["name"]))
        printed.append((gettext("Signed by"), authorized["signatory"]["name"]))
    return [(label, text) for label, text in printed if text]


def latest_award(enrollment_id: int) -> Award | None:
    """The award in force of an enrollment, else the last one issued for it, else None."""
    awards = Award.objects.filter(enrollment_id=enrollment_id).order_by("-pk")
    return awards.filter(state=AwardState.ISSUED).first() or awards.first()


def awards_of(learner: Any) -> QuerySet[Award]:
    """The learner's awards, the newest first, with what `_shown` adds."""
    return _shown().filter(learner=learner)


def readable_award(*, uuid: UUID, reader: Any) -> Award | None:
    """The award, with what `_shown` adds, if it is the reader's own or the reader may view all awards, else None."""
    award = _shown().filter(uuid=uuid).first()
    if award is None or award.learner_id == reader.pk or reader.has_perm("certificates.view_award"):
        return award
    return None


def _shown() -> QuerySet[Award]:
    """Awards with their files, the link to a successor, and `could_not_be_drawn`: whether drawing was tried in vain."""
    awards = Award.objects.select_related("superseded_by").prefetch_related("files")
    return awards.annotate(could_not_be_drawn=_not_drawn())


def completions_without_award(*, learner_id: int | None = None, cohort_key: int | None = None) -> list[int]:
    """Ids of the completions (of everyone, of one learner, or in one cohort) for which no award was ever issued, the
    oldest first."""
    awarded = Award.objects.values_list("enrollment_id", flat=True)
    return pending_completions(without=awarded, learner_id=learner_id, cohort_key=cohort_key)


@dataclass(frozen=True)
class PendingCompletion:
    """A completion without an award, and what keeps it from one."""

    facts: CompletionFacts
    obstacle: Obstacle | None
    waiting: Waiting

    @property
    def is_stuck(self) -> bool:
        """Whether someone has to do something before the award can be issued."""
        return self.obstacle is not None or self.waiting == Waiting.FAILED

    @property
    def why(self) -> str:
        """What the registrar is told."""
        return self.obstacle.text if self.obstacle else str(self.waiting.label)


def explained(completion_ids: Collection[int], task_states: Mapping[int, str]) -> list[PendingCompletion]:
    """These completions in order of time, each with what keeps it from its award.

    `task_states` is the state of the last task that was to issue it, by completion.
    """
    if not completion_ids:
        return []
    found = completions_facts(completion_ids)
    definitions = definitions_for({facts.course_key for facts in found})
    return [
        PendingCompletion(
            facts=facts,
            obstacle=obstacle_to(facts, definitions[facts.course_key]),
            waiting=waiting(task_states.get(facts.completion_id)),
        )
        for facts in found
    ]


def undelivered() -> QuerySet[Award]:
    """Awards in force whose document has not been drawn, and awards of whose state the holder has not been told.

    Of a revocation only those are told whom it promised it: not those of times when no such mails were sent.
    """
    events = AwardEvent.objects.filter(award=OuterRef("pk"))
    told = events.filter(kind=EventKind.MAILED)
    to_be_told = Exists(events.filter(kind=EventKind.REVOKED, message=Message.REVOKED))
    in_force = Q(~_has_document() | ~Exists(told.exclude(message=Message.REVOKED)), state=AwardState.ISSUED)
    revoked = Q(to_be_told & ~Exists(told.filter(message=Message.REVOKED)), state=AwardState.REVOKED)
    return Award.objects.filter(in_force | revoked).order_by("pk")


def undrawn() -> QuerySet[Award]:
    """Awards in force without a document, the oldest first; `could_not_be_drawn` tells whether that was tried."""
    awards = Award.objects.filter(~_has_document(), state=AwardState.ISSUED)
    return awards.annotate(could_not_be_drawn=_not_drawn()).select_related("course").order_by("pk")


def not_drawn() -> QuerySet[Award]:
    """Awards in force whose document was tried to be drawn in vain, the oldest first."""
    return undrawn().filter(_not_drawn())


def _has_document() -> Exists:
    return Exists(AwardFile.objects.filter(award=OuterRef("pk"), kind=FileKind.PDF))


def _not_drawn() -> Exists:
    return Exists(AwardEvent.objects.filter(award=OuterRef("pk"), kind=EventKind.NOT_DRAWN))
