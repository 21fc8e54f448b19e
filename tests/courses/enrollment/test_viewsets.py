"""The registrar's desk in the real admin."""

import csv
import zoneinfo
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from courses.enrollment.forms import CohortForm
from courses.enrollment.services import enroll, make_cohort_page
from courses.models import (
    Cohort,
    CohortPage,
    CourseCompletion,
    CoursePage,
    Enrollment,
    LearnerProfile,
    Organization,
    Person,
)
from tests.factories.courses import make_cohort, make_course, make_learner, take_course

pytestmark = pytest.mark.django_db


def form(cohort_course: Any, **fields: Any) -> dict[str, Any]:
    return {
        "course": str(cohort_course.translation_key),
        "title": "Spring",
        "time_zone": "Asia/Tehran",
        "enrollment_opens_at": "2027-03-21 09:00",
        **fields,
    }


def test_add_cohort_reads_moments_in_its_own_zone_and_makes_its_page(admin_client: Client) -> None:
    course = make_course()
    response = admin_client.post(reverse("cohorts:add"), form(course, public_page="on"))
    assert response.status_code == 302
    cohort = Cohort.objects.get()
    assert cohort.enrollment_opens_at == datetime(2027, 3, 21, 5, 30, tzinfo=UTC)
    assert CohortPage.objects.get().cohort == cohort


def test_edit_cohort_shows_moments_in_its_own_zone_and_keeps_them(admin_client: Client) -> None:
    course = make_course()
    admin_client.post(reverse("cohorts:add"), form(course))
    cohort = Cohort.objects.get()
    address = reverse("cohorts:edit", args=[cohort.pk])
    assert 'value="2027-03-21 09:00"' in admin_client.get(address).content.decode()
    admin_client.post(address, form(course, title="Renamed"))
    before = cohort.enrollment_opens_at
    cohort.refresh_from_db()
    assert (cohort.title, cohort.enrollment_opens_at) == ("Renamed", before)
    assert not CohortPage.objects.exists()


def test_cohort_when_it_is_inspected_tells_moments_in_its_own_zone(admin_client: Client) -> None:
    admin_client.post(reverse("cohorts:add"), form(make_course(), enrollment_closes_at="2027-04-01 18:30"))
    page = text(admin_client.get(reverse("cohorts:inspect", args=[Cohort.objects.get().pk])))
    for moment in ("21 March 2027, 09:00 (\u2068Tehran\u2069)", "1 April 2027, 18:30 (\u2068Tehran\u2069)"):
        assert moment in page


def test_edit_cohort_with_fewer_seats_than_taken_says_so(admin_client: Client) -> None:
    course = make_course()
    cohort = make_cohort(course, seats=2)
    for _number in range(2):
        enroll(cohort=cohort, learner=make_learner(), by=None)
    response = admin_client.post(reverse("cohorts:edit", args=[cohort.pk]), form(course, seats="1"))
    assert "More seats are taken than that." in response.content.decode()
    cohort.refresh_from_db()
    assert cohort.seats == 2


@pytest.mark.parametrize(("another_course", "field"), [(False, "seats"), (True, "course")])
def test_edit_cohort_in_which_somebody_enrolls_meanwhile_says_what_cannot_be(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch, another_course: bool, field: str
) -> None:
    course, other = make_course("Twinning"), make_course("Treaties")
    cohort = make_cohort(course, seats=2)
    clean = CohortForm.clean

    def clean_slowly(form: CohortForm) -> dict[str, Any]:
        enroll(cohort=cohort, learner=make_learner(), by=None)
        return clean(form)

    monkeypatch.setattr(CohortForm, "clean", clean_slowly)
    typed = form(other if another_course else course, seats="0", title="Typed")
    response = admin_client.post(reverse("cohorts:edit", args=[cohort.pk]), typed)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert 'value="Typed"' in response.content.decode()
    assert Cohort.objects.get().seats == 2


def test_add_cohort_with_a_wrong_time_zone_says_so(admin_client: Client) -> None:
    response = admin_client.post(reverse("cohorts:add"), form(make_course(), time_zone="Mars/Olympus"))
    assert "is not a time zone" in response.content.decode()
    assert not Cohort.objects.exists()


@pytest.mark.parametrize("name", ["cohorts", "organizations"])
def test_deleting_what_is_in_use_is_refused_with_a_message(admin_client: Client, name: str) -> None:
    cohort = make_cohort(make_course())
    enroll(cohort=cohort, learner=make_learner(), by=None)
    organization = Organization.objects.create(name="Center")
    Person.objects.create(name="Ana", organization=organization)
    pk = cohort.pk if name == "cohorts" else organization.pk
    response = admin_client.post(reverse(f"{name}:delete", args=[pk]), follow=True)
    assert "is in use and cannot be deleted" in response.content.decode()
    assert (Cohort.objects.count(), Organization.objects.count()) == (1, 1)


def test_deleting_by_the_method_of_that_name_is_not_allowed(admin_client: Client) -> None:
    organization = Organization.objects.create(name="Center")
    assert admin_client.delete(reverse("organizations:delete", args=[organization.pk])).status_code == 405
    assert Organization.objects.count() == 1


def test_export_of_the_roster_never_begins_a_cell_with_a_formula(admin_client: Client) -> None:
    cohort = make_cohort(make_course())
    enroll(cohort=cohort, learner=make_learner(name='=HYPERLINK("http://evil.example")'), by=None)
    response = admin_client.get(f"{reverse('enrollments:index')}?export=csv")
    exported = b"".join(response.streaming_content).decode()
    assert "'=HYPERLINK" in exported
    assert not any(cell.startswith(("=", '"=')) for line in exported.splitlines() for cell in line.split(","))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_export_of_the_roster_keeps_every_sign_of_a_formula_from_being_first(admin_client: Client, sign: str) -> None:
    enroll(cohort=make_cohort(make_course(), title=f"{sign}1+1"), learner=make_learner(), by=None)
    response = admin_client.get(f"{reverse('enrollments:index')}?export=csv")
    exported = b"".join(response.streaming_content).decode()
    _head, row = csv.reader(StringIO(exported, newline=""))
    assert f"'{sign}1+1" in row


@pytest.mark.parametrize("fields", [{"ends_on": "9999-12-31"}, {"enrollment_closes_at": "9999-12-31 23:59"}])
def test_add_cohort_with_a_year_beyond_the_calendar_says_so(admin_client: Client, fields: dict[str, str]) -> None:
    response = admin_client.post(reverse("cohorts:add"), form(make_course(), **fields))
    assert "Write a year between 1900 and 2999." in response.content.decode()
    assert not Cohort.objects.exists()


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_people_of_a_cohort_are_one_click_away(admin_client: Client) -> None:
    cohort, other = (make_cohort(make_course(title), title="Autumn", seats=9) for title in ("Twinning", "Treaties"))
    enrollment = enroll(cohort=cohort, learner=make_learner(), by=None)
    enroll(cohort=other, learner=make_learner(), by=None)
    people = f"/admin/training/enrollments/?cohort={cohort.pk}"
    pages = [reverse("cohorts:index"), *(reverse(f"cohorts:{name}", args=[cohort.pk]) for name in ("edit", "inspect"))]
    assert [f'href="{people}"' in text(admin_client.get(page)) for page in pages] == [True, True, True]
    listed = admin_client.get(people)
    assert list(listed.context["object_list"]) == [enrollment]
    assert "Twinning: Autumn" in text(listed)


def test_enrollment_leads_to_the_address_the_name_and_the_cohort_of_the_learner(admin_client: Client) -> None:
    learner, cohort = make_learner("mina@example.org"), make_cohort(make_course())
    profile = LearnerProfile.objects.create(user=learner, name_of_record="Mina Rezaei")
    enrollment = enroll(cohort=cohort, learner=learner, by=learner)
    page = text(admin_client.get(reverse("enrollments:inspect", args=[enrollment.pk])))
    names = {"learner_profiles:edit": profile, "cohorts:inspect": cohort}
    addresses = ["mailto:mina@example.org", *(reverse(name, args=[row.pk]) for name, row in names.items())]
    assert [f'href="{address}"' in page for address in addresses] == [True, True, True]


def test_list_of_enrollments_names_the_course(admin_client: Client) -> None:
    for title in ("Twinning", "Treaties"):
        enroll(cohort=make_cohort(make_course(title), title="Autumn"), learner=make_learner(), by=None)
    listed = admin_client.get(reverse("enrollments:index"))
    assert [str(row.cohort.course) for row in listed.context["object_list"]] == ["Treaties", "Twinning"]
    assert [text(listed).count(f"> {title} </td>") for title in ("Treaties", "Twinning", "Autumn")] == [1, 1, 2]


def test_list_of_enrollments_tells_when_the_course_was_completed(admin_client: Client) -> None:
    cohort = make_cohort(make_course())
    finished, running = (enroll(cohort=cohort, learner=make_learner(), by=None) for _number in range(2))
    take_course(finished)
    page = text(admin_client.get(reverse("enrollments:index")))
    assert f"{finished.learner}" in page
    assert f"{running.learner}" in page
    assert page.count("(\u2068UTC\u2069)") == 3  # two enrolled, one completed


def test_cohort_page_offers_the_cohorts_of_its_course(admin_client: Client) -> None:
    course, other = make_course(), make_course("Treaties")
    cohort, foreign = make_cohort(course, title="Autumn"), make_cohort(other, title="Autumn")
    page = make_cohort_page(cohort=cohort, by=None)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = admin_client.get(address).context["form"]
    assert list(form.fields["cohort"].queryset) == [cohort]
    CohortPage.objects.filter(pk=page.pk).update(cohort=foreign)  # as a page that was moved
    page.get_latest_revision().delete()
    form = admin_client.get(address).context["form"]
    assert set(form.fields["cohort"].queryset) == {cohort, foreign}


@pytest.mark.parametrize("draft", [CohortPage, CoursePage])
def test_public_page_of_a_cohort_is_linked_while_it_can_be_read(admin_client: Client, draft: type[Page]) -> None:
    cohort = make_cohort(make_course())
    make_cohort_page(cohort=cohort, by=None)
    page = CohortPage.objects.get()
    live = f'href="{page.get_url()}"'
    pages = [reverse("cohorts:index"), *(reverse(f"cohorts:{name}", args=[cohort.pk]) for name in ("edit", "inspect"))]
    assert [live in text(admin_client.get(address)) for address in pages] == [True, True, True]
    draft.objects.get().unpublish()
    assert [live in text(admin_client.get(address)) for address in pages] == [False, False, False]


def test_public_page_is_ticked_for_a_new_cohort_only(admin_client: Client) -> None:
    new = admin_client.get(reverse("cohorts:add")).context["form"]["public_page"]
    cohort = make_cohort(make_course())
    edited = admin_client.get(reverse("cohorts:edit", args=[cohort.pk])).context["form"]["public_page"]
    assert ["checked" in str(field) for field in (new, edited)] == [True, False]


def test_created_cohort_tells_of_its_public_page(admin_client: Client) -> None:
    course = make_course()
    with_page = admin_client.post(reverse("cohorts:add"), form(course, public_page="on"), follow=True)
    assert f'href="{CohortPage.objects.get().get_url()}"' in text(with_page)
    assert "It has no public page" not in text(with_page)
    without = admin_client.post(reverse("cohorts:add"), form(course), follow=True)
    assert "It has no public page; to make one, edit it and tick “Make a public page”." in text(without)
    course.unpublish()
    draft = admin_client.post(reverse("cohorts:add"), form(course, public_page="on"), follow=True)
    assert "Its public page is a draft, because the course is not published." in text(draft)


def test_time_zone_is_chosen_from_places_with_the_site_zone_first(admin_client: Client, settings: Any) -> None:
    settings.LMS_DEFAULT_TIME_ZONE = "Europe/Minsk"
    field = admin_client.get(reverse("cohorts:add")).context["form"]["time_zone"]
    groups = dict(field.field.choices)
    assert next(iter(groups.items())) == ("In use here", [("Europe/Minsk", "Minsk, UTC+03:00")])
    assert groups["Others"] == [("UTC", "UTC, UTC+00:00")]
    assert ("America/Argentina/Buenos_Aires", "Buenos Aires, Argentina, UTC-03:00") in groups["America"]
    assert ("Asia/Tehran", "Tehran, UTC+03:30") in groups["Asia"]
    offered = [name for _group, zones in field.field.choices for name, _label in zones]
    assert sorted(offered) == sorted(set(offered) & zoneinfo.available_timezones())
    assert not {"Zulu", "W-SU", "ROK", "Etc/GMT+10", "localtime", "Asia/Calcutta"} & set(offered)
    assert field.value() == "Europe/Minsk"


def test_time_zone_of_a_cohort_when_it_is_none_of_the_offered_stays(admin_client: Client) -> None:
    cohort = make_cohort(course := make_course(), time_zone="Asia/Calcutta")
    address = reverse("cohorts:edit", args=[cohort.pk])
    field = admin_client.get(address).context["form"]["time_zone"]
    assert (field.value(), dict(field.field.choices)["In use here"][0][0]) == ("Asia/Calcutta", "Asia/Calcutta")
    admin_client.post(address, form(course, title="Renamed", time_zone="Asia/Calcutta"))
    cohort.refresh_from_db()
    assert (cohort.title, cohort.time_zone) == ("Renamed", "Asia/Calcutta")


def test_new_cohort_begins_with_the_time_zone_of_the_last_one_of_its_course(admin_client: Client) -> None:
    course = make_course()
    for zone in ("Asia/Tehran", "Europe/Minsk"):
        make_cohort(course, time_zone=zone)
    response = admin_client.get(reverse("cohorts:add"), {"course": str(course.translation_key)})
    assert response.context["form"]["time_zone"].value() == "Europe/Minsk"


def test_wrong_dates_of_a_cohort_are_told_at_the_field_that_ends(admin_client: Client) -> None:
    days = {"starts_on": "2027-03-02", "ends_on": "2027-03-01"}
    moments = {"enrollment_opens_at": "2027-03-01 09:00", "enrollment_closes_at": "2027-03-01 09:00"}
    errors = admin_client.post(reverse("cohorts:add"), form(make_course(), **days, **moments)).context["form"].errors
    assert errors == {
        "ends_on": ["The last day is before the first day."],
        "enrollment_closes_at": ["Enrollment closes before it opens."],
    }


def test_list_of_cohorts_tells_the_end_of_enrollment_on_the_clock_of_the_cohort(admin_client: Client) -> None:
    closes_at = datetime(2027, 1, 31, 14, 30, tzinfo=UTC)
    make_cohort(make_course(), time_zone="Asia/Tehran", enrollment_closes_at=closes_at)
    assert "31 January 2027, 18:00 (\u2068Tehran\u2069)" in text(admin_client.get(reverse("cohorts:index")))


def test_list_of_enrollments_tells_moments_on_the_clock_of_the_cohort(admin_client: Client) -> None:
    learner = make_learner()
    enrollment = enroll(cohort=make_cohort(make_course(), time_zone="Asia/Tehran"), learner=learner, by=learner)
    take_course(enrollment)
    Enrollment.objects.update(enrolled_at=datetime(2027, 1, 30, 20, 45, tzinfo=UTC))
    CourseCompletion.objects.update(completed_at=datetime(2027, 1, 31, 14, 30, tzinfo=UTC))
    page = text(admin_client.get(reverse("enrollments:index")))
    for moment in ("31 January 2027, 00:15 (\u2068Tehran\u2069)", "31 January 2027, 18:00 (\u2068Tehran\u2069)"):
        assert moment in page


@pytest.mark.parametrize(("typed", "found"), [("mina@example.org", True), ("Rezaei", True), ("omid@", False)])
def test_names_of_learners_are_found_by_name_and_by_address(admin_client: Client, typed: str, found: bool) -> None:
    user = make_learner("mina@example.org")
    LearnerProfile.objects.create(user=user, name_of_record="مینا رضایی", name_latin="Mina Rezaei")
    response = admin_client.get(reverse("learner_profiles:index"), {"q": typed})
    assert ("مینا رضایی" in response.content.decode()) == found


def test_cohort_with_a_title_without_letters_gets_a_page_with_an_address(admin_client: Client) -> None:
    admin_client.post(reverse("cohorts:add"), form(make_course(), title="؟؟", public_page="on"))
    assert CohortPage.objects.get().slug == f"cohort-{Cohort.objects.get().pk}"


def page_of(cohort: Cohort) -> str:
    return reverse("cohorts:inspect", args=[cohort.pk])


def test_page_of_a_cohort_has_numbers_that_open_the_rows_they_count(admin_client: Client) -> None:
    """Each of them leaves out the same things in another cohort."""
    long_ago = timezone.now() - timedelta(days=40)
    course = make_course()
    cohort, other = (make_cohort(course, enrollment_opens_at=long_ago) for _number in range(2))
    for place, completed in ((cohort, 2), (other, 1)):
        for number in range(5):
            learner = make_learner()
            enrollment = enroll(cohort=place, learner=learner, by=learner, now=long_ago)
            if number < completed:
                take_course(enrollment)
    numbers = admin_client.get(page_of(cohort)).context["numbers"]
    assert {str(one.page_title): one.number for one in numbers} == {
        "People": 5,
        "Completed": 2,
        "People without activity": 3,
        "People out of attempts": 0,
        "People who may not finish": 3,
        "Certificates to issue": 2,
    }
    opened = [admin_client.get(one.url).context["object_list"] for one in numbers]
    assert [len(rows) for rows in opened] == [one.number for one in numbers]


def test_list_of_one_cohort_says_so_and_leads_to_all(admin_client: Client) -> None:
    address = reverse("worklists:quiet-learners")
    shown = [text(admin_client.get(f"{address}{query}")) for query in ("?cohort=1", "", "?cohort=one")]
    assert ["Only one cohort is shown." in page for page in shown] == [True, False, False]


def test_page_of_a_cohort_shows_the_latest_enrollments(admin_client: Client) -> None:
    cohort = make_cohort(make_course(), seats=20)
    assert "Nobody has enrolled yet." in text(admin_client.get(page_of(cohort)))
    enrollments = [enroll(cohort=cohort, learner=make_learner(), by=None) for _number in range(11)]
    response = admin_client.get(page_of(cohort))
    assert list(response.context["roster"].data) == enrollments[:0:-1]
    assert "11 of 20 seats are taken." in text(response)
    assert 'value="11" max="20"' in text(response)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "Open for enrollment"),
        ({"seats": 0}, "All seats are taken."),
        (
            {"enrollment_opens_at": datetime(2050, 3, 20, 21, 0, tzinfo=UTC)},
            "Enrollment opens on 21 March 2050 (\u2068Tehran\u2069)",
        ),
    ],
)
def test_page_of_a_cohort_tells_whether_one_can_enroll(admin_client: Client, fields: Any, state: str) -> None:
    cohort = make_cohort(make_course(), time_zone="Asia/Tehran", **fields)
    assert f"> {state} <" in text(admin_client.get(page_of(cohort)))


def test_page_of_a_cohort_for_an_editor_has_no_people(client: Client) -> None:
    cohort = make_cohort(make_course())
    enroll(cohort=cohort, learner=make_learner("ana@example.org"), by=None)
    editor = make_learner()
    editor.groups.add(Group.objects.get(name="Course editors"))
    client.force_login(editor)
    page = client.get(page_of(cohort))
    assert [name in page.context for name in ("numbers", "roster", "people_url")] == [False, False, False]
    assert "ana@example.org" not in text(page)
    assert "/admin/training/enrollments/" not in text(page)
    assert reverse("cohorts:edit", args=[cohort.pk]) in text(page)


def test_page_of_a_cohort_leads_to_the_form_with_its_public_page_ticked_while_it_has_none(admin_client: Client) -> None:
    cohort = make_cohort(make_course())
    address = f"{reverse('cohorts:edit', args=[cohort.pk])}?public_page=on"
    assert f'href="{address}"' in text(admin_client.get(page_of(cohort)))
    assert "checked" in str(admin_client.get(address).context["form"]["public_page"])
    make_cohort_page(cohort=cohort, by=None)
    assert f'href="{address}"' not in text(admin_client.get(page_of(cohort)))


def test_title_in_the_list_of_cohorts_leads_to_the_page_of_the_cohort(admin_client: Client) -> None:
    cohort = make_cohort(make_course(), title="Autumn")
    page = text(admin_client.get(reverse("cohorts:index")))
    assert f'<a href="{page_of(cohort)}">Autumn</a>' in page.replace(" </a>", "</a>").replace("> Autumn", ">Autumn")
    assert reverse("cohorts:edit", args=[cohort.pk]) in page
