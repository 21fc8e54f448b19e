"""The site that is measured: bare pages, courses with 12 and with 120 modules, a learner half way, an award."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from certificates.awards.delivery import render_award
from certificates.awards.services import issue_award
from certificates.models import Award, AwardDefinition
from courses.catalogue.services import record_course
from courses.enrollment.services import enroll
from courses.enrollment.states import EnrollmentState
from courses.models import (
    ActivityRecord,
    City,
    Cohort,
    CompletionPolicy,
    CourseFacilitator,
    CoursePage,
    CoursePartner,
    CourseProgress,
    Enrollment,
    LearnerProfile,
    Module,
    ModulePage,
    Organization,
    Person,
)
from courses.progress.services import mark_read
from courses.progress.states import EvidenceSource
from tests.factories import courses as factory

from .content import make_picture, twenty_blocks
from .models import BarePage

SIZES = (12, 120)
COHORTS = (200, 20_000)
AT_ONCE = 2_000
COURSES_IN_CATALOG = 30


@dataclass(frozen=True)
class Bench:
    """What was made. `courses` and `modules` are by the number of modules, 12 and 120; `cohorts` of the course with 12
    modules by that of learners."""

    bare: BarePage
    skin: BarePage
    catalog: Any
    courses: dict[int, CoursePage]
    modules: dict[int, ModulePage]
    learner: Any
    award: Award
    cohorts: dict[int, Cohort]


def build_site() -> Bench:
    """Fill an empty, migrated database."""
    pictures = [make_picture(f"Picture {number}") for number in range(COURSES_IN_CATALOG)]
    root, catalog = factory.site_root(), factory.make_catalog()
    body = twenty_blocks(pictures[:2], [root, catalog])
    staff = _Staff(pictures[0])
    learner = factory.make_learner(name="Ana Petrova")
    LearnerProfile.objects.create(user=learner, name_of_record="Ana Petrova")
    courses = {size: _make_course(size, pictures.pop(), body, staff) for size in SIZES}
    modules = {size: _read_half(course, learner, body) for size, course in courses.items()}
    short_courses = [_make_course(1, picture, body, staff) for picture in pictures]
    return Bench(
        bare=root.add_child(instance=BarePage(title="Bare page", slug="bare", body=body)),
        skin=root.add_child(instance=BarePage(title="Bare page", slug="skin", body=body, in_skin=True)),
        catalog=catalog,
        courses=courses,
        modules=modules,
        learner=learner,
        award=_make_award(short_courses[0], learner, staff),
        cohorts={size: _make_cohort(courses[12], size) for size in COHORTS},
    )


class _Staff:
    """Who stands behind every course."""

    def __init__(self, picture: Any) -> None:
        city = City.objects.create(name="Volgograd", country="RU")
        self.organization = Organization.objects.create(name="Center for People's Diplomacy", city=city, logo=picture)
        self.person = Person.objects.create(
            name="Elena Morozova", position="Director", organization=self.organization, photo=picture
        )


def _make_course(modules: int, picture: Any, body: list[Any], staff: _Staff) -> CoursePage:
    course = factory.make_course(
        f"Course {picture.pk}",
        modules=0,
        picture=picture,
        description=body,
        outcomes=[("outcome", f"Draft agreement number {number}") for number in range(4)],
        facilitators=[CourseFacilitator(person=staff.person)],
        partners=[CoursePartner(organization=staff.organization, role="Faculty")],
    )
    for number in range(modules):
        course.add_child(instance=ModulePage(title=f"Module {number + 1}"))
    record_course(key=course.translation_key)
    return course


def _enroll(course: CoursePage, learner: Any) -> Enrollment:
    return enroll(cohort=factory.make_cohort(course), learner=learner, by=learner)


def _read_half(course: CoursePage, learner: Any, body: list[Any]) -> ModulePage:
    """The learner completes the first half; return the module after it, which has the text to be measured."""
    enrollment = _enroll(course, learner)
    modules = list(Module.objects.filter(course=course.translation_key).order_by("position"))
    half = len(modules) // 2
    for module in modules[:half]:
        mark_read(enrollment=enrollment, module=module)
    page = ModulePage.objects.get(translation_key=modules[half].key)
    page.body = body
    page.objectives = [("objective", f"Name power number {number}") for number in range(4)]
    return factory.publish(page)


def _make_award(course: CoursePage, learner: Any, staff: _Staff) -> Award:
    enrollment = _enroll(course, learner)
    AwardDefinition.objects.create(issuer=staff.organization, signatory=staff.person)
    factory.take_course(enrollment)
    award = issue_award(completion_id=enrollment.completion.pk)
    render_award(award_id=award.pk)
    return award


def _make_cohort(course: CoursePage, size: int) -> Cohort:
    """A cohort of so many people, written in bulk: each has read half of the modules."""
    cohort = factory.make_cohort(course, title=f"Cohort of {size}", seats_taken=size)
    modules = list(Module.objects.filter(course=course.translation_key).order_by("position"))
    read = modules[: len(modules) // 2]
    policy, now = CompletionPolicy.objects.filter(course=course.translation_key).latest("version"), timezone.now()
    for start in range(0, size, AT_ONCE):
        names = [f"Learner {number:05} of {size}" for number in range(start, min(start + AT_ONCE, size))]
        addresses = [f"{name.lower().replace(' ', '.')}@example.org" for name in names]
        people = get_user_model().objects.bulk_create(get_user_model()(email=address) for address in addresses)
        LearnerProfile.objects.bulk_create(
            LearnerProfile(user=person, name_of_record=name) for person, name in zip(people, names, strict=True)
        )
        enrollments = Enrollment.objects.bulk_create(
            Enrollment(learner=person, cohort=cohort, state=EnrollmentState.ACTIVE) for person in people
        )
        CourseProgress.objects.bulk_create(
            CourseProgress(
                enrollment=enrollment,
                cohort=cohort,
                policy=policy,
                listed_as=name.lower(),
                done=len(read),
                required=len(modules),
                last_activity_at=now,
            )
            for enrollment, name in zip(enrollments, names, strict=True)
        )
        ActivityRecord.objects.bulk_create(
            ActivityRecord(
                enrollment=enrollment,
                module=module,
                block_id=module.pk,
                completed_at=now,
                source=EvidenceSource.LEARNER,
            )
            for enrollment in enrollments
            for module in read
        )
    return cohort
