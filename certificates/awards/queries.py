"""Reading awards across concepts."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from courses.api import pending_completions

from .models import Award, AwardDefinition
from .states import AwardState


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


def completions_without_award() -> list[int]:
    """Ids of the completions for which no award was ever issued, the oldest first."""
    awarded = Award.objects.values_list("enrollment_id", flat=True)
    return pending_completions(without=awarded)


def awards_without_file() -> QuerySet[Award]:
    """Awards whose document has not been drawn."""
    return Award.objects.filter(files__isnull=True).order_by("pk")


def readable_award(*, uuid: UUID, reader: Any) -> Award | None:
    """The award if it is the reader's own or the reader may view all awards, else None."""
    awards = Award.objects.select_related("superseded_by", "supersedes").prefetch_related("files")
    award = awards.filter(uuid=uuid).first()
    if award is None or award.learner_id == reader.pk or reader.has_perm("certificates.view_award"):
        return award
    return None
