"""The writes of scenarios: beginning, taking a step, keeping answers. What a choice does is worked out here only."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.catalogue.models import Module
from courses.decisions import Refused, refused
from courses.enrollment.models import Enrollment
from courses.enrollment.queries import enrollment_access
from courses.enrollment.services import locked_enrollment
from courses.progress.services import ActivityAct, record_activity
from courses.snippets import copy_snippet

from .models import Playthrough, Scenario
from .queries import scenario_standing
from .rules import beginning, meets_minimum, open_choices, starting_scores, take
from .states import PlayReason, PlayState


class PlayRefused(Refused):
    """The scenario cannot be begun, or the step not be taken; `decision.reason` says why."""


@transaction.atomic
def begin_playthrough(
    *, enrollment: Enrollment, module: Module, block_id: UUID, now: datetime | None = None
) -> Playthrough:
    """Play the scenario from the beginning, or give the playthrough that is open. Two starts at once give one.

    Raises `PlayRefused`: the scenario is not available, or the module is not open to this enrollment.
    """
    now = now or timezone.now()
    enrollment = locked_enrollment(enrollment.pk)
    standing = scenario_standing(enrollment, module, block_id, now)
    if standing.access and standing.open_play is not None:
        return standing.open_play
    if not standing.decision or standing.scenario is None:
        raise PlayRefused(standing.decision)
    played = standing.scenario.as_played()
    return Playthrough.objects.create(
        enrollment=enrollment,
        module=module,
        block_id=block_id,
        scenario_key=standing.scenario.translation_key,
        number=len(standing.plays) + 1,
        title=standing.scenario.title,
        language=standing.scenario.locale.language_code,
        scenario=played,
        place=beginning(played),
        scores=starting_scores(played),
        begun_at=now,
    )


@transaction.atomic
def take_choice(*, playthrough: Playthrough, step: int, choice_id: str, now: datetime | None = None) -> Playthrough:
    """Take the choice in the step with this number; at an ending the scenario is completed, if it meets the minimum.

    Raises `PlayRefused`: the step was taken before (a double post, a page that is out of date), the choice is not open,
    or the module is no longer open.
    """
    now = now or timezone.now()
    enrollment, playthrough = _locked(playthrough, now)
    if not playthrough.is_open or step != playthrough.step:
        raise PlayRefused(refused(PlayReason.STEP_TAKEN))
    offered = open_choices(playthrough.node, playthrough.scores)
    choice = next((one for one in offered if one["id"] == choice_id), None)
    if choice is None:
        raise PlayRefused(refused(PlayReason.CHOICE_NOT_OPEN))
    taken = take(playthrough.scenario, playthrough.scores, choice)
    playthrough.path += [
        {"node": playthrough.place, "choice": choice_id, "scores": taken.scores, "at": now.isoformat()}
    ]
    playthrough.place, playthrough.scores = taken.place, taken.scores
    if playthrough.ending is not None:
        _end(enrollment, playthrough, now)
    playthrough.save()
    return playthrough


def _end(enrollment: Enrollment, playthrough: Playthrough, now: datetime) -> None:
    playthrough.state, playthrough.ended_at = PlayState.ENDED, now
    playthrough.completes = meets_minimum(playthrough.scenario, playthrough.scores)
    act = ActivityAct(block_id=playthrough.block_id, kind="scenario", completed=playthrough.completes)
    record_activity(enrollment=enrollment, module=playthrough.module, act=act, now=now)


@transaction.atomic
def keep_debrief(*, playthrough: Playthrough, answers: Mapping[str, str], now: datetime | None = None) -> Playthrough:
    """Keep what the learner writes when she looks back, by the ids of the questions; it replaces what she wrote before.

    Raises `PlayRefused` before the ending, and when the module is no longer open.
    """
    _enrollment, playthrough = _locked(playthrough, now or timezone.now())
    if playthrough.is_open:
        raise PlayRefused(refused(PlayReason.NOT_ENDED))
    asked = {question["id"] for question in playthrough.scenario["questions"]}
    playthrough.answers = {key: text for key, text in answers.items() if key in asked}
    playthrough.save(update_fields=["answers"])
    return playthrough


def _locked(playthrough: Playthrough, now: datetime) -> tuple[Enrollment, Playthrough]:
    """Enrollment and playthrough as they are now, and nobody else writes; refuses what the gate refuses."""
    enrollment = locked_enrollment(playthrough.enrollment_id)
    playthrough = Playthrough.objects.select_for_update().select_related("module").get(pk=playthrough.pk)
    access = enrollment_access(enrollment, playthrough.module, now)
    if not access:
        raise PlayRefused(access)
    return enrollment, playthrough


@transaction.atomic
def copy_scenario(*, scenario: Scenario, key: UUID, by: Any) -> Scenario:
    """The copy of a scenario with this key, made once: what is published of it, or its draft if nothing is."""
    copied: Scenario = copy_snippet(scenario, key=key, by=by)
    return copied
