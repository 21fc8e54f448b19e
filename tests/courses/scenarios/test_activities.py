"""The scenario as a type of activity: what it tells of an enrollment through the door that plugins have too."""

from uuid import UUID

import pytest
from django.urls import reverse

from courses.enrollment.services import enroll
from courses.models import Playthrough
from courses.registry import Trial, activity_types
from courses.scenarios.services import begin_playthrough
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    module_of,
    play_through,
)
from tests.factories.scenarios import make_scenario, scenario_block

pytestmark = pytest.mark.django_db


def test_trials_of_a_scenario_are_the_playthroughs_that_came_to_an_ending() -> None:
    page = make_module(make_course(modules=0), body=[scenario_block(make_scenario())])
    learner = make_learner()
    enrollment = enroll(cohort=make_cohort(page.course_page), learner=learner, by=learner)
    place = {"enrollment": enrollment, "module": module_of(page), "block_id": UUID(block_id("scenario"))}
    play_through(begin_playthrough(**place))
    begin_playthrough(**place)
    scenario = activity_types.get("scenario")
    assert scenario is not None
    ended = Playthrough.objects.get(number=1)
    assert list(scenario.trials(enrollment)) == [
        Trial(
            module_key=page.translation_key,
            block_id=UUID(block_id("scenario")),
            number=1,
            ended_at=ended.ended_at,
            percent=None,
            outcome=ended.ending["title"],
            language="en",
            url=reverse("courses:playthrough", args=[ended.pk]),
        )
    ]
