"""What an upgrade and a way back do to what is there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from courses.enrollment.services import enroll
from courses.models import CompletionPolicy, CoursePage, CourseProgress
from courses.progress.services import reevaluate
from tests.factories.courses import disagreements, make_cohort, make_course, make_learner, minimum_average, publish

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE_REQUIREMENTS = "0024_releases"


def migrate(name: str | None) -> Any:
    """Migrate the app to the state after this migration, or all to the newest; its models as they are then."""
    executor = MigrationExecutor(connection)
    return executor.migrate([("courses", name)] if name else executor.loader.graph.leaf_nodes()).apps


@pytest.fixture
def at_newest() -> Iterator[None]:
    """Whatever a test leaves, the next one finds the newest tables."""
    yield
    migrate(None)


@pytest.mark.usefixtures("at_newest")
def test_minimum_quiz_score_becomes_a_requirement_and_goes_back_in_pages_drafts_and_policies() -> None:
    course = make_course(completion=minimum_average(60))
    course.completion = minimum_average(70)
    publish(course)
    course.completion = minimum_average(80)
    course.save_revision()
    learner = make_learner()
    enrollment = enroll(cohort=make_cohort(course), learner=learner, by=learner)
    reevaluate(enrollment=enrollment)
    old = migrate(BEFORE_REQUIREMENTS)
    assert old.get_model("courses", "CoursePage").objects.get(pk=course.pk).minimum_quiz_score == 70
    policies = old.get_model("courses", "CompletionPolicy").objects.order_by("version")
    assert list(policies.values_list("minimum_quiz_score", flat=True)) == [60, 70]
    drafts = old.get_model("wagtailcore", "Revision").objects.filter(object_id=course.pk).order_by("pk")
    assert [draft.content["minimum_quiz_score"] for draft in drafts] == [60, 70, 80]
    migrate(None)
    asked = [
        rules["completion"] for rules in CompletionPolicy.objects.order_by("version").values_list("rules", flat=True)
    ]
    assert [one["parameters"] for rules in asked for one in rules] == [None, 60, None, 70]
    page = CoursePage.objects.get(pk=course.pk)
    assert [child.value for child in page.completion] == [None, 70]
    assert [child.value for child in page.get_latest_revision_as_object().completion] == [None, 80]
    assert CourseProgress.objects.get().policy.version == 2
    reevaluate(enrollment=enrollment)
    assert disagreements() == []
