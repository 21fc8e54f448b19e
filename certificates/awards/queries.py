"""Reading awards across concepts."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from certificates.rendering import missing_letters
from courses.api import CompletionFacts, completions_of, pending_completions

from .models import Award, AwardDefinition, AwardEvent, AwardFile
from .rules import Obstacle, obstacle_to_issue, printed_text
from .snapshot import printed_texts
from .states import AwardState, EventKind, FileKind, Message


def definitions_for(course_keys: Collection[UUID]) -> dict[UUID, AwardDefinition | None]:
    """For each course its own rule, else the rule for all other courses, else None."""
    definitions = AwardDefinition.objects.select_related("issuer__city", "signatory")
    found = {row.course_id: row for row in definitions.filter(Q(course_id__in=course_keys) | Q(course=None))}
    return {key: found.get(key) or found.get(None) for key in course_keys}


def obstacle_to(facts: CompletionFacts, definition: AwardDefinition | None) -> Obstacle | None:
    """What keeps this completion from its award, if anything."""
    texts = printed_texts(facts, definition) if definition else []
    return obstacle_to_issue(
        is_defined=definition is not None,
        name=printed_text(facts.learner_name),
        missing_letters=missing_letters(" ".join(texts)),
    )


def latest_award(enrollment_id: int) -> Award | None:
    """The award in force of an enrollment, else the last one issued for it, else None."""
    awards = Award.objects.filter(enrollment_id=enrollment_id).order_by("-pk")
    return awards.filter(state=AwardState.ISSUED).first() or awards.first()


def awards_of(learner: Any) -> QuerySet[Award]:
    """The learner's awards, the newest first, with their files and the link to a successor."""
    return Award.objects.filter(learner=learner).select_related("superseded_by").prefetch_related("files")


def titles_in_preparation(*, learner: Any, awards: Iterable[Award]) -> list[str]:
    """Titles of the courses that the learner has completed and that none of these `awards` is for."""
    awarded = {award.completion_id for award in awards}
    return [title for completion_id, title, _at in completions_of(learner.pk) if completion_id not in awarded]


def completions_without_award() -> list[int]:
    """Ids of the completions for which no award was ever issued, the oldest first."""
    awarded = Award.objects.values_list("enrollment_id", flat=True)
    return pending_completions(without=awarded)


def undelivered() -> QuerySet[Award]:
    """Awards in force whose document has not been drawn, and awards of whose state the holder has not been told."""
    told = AwardEvent.objects.filter(award=OuterRef("pk"), kind=EventKind.MAILED)
    of_issue = told.exclude(message=Message.REVOKED)
    of_revocation = told.filter(message=Message.REVOKED)
    in_force = Q(~_has_document() | ~Exists(of_issue), state=AwardState.ISSUED)
    return Award.objects.filter(in_force | Q(~Exists(of_revocation), state=AwardState.REVOKED)).order_by("pk")


def undrawn() -> QuerySet[Award]:
    """Awards in force without a document, the oldest first; `could_not_be_drawn` tells whether that was tried."""
    events = AwardEvent.objects.filter(award=OuterRef("pk"), kind=EventKind.NOT_DRAWN)
    awards = Award.objects.filter(~_has_document(), state=AwardState.ISSUED)
    return awards.annotate(could_not_be_drawn=Exists(events)).select_related("course").order_by("pk")


def _has_document() -> Exists:
    return Exists(AwardFile.objects.filter(award=OuterRef("pk"), kind=FileKind.PDF))


def readable_award(*, uuid: UUID, reader: Any) -> Award | None:
    """The award if it is the reader's own or the reader may view all awards, else None."""
    awards = Award.objects.select_related("superseded_by").prefetch_related("files")
    award = awards.filter(uuid=uuid).first()
    if award is None or award.learner_id == reader.pk or reader.has_perm("certificates.view_award"):
        return award
    return None
