"""How a visitor stands with courses, for their cards."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from courses.decisions import Decision
from courses.enrollment.models import Enrollment
from courses.enrollment.states import HOLDING_SEAT
from courses.progress.rules import Standing, TakenFacts, standing


def course_standings(
    keys: Collection[UUID], user: Any, outlooks: Mapping[UUID, Decision], now: datetime | None = None
) -> dict[UUID, Standing]:
    """How this visitor stands with each of the courses, by their keys, where there is anything to tell; `outlooks` are
    what `course_outlooks` found (one query for somebody who is signed in, none for others)."""
    now = now or timezone.now()
    taken = _taken(keys, user) if user.is_authenticated else {}
    standings = {key: standing(taken.get(key, []), outlooks.get(key), now) for key in keys}
    return {key: found for key, found in standings.items() if found is not None}


def _taken(keys: Collection[UUID], user: Any) -> dict[UUID, list[TakenFacts]]:
    mine = Enrollment.objects.filter(learner=user, state__in=HOLDING_SEAT, cohort__course__in=keys)
    taken: dict[UUID, list[TakenFacts]] = defaultdict(list)
    for one in mine.select_related("cohort", "progress", "completion"):
        progress, cohort = getattr(one, "progress", None), one.cohort
        facts = TakenFacts(
            completed=hasattr(one, "completion"),
            percent=progress.percent if progress else 0,
            starts_at=cohort.starts_at,
            ends_at=cohort.ends_at,
        )
        taken[cohort.course_id].append(facts)
    return taken
