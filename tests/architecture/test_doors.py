"""Every address of ours, for every kind of visitor: what answers is written in `doors.txt`, one line an address.

A line is `METHOD route object: anonymous learner other editor reviewer registrar admin`. An answer is the HTTP status;
`login` stands for a redirect to the sign-in page, `desk` for one to the administration's first page, which is how
Wagtail refuses; a `*` when the request wrote something. Whoever may, is shown to be able to: posts carry valid data.
The objects that addresses name belong to the learner; `other` is another learner of the same cohort, and `missing` asks
for an object that does not exist. A new route without a line fails. To see the table as it is now, run this file with
`DOORS=write`; read each changed line before you keep it.
"""

import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from courses.assessment.services import start_attempt
from courses.authoring.services import ask_for_copy
from courses.enrollment.services import enroll
from courses.models import City, CourseCompletion, JournalEntry, LearnerProfile, Playthrough, Quiz
from courses.progress.rules import Grade
from courses.progress.services import override_grade
from courses.scenarios.services import begin_playthrough
from courses.styles import style_sheet
from tests.factories.certificates import make_award, make_award_definition
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    make_session,
    module_of,
    quiz_block,
    reflection_block,
    right_answers,
    take_course,
)
from tests.factories.materials import download_block, make_file, recording_block
from tests.factories.scenarios import make_scenario, scenario_block

TABLE = Path(__file__).with_name("doors.txt")
ROLES = ["anonymous", "learner", "other", "editor", "reviewer", "registrar", "admin"]
OUR_MODULES = ("lms.", "home.", "courses.", "certificates.")
OUR_VIEWSETS = {
    "award_definitions",
    "awards",
    "cities",
    "cohorts",
    "copies",
    "enrollments",
    "learner_profiles",
    "new_course",
    "organizations",
    "people",
    "rosters",
    "sessions",
}
SNIPPET_ROUTES = {
    f"wagtailsnippets_courses_{model}:{name}"
    for model in ("quiz", "scenario")
    for name in ("list", "add", "edit", "delete", "history", "usage")
}
MISSING = {"int": 999_999, "uuid": UUID(int=1), "str": "a" * 26}
NAME = {"name_of_record": "Learner of Volgograd", "name_latin": ""}
NEW_COURSE = {"title": "Ports", "lead": "Cities by the sea.", "outline": "Letters", "cohort-time_zone": "UTC"}
POSTED: dict[str, dict[str, Any]] = {
    "courses:enroll": NAME,
    "courses:withdraw": {"reason": "No time."},
    "courses:mark_read": {},
    "courses:start_attempt": {},
    "courses:attempt": {},
    "courses:begin_playthrough": {},
    "courses:playthrough": {"step": "1", "choice": block_id("Listen.")},
    "courses:debrief": {},
    "courses:watched": {},
    "courses:reflection": {"text": "Two ports.", "version": 1},
    "courses:delete_entry": {},
    "extra_attempts:add": {"reason": "The connection broke."},
    "gradebooks:override": {"points": "2", "possible": "2", "reason": "The key was wrong."},
    "gradebooks:take_back": {"reason": "Somebody else was meant."},
    "awards:issue": {},
    "awards:revoke": {"reason": "misconduct", "public_reason": "Copied work.", "confirmed": "on"},
    "awards:reissue": {"reason": "Name corrected.", "seen": "issued"},
    "cohorts:add": {"title": "Autumn", "time_zone": "UTC", "enrollment_opens_at": "2027-03-21 09:00"},
    "cohorts:edit": {"title": "Autumn", "time_zone": "UTC", "enrollment_opens_at": "2027-03-21 09:00"},
    "cohorts:delete": {},
    "copies:new": {"title": "Ports"},
    "copies:progress": {},
    "enrollments:add": {},
    "enrollments:edit": {},
    "enrollments:delete": {},
    "rosters:roster": {},
    "sessions:add": {"topic": "Protocol", "starts_at": "2027-03-21 09:00", "minutes": "90"},
    "sessions:edit": {"topic": "Protocol", "starts_at": "2027-03-21 09:00", "minutes": "90"},
    "sessions:delete": {},
    "learner_profiles:add": NAME,
    "learner_profiles:edit": NAME,
    "learner_profiles:delete": {},
    "display": {"theme": "dark"},
    "exchange:import": {"take": "1", "text": "Who?{=I ~you}", "key": UUID(int=2)},
    "exchange:new": {"take": "1", "text": "Who?{=I ~you}", "key": UUID(int=2), "title": "Ports"},
    "new_course:index": NEW_COURSE,
    "new_course:below": NEW_COURSE,
    "releases:close": {"reason": "A mistake."},
    "releases:copy": {},
    "releases:open": {"reason": "The connection broke."},
    "releases:schedule": {"save": "on"},
    "wagtailsnippets_courses_quiz:delete": {},
    "wagtailsnippets_courses_scenario:delete": {},
    "wagtailusers_users:delete": {},
}
WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM) (?!\"django_session\")", re.IGNORECASE)


def our_routes(patterns: Any = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Name and pattern of every route whose view or viewset is ours."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if not isinstance(pattern, URLPattern):
            yield from our_routes(pattern.url_patterns, pattern.namespace or namespace)
            continue
        name = f"{namespace}:{pattern.name}" if namespace else pattern.name or str(pattern.pattern)
        ours = pattern.callback.__module__.startswith(OUR_MODULES)
        if ours or namespace in OUR_VIEWSETS or name in SNIPPET_ROUTES:
            yield name, pattern


@pytest.fixture
def world(db: None) -> dict[str, Any]:
    """One learner's things, and one person of each role."""
    quiz, scenario = make_quiz(), make_scenario()
    body = [
        quiz_block(quiz),
        scenario_block(scenario),
        reflection_block(),
        recording_block(),
        download_block(make_file()),
    ]
    module = make_module(make_course(modules=0), body=body)
    cohort = make_cohort(module.get_parent().specific)
    people = {role: make_learner(f"{role}@example.org", name=role.title()) for role in ROLES[1:]}
    people["editor"].groups.set(Group.objects.filter(name="Course editors"))
    people["reviewer"].groups.set(Group.objects.filter(name="Course reviewers"))
    people["registrar"].groups.set(Group.objects.filter(name="Registrars"))
    people["admin"].is_superuser = True
    people["admin"].save()
    definition = make_award_definition()
    enrollment = enroll(cohort=cohort, learner=people["learner"], by=people["learner"])
    enroll(cohort=cohort, learner=people["other"], by=people["other"])
    profile = LearnerProfile.objects.create(user=people["learner"], name_of_record="Learner")
    take_course(enrollment)
    award = make_award(CourseCompletion.objects.get())
    attempt = start_attempt(enrollment=enrollment, module=module_of(module), block_id=UUID(block_id("quiz")))
    place = {"enrollment": enrollment, "module": module_of(module), "block_id": UUID(block_id("scenario"))}
    ended, playthrough = Playthrough.objects.get(), begin_playthrough(**place)
    quiz_place = {"enrollment": enrollment, "module": module_of(module), "block_id": UUID(block_id("quiz"))}
    override_grade(
        **quiz_place, grade=Grade(Decimal(1), 2), completed=True, by=people["registrar"], reason="To be taken back."
    )
    copy = ask_for_copy(page=module, below=module.get_parent(), title="Again", by=people["editor"])
    Quiz.objects.update(attempts_allowed=1)  # it is the last one, so that another can be allowed
    objects = {
        "cohort_id": cohort.pk,
        "enrollment_id": enrollment.pk,
        "module_key": module.translation_key,
        "block_id": UUID(block_id("quiz")),
        "page_id": module.pk,
        "key": copy.key,
        "attempt_id": attempt.pk,
        "playthrough_id": playthrough.pk,
        "entry_id": JournalEntry.objects.get().pk,
        "completion_id": award.completion_id,
        "uuid": award.uuid,
        "token": award.token,
        "path": "original_images/missing.png",
        "rest": "confirm/",
        "digest": style_sheet().digest,
        "shared_id": module.get_parent().pk,
        "course_key": module.get_parent().translation_key,
        "session_id": make_session(cohort).pk,
        "form": "gift",
    }
    by_viewset = {
        "award_definitions": definition.pk,
        "awards": award.pk,
        "cities": City.objects.create(name="Volgograd", country="RU").pk,
        "cohorts": cohort.pk,
        "enrollments": enrollment.pk,
        "exchange": quiz.pk,
        "learner_profiles": profile.pk,
        "new_course": module.get_parent().get_parent().pk,
        "organizations": definition.issuer_id,
        "quality": quiz.pk,
        "people": definition.signatory_id,
        "sessions": objects["session_id"],
        "wagtailsnippets_courses_quiz": quiz.pk,
        "wagtailsnippets_courses_scenario": scenario.pk,
        "wagtailusers_users": people["learner"].pk,
    }
    answers = {f"answer-{question}": chosen for question, chosen in right_answers(attempt.questions).items()}
    course = {"course": str(cohort.course_id)}
    known = {
        "courses:attempt": answers,
        "cohorts:add": course,
        "cohorts:edit": course,
        "copies:new": {"below": module.get_parent().pk},
        "learner_profiles:edit": {"user": people["learner"].pk},
        "rosters:roster": {f"person_{enrollment.pk}": "present", f"initial-person_{enrollment.pk}": ""},
        "sessions:add": {"cohort": cohort.pk},
    }
    data = {name: {**posted, **known.get(name, {})} for name, posted in POSTED.items()}
    of_route = {
        "courses:scenario": {"block_id": place["block_id"]},
        "courses:begin_playthrough": {"block_id": place["block_id"]},
        "courses:debrief": {"playthrough_id": ended.pk},
        "courses:reflection": {"block_id": UUID(block_id("reflection"))},
        "courses:watched": {"block_id": UUID(block_id("media"))},
        "courses:document": {"block_id": UUID(block_id("document"))},
    }
    return {"people": people, "objects": objects, "by_viewset": by_viewset, "of_route": of_route, "data": data}


def requests(world: dict[str, Any]) -> Iterator[tuple[str, str, str, Any]]:
    """The line's head, the method, the address and what is posted, for each of our routes."""
    for name, pattern in our_routes():
        converters = pattern.pattern.converters
        objects = world["objects"] | world["of_route"].get(name, {})
        own = {key: world["by_viewset"][name.split(":")[0]] if key == "pk" else objects[key] for key in converters}
        missing = {key: MISSING.get(_kind(converter), own[key]) for key, converter in converters.items()}
        for method in ["GET", *(["POST"] if name in POSTED else [])]:
            data = world["data"][name] if method == "POST" else None
            yield f"{method} {name} {'own' if own else '-'}", method, _address(name, pattern, own), data
            if own != missing and "path" not in own:
                yield f"{method} {name} missing", method, _address(name, pattern, missing), data


def _kind(converter: Any) -> str:
    return type(converter).__name__.removesuffix("Converter").replace("String", "str").lower()


def _address(name: str, pattern: URLPattern, arguments: dict[str, Any]) -> str:
    if pattern.name:
        return reverse(name, kwargs=arguments)
    return "/" + str(pattern.pattern).replace("<path:rest>", "confirm/")


def answer(client: Client, method: str, address: str, data: Any) -> str:
    """What the visitor gets, as the table writes it; whatever the request wrote is taken back."""
    wrote: list[bool] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        wrote.append(WRITES.match(sql) is not None)
        return execute(sql, *rest)

    with transaction.atomic(), connection.execute_wrapper(note):
        response = client.post(address, data) if method == "POST" else client.get(address)
        if getattr(response, "streaming", False):
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    target = urlsplit(response.get("Location", "")).path
    known = {
        reverse("account_login"): "login",
        reverse("wagtailadmin_login"): "login",
        reverse("wagtailadmin_home"): "desk",
    }
    return known.get(target, str(response.status_code)) + ("*" if any(wrote) else "")


def table(world: dict[str, Any]) -> list[str]:
    clients = [Client() for _role in ROLES]
    for client, role in zip(clients[1:], ROLES[1:], strict=True):
        client.force_login(world["people"][role])
    return [
        f"{head}: {' '.join(answer(client, method, address, data) for client in clients)}"
        for head, method, address, data in requests(world)
    ]


def test_doors_for_every_route_and_role_answer_as_written(world: dict[str, Any]) -> None:
    found = sorted(table(world))
    if os.environ.get("DOORS") == "write":
        TABLE.write_text("\n".join(found) + "\n")
    assert found == TABLE.read_text().splitlines()


def test_missing_and_other_peoples_things_give_the_same_page(world: dict[str, Any]) -> None:
    client = Client()
    client.force_login(world["people"]["other"])
    pages: dict[str, set[str]] = {}
    for head, method, address, _data in requests(world):
        if method == "GET" and head.split()[1].startswith(("courses:", "certificates:")):
            response = client.get(address)
            if response.status_code == 404:
                body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
                pages.setdefault(head.split()[1], set()).add(body.replace(address, ""))
    assert {name: len(bodies) for name, bodies in pages.items()} == dict.fromkeys(pages, 1)
    assert {"courses:attempt", "courses:resume", "certificates:detail"} <= pages.keys()


SEARCHES = [
    "/admin/pages/search/?q=whom",
    "/admin/users/?q=whom",
    "/admin/training/enrollments/?q=whom",
    "/courses/?q=whom",
]


def test_what_a_learner_writes_in_her_journal_is_in_no_answer_to_anybody_else(world: dict[str, Any]) -> None:
    addresses = [address for _head, method, address, _data in requests(world) if method == "GET"]
    showing = {role: set[str]() for role in ROLES[1:]}
    for role, found in showing.items():
        client = Client()
        client.force_login(world["people"][role])
        for address in [*addresses, *SEARCHES]:
            response = client.get(address)
            if b"Whom I met." in response.getvalue():
                found.add(address)
    assert len(showing.pop("learner")) == 4  # the reflection, the journal, the file, the question before deleting
    assert showing == {role: set() for role in showing}
