"""A completed course, and the award for it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission

from certificates.awards.services import issue_award
from certificates.models import Award, AwardDefinition
from courses.models import (
    City,
    Cohort,
    CompletionPolicy,
    Course,
    CourseCompletion,
    Enrollment,
    LearnerProfile,
    Organization,
    Person,
)

NOW = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)  # the 23rd in Volgograd
_number = count(1)


@pytest.fixture
def definition(db: None) -> AwardDefinition:
    """The rule for all courses."""
    city = City.objects.create(name="Volgograd", country="RU", names={"ru": "Волгоград"})
    names = {"ru": "Центр народной дипломатии"}
    issuer = Organization.objects.create(name="Center for People's Diplomacy", names=names, city=city)
    signatory = Person.objects.create(
        name="Elena Morozova", position="Director", names={"ru": "Елена Морозова"}, positions={"ru": "Директор"}
    )
    return AwardDefinition.objects.create(issuer=issuer, signatory=signatory)


@pytest.fixture
def make_completion(make_user: Callable[..., Any]) -> Callable[..., CourseCompletion]:
    """`make_completion(name="Anna Sokolova", language="ru", course=...)`: someone has completed a course."""

    def make(
        name: str = "Anna Sokolova",
        name_latin: str = "",
        language: str = "en",
        course: Course | None = None,
    ) -> CourseCompletion:
        number = next(_number)
        course = course or Course.objects.create(
            key=uuid4(),
            titles={"en": "City Diplomacy", "ru": "Дипломатия городов"},
            language="en",
            workload_minutes=720,
            outcomes={"en": ["Draft an agreement"], "ru": ["Составлять соглашения"]},
        )
        learner = make_user(f"holder{number}@example.org", name=name)
        if name:
            LearnerProfile.objects.create(user=learner, name_of_record=name, name_latin=name_latin)
        cohort = Cohort.objects.create(
            course=course, title="Autumn", starts_on=date(2026, 9, 1), time_zone="Europe/Volgograd"
        )
        enrollment = Enrollment.objects.create(
            learner=learner, cohort=cohort, state="active", enrolled_at=datetime(2026, 8, 20, tzinfo=UTC)
        )
        policy, _ = CompletionPolicy.objects.get_or_create(course=course, version=1)
        return CourseCompletion.objects.create(
            enrollment=enrollment,
            policy=policy,
            language=language,
            completed_at=datetime(2026, 10, 20, 9, tzinfo=UTC),
        )

    return make


@pytest.fixture
def completion(make_completion: Callable[..., CourseCompletion]) -> CourseCompletion:
    return make_completion()


@pytest.fixture
def award(definition: AwardDefinition, completion: CourseCompletion) -> Award:
    return issue_award(completion_id=completion.pk, now=NOW)


@pytest.fixture
def registrar(make_user: Callable[..., Any]) -> Any:
    """May enter the admin, view awards, issue them again and revoke them."""
    user = make_user("registrar@example.org", name="Registrar")
    codenames = ["access_admin", "view_award", "issue_award", "revoke_award"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user
