"""How many queries each list and page takes: exact figures, the same for 1, 3 and 30 things."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images import get_image_model

from courses.enrollment.services import enroll, make_cohort_page
from courses.models import (
    City,
    Cohort,
    CourseCompletion,
    CoursePage,
    CoursePartner,
    Enrollment,
    Finding,
    JournalEntry,
    LearnerProfile,
    Module,
    Organization,
    Person,
    Playthrough,
)
from courses.progress.services import reevaluate
from courses.scenarios.services import begin_playthrough
from courses.upkeep.states import FindingKind
from home.demo.pictures import draw
from tests.factories.certificates import make_award, make_award_definition
from tests.factories.courses import (
    block_id,
    make_catalog,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    minimum_average,
    play_through,
    publish,
    quiz_block,
    reflection_block,
    site_root,
    take_course,
    translate,
)
from tests.factories.materials import download_block, make_file, recording_block
from tests.factories.scenarios import make_scenario, scenario_block
from tests.factories.worklists import make_waiting

pytestmark = pytest.mark.django_db
SIZES = (1, 3, 30)


def count(client: Client, address: str) -> int:
    """Queries of the second visit: the first one fills what is kept between requests (content types, renditions)."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def counts(grow: Callable[[int], None], client: Client, address: Callable[[], str]) -> list[int]:
    """The counts with 1, 3 and 30 things; `grow(n)` adds things until there are n."""
    found = []
    for size in SIZES:
        grow(size)
        cache.clear()
        found.append(count(client, address()))
    return found


def same(figure: int) -> list[int]:
    return [figure] * len(SIZES)


@pytest.fixture
def learner_client(client: Client) -> Client:
    learner = make_learner("ana@example.org")
    client.force_login(learner)
    client.learner = learner  # type: ignore[attr-defined]
    return client


def picture() -> Any:
    images = get_image_model().objects
    return images.first() or images.create(title="One", file=ContentFile(draw("home"), "one.jpg"))


def grow_catalog(size: int) -> None:
    for number in range(CoursePage.objects.count(), size):
        course = make_course(f"Course {number}", picture=picture())
        course.tags.add("twinning", f"tag {number % 3}")
        course.audiences = ["students"]
        course.goals = [11]
        publish(course)
        make_cohort(course)


def grow_modules(size: int) -> None:
    course = CoursePage.objects.get()
    for number in range(course.get_children().count(), size):
        make_module(course, f"Module {number}", body=[quiz_block(make_quiz(f"Quiz {number}"))])


@pytest.fixture
def visitor(client: Client) -> Client:
    """Not signed in, but with a cookie: no answer is kept for her."""
    client.cookies["theme"] = "dark"
    return client


def test_catalog_for_visitors(visitor: Client, settings: Any) -> None:
    settings.LMS_COURSES_PER_PAGE = 30
    assert counts(grow_catalog, visitor, lambda: "/courses/") == same(12)


def test_catalog_for_strangers(client: Client, settings: Any) -> None:
    settings.LMS_COURSES_PER_PAGE = 30
    assert counts(grow_catalog, client, lambda: "/courses/") == same(9)


def test_catalog_with_every_filter(client: Client, settings: Any) -> None:
    settings.LMS_COURSES_PER_PAGE = 30
    address = (
        "/courses/?q=course&tag=twinning&goal=11&audience=students&level=introductory&language=en&open=1&sort=newest"
    )
    assert counts(grow_catalog, client, lambda: address) == same(11)


def test_catalog_for_a_learner_who_is_enrolled_in_every_course(learner_client: Client, settings: Any) -> None:
    settings.LMS_COURSES_PER_PAGE = 30

    def grow(size: int) -> None:
        grow_catalog(size)
        learner = learner_client.learner  # type: ignore[attr-defined]
        for cohort in Cohort.objects.exclude(enrollments__learner=learner):
            enroll(cohort=cohort, learner=learner, by=None)

    assert counts(grow, learner_client, lambda: "/courses/") == same(15)


def test_first_page_with_everything_that_its_blocks_show(visitor: Client) -> None:
    home = site_root()
    home.body = [{"type": kind, "value": {"title": kind}} for kind in ("courses", "starts", "partners", "network")]
    publish(home)

    def grow(size: int) -> None:
        grow_catalog(size)
        Cohort.objects.update(starts_on=date(2050, 3, 1))
        for number in range(Organization.objects.count(), size):
            city = City.objects.create(name=f"City {number}", country="BY")
            organization = Organization.objects.create(name=f"Organization {number}", city=city, logo=picture())
            CoursePartner.objects.create(page=CoursePage.objects.all()[number], organization=organization)

    assert counts(grow, visitor, lambda: "/") == same(19)


def test_course_page_with_more_courses_like_it(visitor: Client) -> None:
    grow_catalog(1)
    course = CoursePage.objects.get()
    assert counts(grow_catalog, visitor, course.get_url) == same(12)


def test_course_page_with_more_modules_for_an_enrolled_learner(learner_client: Client) -> None:
    course = make_course(modules=0)
    grow_modules(1)
    enroll(cohort=make_cohort(course), learner=learner_client.learner, by=None)  # type: ignore[attr-defined]
    assert counts(grow_modules, learner_client, course.get_url) == same(17)


def test_course_page_with_more_modules_that_are_not_translated(client: Client) -> None:
    persian = translate(make_course(modules=0), slug="persian")
    original = CoursePage.objects.get(locale__language_code="en")

    def grow(size: int) -> None:
        for number in range(original.get_children().count(), size):
            make_module(original, f"Module {number}")

    assert counts(grow, client, persian.get_url) == same(14)


@pytest.mark.parametrize(("reader", "figure"), [("client", 11), ("visitor", 12)])
def test_course_page_with_more_cohorts(request: pytest.FixtureRequest, reader: str, figure: int) -> None:
    course = make_course(modules=1)

    def grow(size: int) -> None:
        while course_row.cohorts.count() < size:
            make_cohort(course)

    course_row = make_cohort(course).course
    assert counts(grow, request.getfixturevalue(reader), course.get_url) == same(figure)


def test_module_page_with_more_modules_for_an_enrolled_learner(learner_client: Client) -> None:
    course = make_course(modules=0)
    grow_modules(1)
    enroll(cohort=make_cohort(course), learner=learner_client.learner, by=None)  # type: ignore[attr-defined]
    address = CoursePage.objects.get().get_children().first().get_url()
    assert counts(grow_modules, learner_client, lambda: address) == same(22)


def test_learning_list(learner_client: Client) -> None:
    def grow(size: int) -> None:
        for number in range(Enrollment.objects.count(), size):
            cohort = make_cohort(make_course(f"Course {number}"))
            enroll(cohort=cohort, learner=learner_client.learner, by=None)  # type: ignore[attr-defined]

    assert counts(grow, learner_client, lambda: "/learning/") == same(12)


def test_learning_list_of_courses_that_only_miss_a_better_average(learner_client: Client) -> None:
    learner = learner_client.learner  # type: ignore[attr-defined]

    def grow(size: int) -> None:
        for number in range(Enrollment.objects.count(), size):
            course = make_course(f"Course {number}", modules=0, completion=minimum_average(100))
            make_module(course, body=[quiz_block(make_quiz(pass_mark=50))])
            take_course(enroll(cohort=make_cohort(course), learner=learner, by=learner), right=1)

    assert counts(grow, learner_client, lambda: "/learning/") == same(12)
    assert learner_client.get("/learning/").content.decode().count("Reach an average of 100% in the quizzes") == 30


def test_results_of_a_learner_in_a_course_with_more_modules_and_attempts(learner_client: Client) -> None:
    course, learner = make_course(modules=0), learner_client.learner  # type: ignore[attr-defined]
    grow_modules(1)
    enrollment = enroll(cohort=make_cohort(course), learner=learner, by=None)

    def grow(size: int) -> None:
        grow_modules(size)
        take_course(enrollment)

    assert counts(grow, learner_client, lambda: reverse("courses:results", args=[enrollment.pk])) == same(11)


def grow_awards(size: int) -> None:
    course = CoursePage.objects.first()
    if course is None:
        course = make_course()
        make_award_definition()
    for _number in range(CourseCompletion.objects.count(), size):
        learner = make_learner()
        LearnerProfile.objects.create(user=learner, name_of_record=learner.email)
        cohort = make_cohort(course)
        make_cohort_page(cohort=cohort, by=None)
        take_course(enroll(cohort=cohort, learner=learner, by=learner))
        make_award(CourseCompletion.objects.latest("pk"))


def test_certificates_of_a_learner(learner_client: Client) -> None:
    def grow(size: int) -> None:
        course = CoursePage.objects.first() or make_course()
        if size == 1:
            make_award_definition()
        for _number in range(CourseCompletion.objects.count(), size):
            learner = learner_client.learner  # type: ignore[attr-defined]
            LearnerProfile.objects.get_or_create(user=learner, name_of_record="Ana")
            take_course(enroll(cohort=make_cohort(course), learner=learner, by=learner))
            make_award(CourseCompletion.objects.latest("pk"))

    assert counts(grow, learner_client, lambda: "/certificates/") == same(7)


@pytest.mark.parametrize(
    ("address", "figure"),
    [
        ("/admin/training/cohorts/", 11),
        ("/admin/training/enrollments/", 9),
        ("/admin/training/certificates/", 9),
        ("/admin/training/learners/", 8),
        ("/admin/users/", 10),
    ],
)
def test_admin_lists_of_records(admin_client: Client, address: str, figure: int) -> None:
    assert counts(grow_awards, admin_client, lambda: address) == same(figure)


def test_page_of_a_cohort_at_the_desk(admin_client: Client) -> None:
    grow_awards(1)
    cohort = Cohort.objects.get()

    def grow(size: int) -> None:
        while cohort.enrollments.count() < size:
            learner = make_learner()
            take_course(enroll(cohort=cohort, learner=learner, by=learner))

    assert counts(grow, admin_client, lambda: reverse("cohorts:inspect", args=[cohort.pk])) == same(28)


@pytest.mark.parametrize(
    ("desk", "figure"), [("gradebooks:cohort", 10), ("gradebooks:picture", 16), ("gradebooks:learner", 13)]
)
def test_results_at_the_desk(admin_client: Client, desk: str, figure: int) -> None:
    course = make_course(modules=0)
    cohort = make_cohort(course)

    def grow(size: int) -> None:
        grow_modules(size)
        while cohort.enrollments.count() < size:
            learner = make_learner()
            LearnerProfile.objects.create(user=learner, name_of_record="Ana")
            reevaluate(enrollment=enroll(cohort=cohort, learner=learner, by=learner))
        take_course(cohort.enrollments.earliest("pk"))

    def address() -> str:
        return reverse(desk, args=[cohort.enrollments.earliest("pk").pk if desk == "gradebooks:learner" else cohort.pk])

    assert counts(grow, admin_client, address) == same(figure)


WORKLISTS = {
    "/admin/": 50,
    "/admin/training/reports/": 36,
    "/admin/training/reports/my-drafts/": 10,
    "/admin/training/reports/drafts/": 11,
    "/admin/training/reports/in-review/": 13,
    "/admin/training/reports/due-facts/": 11,
    "/admin/training/reports/broken-links/": 11,
    "/admin/training/reports/undescribed-pictures/": 11,
    "/admin/training/reports/without-quiz/": 12,
    "/admin/training/reports/starting-soon/": 12,
    "/admin/training/reports/open-for-enrollment/": 12,
    "/admin/training/reports/quiet-learners/": 12,
    "/admin/training/reports/out-of-attempts/": 16,
    "/admin/training/reports/learners-at-risk/": 15,
    "/admin/training/reports/certificates-to-issue/": 13,
    "/admin/training/reports/certificates-not-drawn/": 11,
}


def test_first_page_of_the_admin_and_the_lists_behind_its_numbers(client: Client) -> None:
    """For somebody who is editor and registrar; Wagtail's own panels ask once for each page that one has handed in."""
    person, author = make_learner(), make_learner()
    person.groups.set(Group.objects.filter(name__in=["Course editors", "Registrars"]))
    client.force_login(person)
    found: dict[str, list[int]] = {address: [] for address in WORKLISTS}
    for size in SIZES:
        make_waiting(author, size - Finding.objects.filter(kind=FindingKind.KEY_FACT).count())
        for address, figures in found.items():
            figures.append(count(client, address))
    assert found == {address: same(figure) for address, figure in WORKLISTS.items()}


@pytest.mark.parametrize(("address", "figure"), [("/admin/training/organizations/", 8), ("/admin/training/people/", 8)])
def test_admin_lists_of_the_directory(admin_client: Client, address: str, figure: int) -> None:
    def grow(size: int) -> None:
        for number in range(Person.objects.count(), size):
            city = City.objects.create(name=f"City {number}", country="BY")
            organization = Organization.objects.create(name=f"Organization {number}", city=city)
            Person.objects.create(name=f"Person {number}", organization=organization)

    assert counts(grow, admin_client, lambda: address) == same(figure)


def test_journal(learner_client: Client) -> None:
    learner = learner_client.learner  # type: ignore[attr-defined]

    def grow(size: int) -> None:
        for number in range(JournalEntry.objects.count(), size):
            course = make_course(f"Course {number}", modules=0)
            make_module(course, body=[reflection_block(f"reflection {number}")])
            take_course(enroll(cohort=make_cohort(course), learner=learner, by=learner))

    assert counts(grow, learner_client, lambda: "/learning/journal/") == same(5)


@pytest.fixture
def player(learner_client: Client) -> Enrollment:
    """A learner who is enrolled in a course with a scenario, for the counts of what she plays."""
    page = make_module(make_course(modules=0), body=[scenario_block(make_scenario())])
    learner = learner_client.learner  # type: ignore[attr-defined]
    return enroll(cohort=make_cohort(page.get_parent().specific), learner=learner, by=learner)


def play(enrollment: Enrollment, size: int) -> None:
    """Play the scenario to its end until there are so many playthroughs."""
    place = {"module": Module.objects.get(), "block_id": UUID(block_id("scenario"))}
    for _number in range(Playthrough.objects.count(), size):
        play_through(begin_playthrough(enrollment=enrollment, **place))


def test_module_with_scenarios_for_a_learner(learner_client: Client) -> None:
    course = make_course(modules=0)
    page = make_module(course)
    learner = learner_client.learner  # type: ignore[attr-defined]
    enrollment = enroll(cohort=make_cohort(course), learner=learner, by=learner)

    def grow(size: int) -> None:
        for number in range(Playthrough.objects.count(), size):
            page.body.append(("scenario", make_scenario(title=f"Talks {number}")))
            publish(page)
            block = Module.objects.get().activities[-1]["id"]
            begin_playthrough(enrollment=enrollment, module=Module.objects.get(), block_id=UUID(block))

    assert counts(grow, learner_client, page.get_url) == same(23)


def test_module_with_recordings_and_documents_for_a_learner(learner_client: Client) -> None:
    course = make_course(modules=0)
    page = make_module(course, body=[])
    learner = learner_client.learner  # type: ignore[attr-defined]
    enroll(cohort=make_cohort(course), learner=learner, by=learner)
    still = picture()

    def grow(size: int) -> None:
        places = range(size)
        page.body = [
            *(recording_block(f"recording {one}", poster=still.pk, captions=make_file().pk) for one in places),
            *(download_block(make_file(), f"document {one}") for one in places),
        ]
        publish(page)

    assert counts(grow, learner_client, page.get_url) == same(24)


def test_scenario_with_playthroughs(learner_client: Client, player: Enrollment) -> None:
    address = reverse("courses:scenario", args=[player.pk, Module.objects.get().pk, block_id("scenario")])
    assert counts(lambda size: play(player, size), learner_client, lambda: address) == same(12)


def test_ending_of_a_scenario(learner_client: Client, player: Enrollment) -> None:
    def address() -> str:
        return reverse("courses:playthrough", args=[Playthrough.objects.latest("pk").pk])

    assert counts(lambda size: play(player, size), learner_client, address) == same(8)


def test_admin_page_of_an_enrollment_with_playthroughs(admin_client: Client, player: Enrollment) -> None:
    address = reverse("enrollments:inspect", args=[player.pk])
    assert counts(lambda size: play(player, size), admin_client, lambda: address) == same(17)


def use_quizzes(client: Client) -> None:
    editor = make_learner()
    editor.groups.add(Group.objects.get(name="Course editors"))
    client.force_login(editor)
    make_course(modules=0)


def test_admin_list_of_quizzes_for_an_editor(client: Client) -> None:
    """Wagtail's own button “Translate” asks once for each of the twenty rows of a page; the rest asks for all."""
    use_quizzes(client)
    assert counts(grow_modules, client, lambda: reverse("wagtailsnippets_courses_quiz:list")) == [16, 18, 35]


def test_admin_chooser_of_quizzes_for_an_editor(client: Client) -> None:
    """Wagtail's own column with the state asks twice for each of the ten rows of a page; ours asks once for all."""
    use_quizzes(client)
    address = reverse("wagtailsnippetchoosers_courses_quiz:choose")
    assert counts(grow_modules, client, lambda: address) == [12, 16, 30]


@pytest.mark.parametrize(
    ("filters", "more"), [("", 0), ("?module_count=True&next_run=running&learner_count=False", 2)]
)  # for the zones of the cohorts, when the list is counted and when it is read
@pytest.mark.parametrize(("explored", "figure"), [(True, 37), (False, 26)], ids=["below the catalog", "all"])
def test_admin_lists_of_courses_for_an_editor(
    client: Client, explored: bool, figure: int, filters: str, more: int
) -> None:
    editor = make_learner()
    editor.groups.add(Group.objects.get(name="Course editors"))
    client.force_login(editor)
    catalog = reverse("wagtailadmin_explore", args=[make_catalog().pk])
    every = reverse("wagtailadmin_pages:type_use", args=["courses", "coursepage"])
    assert counts(grow_catalog, client, lambda: (catalog if explored else every) + filters) == same(figure + more)
