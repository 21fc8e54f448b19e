"""The demo's organizations, staff, cohorts, and learners at different stages."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from certificates.models import AwardDefinition
from courses.api import (
    Release,
    begin_playthrough,
    enroll,
    make_cohort_page,
    mark_read,
    record_name,
    set_schedule,
    start_attempt,
    submit_attempt,
    take_choice,
    write_entry,
)
from courses.models import City, Cohort, Course, CoursePage, Enrollment, Module, Organization, Person
from courses.registry import question_types
from home.demo.curriculum import load_courses, load_directory

STAFF = {
    "editor@example.org": ("Irina Volkova", ["Course editors"]),
    "reviewer@example.org": ("Tomas Novak", ["Course reviewers"]),
    "registrar@example.org": ("Leila Karimi", ["Registrars"]),
    "admin@example.org": ("Site administrator", []),
}
# How many modules a learner of each stage has completed, and what the next quiz brought: (right answers, or None).
STAGES: dict[str, tuple[int, int | None]] = {
    "enrolled": (0, None),
    "reading": (1, None),
    "quiz_failed": (1, 1),
    "nearly_done": (3, None),
    "completed": (4, None),
}
STARTED_DAYS_AGO = 21


def load_directory_rows() -> None:
    """Cities, organizations and people; the organization's signatory signs its courses' certificates."""
    directory = load_directory()
    cities = {row["slug"]: _get_or_make(City, row, country=row["country"]) for row in directory["cities"]}
    organizations = {
        row["slug"]: _get_or_make(Organization, row, kind=row["kind"], city=cities[row["city"]], website=row["website"])
        for row in directory["organizations"]
    }
    for row in directory["people"]:
        position, biography = row["position"], row["biography"]
        _get_or_make(
            Person,
            row,
            organization=organizations[row["organization"]],
            position=position["en"],
            positions=_others(position),
            biography=biography["en"],
            biographies=_others(biography),
        )


def _get_or_make(model: type[Any], row: dict[str, Any], **fields: Any) -> Any:
    names = row["names"]
    return model.objects.get_or_create(name=names["en"], defaults={"names": _others(names), **fields})[0]


def _others(texts: dict[str, str]) -> dict[str, str]:
    return {code: text for code, text in texts.items() if code != "en"}


def load_award_definitions(pages: list[CoursePage]) -> None:
    """The course's first partner issues its certificates; the first organization those of all other courses."""
    organizations = load_directory()["organizations"]
    _define_award(None, organizations[0])
    for page, course in zip(pages, load_courses(), strict=True):
        slug = course["partners"][0]["organization"]
        _define_award(
            Course.objects.get(pk=page.translation_key), next(row for row in organizations if row["slug"] == slug)
        )


def _define_award(course: Course | None, organization: dict[str, Any]) -> None:
    people = load_directory()["people"]
    issuer = Organization.objects.get(name=organization["names"]["en"])
    signatory = next(row for row in people if row["slug"] == organization["signatory"])
    AwardDefinition.objects.get_or_create(
        course=course,
        defaults={
            "issuer": issuer,
            "signatory": Person.objects.get(name=signatory["names"]["en"]),
            "place": str(issuer.city or ""),
        },
    )


def load_staff(password: str) -> None:
    """One account for each role of the site; who is there already keeps the roles that she has now."""
    for email, (name, groups) in STAFF.items():
        if demo_accounts().filter(email=email).exists():
            continue
        user = make_account(email, name, password)
        user.groups.set(Group.objects.filter(name__in=groups))
        if email.startswith("admin@"):
            user.is_superuser = True
            user.save()


def demo_accounts() -> Any:
    """The accounts of the demo's people that there are."""
    learners = [row["email"] for row in load_directory()["learners"]]
    return get_user_model().objects.filter(email__in=[*STAFF, *learners])


def make_account(email: str, name: str, password: str) -> Any:
    """An account with a confirmed address; an existing one keeps its password."""
    users = get_user_model().objects
    user = users.filter(email=email).first() or users.create_user(email, password, name=name)
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


def load_cohorts(pages: list[CoursePage], now: datetime) -> dict[str, Cohort]:
    """Two cohorts for each course: one running and open, one that opens next month. The running ones by course slug.

    They are the first that the course ever had: editors may have added earlier ones since.
    """
    running = {}
    for page in pages:
        if not Cohort.objects.filter(course=page.translation_key).exists():
            _make_cohorts(page, now)
        running[page.slug] = Cohort.objects.filter(course=page.translation_key).order_by("pk")[0]
    return running


def _make_cohorts(page: CoursePage, now: datetime) -> None:
    course = Course.objects.get(pk=page.translation_key)
    seasons = [("open", -STARTED_DAYS_AGO, -45, 30, 60), ("future", 75, 30, 70, 160)]
    for season, starts, opens, closes, ends in seasons:
        first_day = (now + timedelta(days=starts)).date()
        cohort = Cohort(
            course=course,
            title=f"{first_day:%B %Y}",
            time_zone="Europe/Minsk" if season == "open" else "Asia/Tehran",
            starts_on=first_day,
            ends_on=first_day + timedelta(days=ends - min(starts, 0)),
            seats=40 if season == "open" else 25,
        )
        cohort.enrollment_opens_at = datetime.combine(now + timedelta(days=opens), time(9), cohort.zone)
        cohort.enrollment_closes_at = datetime.combine(now + timedelta(days=closes), time(18), cohort.zone)
        cohort.save()
        make_cohort_page(cohort=cohort, by=None)
    _open_week_by_week(cohort)


def _open_week_by_week(cohort: Cohort) -> None:
    """A module each week; the last one when the others are completed."""
    *weekly, last = Module.objects.filter(course=cohort.course, live=True).order_by("position")
    releases = {module.key: Release("days", days=7 * number) for number, module in enumerate(weekly)}
    set_schedule(cohort=cohort, in_order=False, releases={**releases, last.key: Release("order")})


def load_learners(cohorts: dict[str, Cohort], password: str) -> None:
    """Learners at different stages; what they did is dated in the weeks before their cohort was made."""
    for row in load_directory()["learners"]:
        name = row["name_latin"]
        learner = make_account(row["email"], name, password)
        cohort = cohorts[row["course"]]
        if Enrollment.objects.filter(learner=learner, cohort=cohort).exists():
            continue
        named, latin = row["name_of_record"], name if name != row["name_of_record"] else ""
        record_name(user=learner, name_of_record=named, name_latin=latin, language=row["language"])
        begun = cohort.created_at - timedelta(days=STARTED_DAYS_AGO - 1)
        enrollment = enroll(cohort=cohort, learner=learner, by=learner, now=begun)
        _learn(enrollment, row["stage"], begun)


def _learn(enrollment: Enrollment, stage: str, begun: datetime) -> None:
    completed, right_answers = STAGES[stage]
    modules = list(Module.objects.filter(course=enrollment.cohort.course_id, live=True).order_by("position"))
    for number, module in enumerate(modules[:completed]):
        at = begun + timedelta(days=3 * number + 1)
        mark_read(enrollment=enrollment, module=module, now=at)
        _do_activities(enrollment, module, None, at)
    if right_answers is not None:
        at = begun + timedelta(days=3 * completed + 1)
        mark_read(enrollment=enrollment, module=modules[completed], now=at)
        _do_activities(enrollment, modules[completed], right_answers, at)


def _do_activities(enrollment: Enrollment, module: Module, right_answers: int | None, at: datetime) -> None:
    for activity in module.activities:
        place = {"enrollment": enrollment, "module": module, "block_id": UUID(activity["id"])}
        if activity["type"] == "scenario":
            _play(place, at)
        elif activity["type"] == "reflection":
            _reflect(place, at)
        else:
            _take_quiz(place, right_answers, at)


def _reflect(place: dict[str, Any], at: datetime) -> None:
    """Write something into the journal."""
    write_entry(**place, text=load_directory()["reflection"], now=at)


def _take_quiz(place: dict[str, Any], right_answers: int | None, at: datetime) -> None:
    """Answer a quiz: all questions right, or only the first `right_answers` of them."""
    attempt = start_attempt(**place, now=at)
    answers = {}
    for number, question in enumerate(attempt.questions):
        right = right_answers is None or number < right_answers
        answers[question["id"]] = _answer(question, right)
    submit_attempt(attempt=attempt, answers=answers, now=at + timedelta(minutes=7))


def _answer(question: dict[str, Any], right: bool) -> Any:
    """The right answer, or a wrong option; without options nothing."""
    kind = question_types.get(question["type"])
    if right and kind is not None:
        return kind.solution(question)
    return [option["id"] for option in question.get("options", []) if not option["correct"]][:1]


def _play(place: dict[str, Any], at: datetime) -> None:
    """Play a scenario to an ending, by the second choice in each situation."""
    play = begin_playthrough(**place, now=at)
    while play.is_open:
        choice = play.node["choices"][1]
        at += timedelta(minutes=2)
        play = take_choice(playthrough=play, step=play.step, choice_id=choice["id"], now=at)
