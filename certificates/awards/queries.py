"""Reading awards across concepts."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from courses.api import completions_of, pending_completions

from .models import Award, AwardDefinition, AwardEvent, AwardFile
from .states import AwardState, EventKind, FileKind


def definition_for(course_key: UUID) -> AwardDefinition | None:
    """The rule of this course, else the rule for all other courses, else None."""
    definitions = AwardDefinition.objects.select_related("issuer__city", "signatory")
    return definitions.filter(course_id=course_key).first() or definitions.filter(course__isnull=True).first()


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
    """Awards in force whose document has not been drawn or whose holder has not been told."""
    drawn = AwardFile.objects.filter(award=OuterRef("pk"), kind=FileKind.PDF)
    told = AwardEvent.objects.filter(award=OuterRef("pk"), kind=EventKind.MAILED)
    return Award.objects.filter(~Exists(drawn) | ~Exists(told), state=AwardState.ISSUED).order_by("pk")


def readable_award(*, uuid: UUID, reader: Any) -> Award | None:
    """The award if it is the reader's own or the reader may view all awards, else None."""
    awards = Award.objects.select_related("superseded_by", "supersedes").prefetch_related("files")
    award = awards.filter(uuid=uuid).first()
    if award is None or award.learner_id == reader.pk or reader.has_perm("certificates.view_award"):
        return award
    return None
