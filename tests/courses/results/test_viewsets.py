import csv
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from courses.enrollment.services import enroll
from courses.models import (
    ActivityRecord,
    Cohort,
    Enrollment,
    GradeChange,
    LearnerProfile,
    Module,
)
from courses.progress.services import override_grade, reevaluate
from tests.factories.courses import (
    block_id,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    quiz_block,
    take_course,
)

pytestmark = pytest.mark.django_db
BLOCK = block_id("quiz")


@pytest.fixture
def cohort() -> Cohort:
    course = make_course(modules=0)
    make_module(course, "Powers", body=[quiz_block(make_quiz("=Quiz", pass_mark=50))])
    return make_cohort(course, title="Autumn", starts_on=date(2026, 9, 1))


@pytest.fixture
def enrollment(cohort: Cohort) -> Enrollment:
    return join(cohort, "Ana")


def join(cohort: Cohort, name: str) -> Enrollment:
    learner = make_learner()
    LearnerProfile.objects.create(user=learner, name_of_record=name)
    enrollment = enroll(cohort=cohort, learner=learner, by=learner)
    reevaluate(enrollment=enrollment)
    return enrollment


def staff(client: Client, role: str) -> Any:
    person = make_learner(f"{role.lower().split()[-1]}@example.org", name="Leila")
    person.groups.add(Group.objects.get(name=role))
    client.force_login(person)
    return person


@pytest.fixture
def registrar(client: Client) -> Any:
    return staff(client, "Registrars")


def gradebook_url(cohort: Cohort) -> str:
    return reverse("gradebooks:cohort", args=[cohort.pk])


def grade_url(act: str, enrollment: Enrollment, block: Any = BLOCK) -> str:
    return reverse(f"gradebooks:{act}", args=[enrollment.pk, Module.objects.get(titles__en="Powers").pk, block])


def test_gradebook_shows_each_learner_with_what_she_did(
    client: Client, registrar: Any, cohort: Cohort, enrollment: Enrollment
) -> None:
    take_course(enrollment, right=1)
    html = client.get(gradebook_url(cohort)).content.decode()
    results = reverse("gradebooks:learner", args=[enrollment.pk])
    assert f'<th scope="row"><a href="{results}"><bdi>Ana</bdi></a></th>' in html
    assert '<span aria-hidden="true">✓</span><span class="w-sr-only">Done</span> 50%</td>' in html
    assert '<th class="first" scope="colgroup" colspan="2"><bdi>Powers</bdi></th>' in html


@pytest.mark.parametrize(
    "asked",
    [
        "?state=nobody&module=1&order=size&after=x",
        "?after=99999999999999999999",
        "?after=-1",
        "?after=²",
        "?search=%00&state=%00",
        "?module=00000000-0000-0000-0000-000000000001",
    ],
)
def test_gradebook_that_is_asked_for_what_is_unknown_shows_everybody(
    client: Client, registrar: Any, cohort: Cohort, enrollment: Enrollment, asked: str
) -> None:
    response = client.get(gradebook_url(cohort) + asked)
    assert [row.name for row in response.context["page"].rows] == ["Ana"]


def test_next_page_keeps_what_was_asked_for(client: Client, registrar: Any, cohort: Cohort) -> None:
    people = [join(cohort, f"Ana {number:02}") for number in range(51)]
    html = client.get(gradebook_url(cohort) + "?search=ana").content.decode()
    assert f'rel="next" href="?search=ana&amp;after={people[49].pk}"' in html
    second = client.get(gradebook_url(cohort) + f"?search=ana&after={people[49].pk}")
    assert [row.name for row in second.context["page"].rows] == ["Ana 50"]
    assert 'href="?search=ana">First page' in second.content.decode()


def test_spreadsheets_have_all_rows_and_no_formula(client: Client, registrar: Any, cohort: Cohort) -> None:
    for name in ("+Boris", "=Ana()"):
        take_course(join(cohort, name), right=1)
    address = gradebook_url(cohort)
    response = client.get(f"{address}?export=csv")
    lines = list(csv.reader(response.getvalue().decode().splitlines()))  # type: ignore[attr-defined]
    assert response.streaming
    assert lines[0][6:] == ["Powers: Reading the text", "Powers: =Quiz"]
    assert [(line[0], line[2:5], line[6:]) for line in lines[1:]] == [
        ("'+Boris", ["Completed", "1", "1"], ["Done", "50"]),
        ("'=Ana()", ["Completed", "1", "1"], ["Done", "50"]),
    ]
    book = load_workbook(BytesIO(client.get(f"{address}?export=xlsx").getvalue()))  # type: ignore[attr-defined]
    rows = list(book.active.iter_rows())
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} <= {"s", "n", "d"}
    assert [row[0].value for row in rows] == ["Name", "+Boris", "=Ana()"]


def test_heading_of_a_spreadsheet_is_no_formula(client: Client, registrar: Any, cohort: Cohort) -> None:
    Module.objects.update(titles={"en": "=1+1"})
    for form in ("csv", "xlsx"):
        content = client.get(f"{gradebook_url(cohort)}?export={form}").getvalue()  # type: ignore[attr-defined]
        if form == "csv":
            assert content.decode().splitlines()[0].endswith(",'=1+1: Reading the text,'=1+1: =Quiz")
        else:
            heading = next(load_workbook(BytesIO(content)).active.iter_rows())
            assert {cell.data_type for cell in heading} == {"s"}


def test_spreadsheet_has_only_those_who_were_asked_for(client: Client, registrar: Any, cohort: Cohort) -> None:
    for name in ("Ana", "Boris"):
        join(cohort, name)
    response = client.get(f"{gradebook_url(cohort)}?search=bor&export=csv")
    lines = response.getvalue().decode().splitlines()  # type: ignore[attr-defined]
    assert [line.split(",")[0] for line in lines] == ["Name", "Boris"]


def test_facilitator_sees_her_own_cohorts_and_changes_nothing(
    client: Client, cohort: Cohort, enrollment: Enrollment
) -> None:
    facilitator = staff(client, "Facilitators")
    addresses = [gradebook_url(cohort), reverse("gradebooks:learner", args=[enrollment.pk])]
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    cohort.facilitators.add(facilitator)
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    assert "Autumn" in client.get(reverse("gradebooks:index")).content.decode()
    assert grade_url("override", enrollment) not in client.get(addresses[1]).content.decode()
    data = {"points": "1", "possible": "2", "reason": "Mine."}
    assert client.post(grade_url("override", enrollment), data).url == reverse("wagtailadmin_home")  # type: ignore[attr-defined]
    assert not GradeChange.objects.exists()


def test_list_of_gradebooks_has_no_cohort_of_others(client: Client, cohort: Cohort) -> None:
    staff(client, "Facilitators")
    assert "Autumn" not in client.get(reverse("gradebooks:index")).content.decode()


@pytest.mark.parametrize("role", ["Course editors", "Course reviewers"])
def test_gradebook_is_closed_to_other_roles(client: Client, cohort: Cohort, enrollment: Enrollment, role: str) -> None:
    staff(client, role)
    for address in (gradebook_url(cohort), reverse("gradebooks:learner", args=[enrollment.pk])):
        assert client.get(address).url == reverse("wagtailadmin_home")  # type: ignore[attr-defined]


def test_cohort_form_offers_those_who_may_see_results_and_keeps_who_is_chosen(
    client: Client, registrar: Any, cohort: Cohort
) -> None:
    facilitator = make_learner("facilitator@example.org", name="Vera")
    facilitator.groups.add(Group.objects.get(name="Facilitators"))
    address = reverse("cohorts:edit", args=[cohort.pk])
    form = client.get(address).context["form"]
    assert list(form.fields["facilitators"].queryset) == [registrar, facilitator]
    data = {"course": str(cohort.course_id), "title": "Autumn", "time_zone": "UTC", "facilitators": [facilitator.pk]}
    assert client.post(address, data).status_code == 302
    assert list(cohort.facilitators.all()) == [facilitator]


def test_override_at_the_desk_is_told_to_the_learner_with_its_reason(
    client: Client, registrar: Any, enrollment: Enrollment
) -> None:
    data = {"points": "1.5", "possible": "2", "completed": "on", "reason": "The key was wrong."}
    results = reverse("gradebooks:learner", args=[enrollment.pk])
    assert client.post(grade_url("override", enrollment), data).url == results  # type: ignore[attr-defined]
    record = ActivityRecord.objects.get()
    assert (record.percent, record.evidence, record.completed_at is not None) == (75, "staff", True)
    assert "· set by the organizers · 75% · counts as done · <bdi>Leila</bdi>" in client.get(results).content.decode()
    client.force_login(enrollment.learner)
    html = client.get(reverse("courses:results", args=[enrollment.pk])).content.decode()
    assert "Changed to 75% on " in html
    assert " by the organizers: The key was wrong." in html
    assert "Leila" not in html


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({"points": "3", "possible": "2", "reason": "More."}, {"points"}),
        ({"points": "3", "reason": "More."}, {"possible"}),
        ({"points": "-1", "possible": "2", "reason": "Less."}, {"points"}),
        ({"points": "1", "possible": "0", "reason": "None."}, {"possible"}),
        ({"points": "NaN", "possible": "2", "reason": "What?"}, {"points"}),
        ({"points": "1", "possible": "2", "reason": "  "}, {"reason"}),
    ],
)
def test_override_that_makes_no_sense_is_told_at_its_field(
    client: Client, registrar: Any, enrollment: Enrollment, data: dict[str, str], fields: set[str]
) -> None:
    response = client.post(grade_url("override", enrollment), data)
    assert set(response.context["form"].errors) == fields
    assert not GradeChange.objects.exists()


def test_override_that_changes_nothing_says_so(client: Client, registrar: Any, enrollment: Enrollment) -> None:
    response = client.post(grade_url("override", enrollment), {"reason": "Nothing."}, follow=True)
    assert "That is how it is already: give points, or let it count as done." in response.content.decode()
    assert not GradeChange.objects.exists()


@pytest.mark.parametrize("act", ["override", "take_back"])
def test_acts_on_an_activity_that_is_not_there_are_not_found(
    client: Client, registrar: Any, enrollment: Enrollment, act: str
) -> None:
    data = {"points": "1", "possible": "2", "reason": "Elsewhere."}
    assert client.post(grade_url(act, enrollment, UUID(int=1)), data).status_code == 404


def test_take_back_at_the_desk_lets_the_learners_own_points_count(
    client: Client, registrar: Any, enrollment: Enrollment
) -> None:
    address = grade_url("take_back", enrollment)
    assert client.get(address).status_code == 404  # nothing to take back
    client.post(grade_url("override", enrollment), {"points": "1", "possible": "2", "reason": "Spoken."})
    assert client.get(address).status_code == 200
    client.post(address, {"reason": "Somebody else."})
    assert ActivityRecord.objects.get().grade is None
    assert list(GradeChange.objects.values_list("kind", "reason", "by__name")) == [
        ("override", "Spoken.", "Leila"),
        ("taken_back", "Somebody else.", "Leila"),
    ]


def test_results_at_the_desk_have_no_link_that_only_the_learner_may_follow(
    client: Client, registrar: Any, enrollment: Enrollment
) -> None:
    take_course(enrollment)
    html = client.get(reverse("gradebooks:learner", args=[enrollment.pk])).content.decode()
    assert "Attempt 1 · " in html
    assert "/learning/" not in html


def test_override_of_an_activity_without_points_keeps_points_out(
    client: Client, registrar: Any, enrollment: Enrollment
) -> None:
    module = Module.objects.get()
    override_grade(
        enrollment=enrollment,
        module=module,
        block_id=module.key,
        grade=None,
        completed=True,
        by=registrar,
        reason="On paper.",
    )
    client.force_login(enrollment.learner)
    html = client.get(reverse("courses:results", args=[enrollment.pk])).content.decode()
    assert "Counted as done on " in html
