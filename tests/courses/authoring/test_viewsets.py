"""The editor's guided ways in the real admin."""

import html
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield
from wagtail.users.models import UserProfile

from courses.authoring.rules import PATIENCE
from courses.authoring.services import ask_for_copy, fail_copy
from courses.authoring.states import CopyReason
from courses.authoring.tasks import make_copy
from courses.models import Cohort, CoursePage, Module, ModulePage, PageCopy
from tests.factories.courses import make_catalog, make_course, make_learner, publish, site_root, translate

pytestmark = pytest.mark.django_db
NEW = "/admin/training/new-course/"
OUTLINE = "  Letters (45 min)\n    - 1942\n  Treaties"
COURSE = {"title": "Twin cities", "lead": "Two cities write.", "outline": OUTLINE}
NO_COHORT = {"cohort-title": "", "cohort-time_zone": "UTC", "cohort-opens_now": "on"}
COHORT = {**NO_COHORT, "cohort-title": "Spring", "cohort-seats": "12"}


@pytest.fixture
def editor_client(client: Client) -> Client:
    """Somebody with the role of editors, and a catalog to write in."""
    publish(make_catalog())
    editor = make_learner("editor@example.org")
    editor.groups.add(Group.objects.get(name="Course editors"))
    client.force_login(editor)
    return client


@pytest.fixture
def writer_client(client: Client) -> Client:
    """Somebody who may add pages, and neither publish them nor add cohorts."""
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    GroupPagePermission.objects.create(group=group, page=make_catalog(), permission=permission)
    writer = make_learner("writer@example.org")
    writer.groups.add(group)
    client.force_login(writer)
    return client


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def told(response: Any) -> list[str]:
    """The messages of a page, in their order, without their buttons."""
    return [" ".join(str(message).split("<span")[0].split()) for message in response.context["messages"]]


def test_outline_when_it_is_continued_shows_what_will_be_made_and_makes_nothing(editor_client: Client) -> None:
    response = editor_client.post(NEW, {**COURSE, **NO_COHORT, "plan": "1"})
    shown = text(response)
    assert "This will be made" in shown
    for part in ("Letters</bdi>: 45 minutes", "<bdi>1942</bdi>", "Treaties</bdi>: 60 minutes", "2 hours together"):
        assert part in shown
    assert not CoursePage.objects.exists()


def test_plan_when_the_editor_reads_persian_has_persian_digits(editor_client: Client) -> None:
    profile = UserProfile.get_for_user(get_user(editor_client))
    profile.preferred_language = "fa"
    profile.save()
    assert "Letters</bdi>: ۴۵ دقیقه" in text(editor_client.post(NEW, {**COURSE, **NO_COHORT, "plan": "1"}))


def test_each_step_carries_what_was_typed_in_the_other(editor_client: Client) -> None:
    second = editor_client.post(NEW, {**COURSE, **COHORT, "plan": "1"})
    assert second.context["course_form"]["outline"].value() == OUTLINE
    assert f'<input type="hidden" name="outline" value="{OUTLINE}"' in second.content.decode()
    first = editor_client.post(NEW, {**COURSE, **COHORT, "back": "1"})
    assert '<input type="hidden" name="cohort-title" value="Spring"' in text(first)
    assert first.context["course_form"]["title"].value() == "Twin cities"
    assert "Continue" in text(first)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "?!"}, "Write the title in letters."),
        ({"lead": "a" * 501}, "Ensure this value has at most 500 characters"),
        ({"outline": "\n"}, "Write at least one module."),
        ({"outline": "Letters\n- ?\nTreaties: 0 min"}, "Line 2: write a title in letters."),
        ({"outline": "Letters\n- ?\nTreaties: 0 min"}, "Line 3: the workload is between one minute and 500 hours."),
    ],
)
def test_outline_when_it_cannot_be_made_says_so_and_keeps_everything(
    editor_client: Client, typed: dict[str, str], problem: str
) -> None:
    response = editor_client.post(NEW, {**COURSE, **COHORT, **typed, "publish": "1"})
    assert problem in text(response)
    assert {name: response.context["course_form"][name].value() for name in COURSE} == {**COURSE, **typed}
    assert '<input type="hidden" name="cohort-seats" value="12"' in text(response)
    assert not CoursePage.objects.exists()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"cohort-title": ""}, "Give the cohort a title, or leave its dates and seats empty."),
        ({"cohort-starts_on": "2027-03-02", "cohort-ends_on": "2027-03-01"}, "The last day is before the first day."),
        ({"cohort-starts_on": "9999-03-02"}, "Write a year between 1900 and 2999."),
        ({"cohort-opens_now": ""}, "Write the first day, with which enrollment opens, or let it open now."),
        ({"cohort-time_zone": "Mars/Olympus"}, "is not a time zone"),
    ],
)
def test_cohort_when_it_cannot_be_made_says_so_and_nothing_is_made(
    editor_client: Client, typed: dict[str, str], problem: str
) -> None:
    response = editor_client.post(NEW, {**COURSE, **COHORT, **typed, "make": "1"})
    assert problem in text(response)
    assert "This will be made" in text(response)
    assert not CoursePage.objects.exists()


def test_draft_when_it_is_made_leads_to_its_first_module(editor_client: Client) -> None:
    response = editor_client.post(NEW, {**COURSE, **NO_COHORT, "make": "1"}, follow=True)
    course, first = CoursePage.objects.get(), ModulePage.objects.get(title="Letters")
    assert response.redirect_chain == [(reverse("wagtailadmin_explore", args=[course.pk]), 302)]
    assert told(response) == [
        "“Twin cities” is made with 2 modules.",
        "Nobody sees it yet. Write the texts of the modules, then publish the course and them.",
    ]
    for page in (course, first):
        assert f'href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}" class="button' in text(response)
    assert not course.live
    assert not Cohort.objects.exists()


def test_course_when_it_is_published_with_a_cohort_leads_to_the_live_page(editor_client: Client) -> None:
    response = editor_client.post(NEW, {**COURSE, **COHORT, "publish": "1"}, follow=True)
    course, cohort = CoursePage.objects.get(), Cohort.objects.get()
    assert told(response) == ["“Twin cities” is made with 2 modules.", "Next, write the texts of the modules."]
    assert f'href="{course.url}" class="button' in text(response)
    assert (course.live, cohort.title, cohort.seats, cohort.enrollment_opens_at) == (True, "Spring", 12, None)


def test_course_when_it_is_published_without_a_cohort_asks_for_one(editor_client: Client) -> None:
    response = editor_client.post(NEW, {**COURSE, **NO_COHORT, "publish": "1"}, follow=True)
    assert told(response)[-1] == "Nobody can enroll in this course yet: it has no cohort."
    assert f"/admin/training/cohorts/new/?course={CoursePage.objects.get().translation_key}" in text(response)


def publish_in_the_editor(client: Client, course: CoursePage) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[course.pk])
    form = querydict_from_html(text(client.get(address)), form_id="page-edit-form").dict()
    streams = {name: streamfield([]) for name in ("description", "outcomes", "participation")}  # drawn by a script
    drawn = nested_form_data({**streams, "completion": streamfield([("required_modules", "")])})
    return client.post(address, {**form, **drawn, "action-publish": "1"}, follow=True)


def test_course_when_only_it_is_published_offers_to_publish_its_parts(editor_client: Client) -> None:
    editor_client.post(NEW, {**COURSE, **COHORT, "make": "1"})
    course = CoursePage.objects.get()
    response = publish_in_the_editor(editor_client, course)
    drafts = [page.pk for page in course.get_children()]
    assert "3 pages below this course are still drafts: nobody can read them." in told(response)
    offered = "&amp;".join(f"id={pk}" for pk in drafts)
    found = re.search(rf'href="(/admin/bulk/wagtailcore/page/publish/\?{offered}&amp;next=[^"]+)"', text(response))
    editor_client.post(html.unescape(found[1]))
    assert [page.live for page in Page.objects.filter(pk__in=drafts)] == [True, True, True]


def test_course_when_it_is_published_with_its_parts_has_nothing_to_offer(editor_client: Client) -> None:
    editor_client.post(NEW, {**COURSE, **COHORT, "publish": "1"})
    response = publish_in_the_editor(editor_client, CoursePage.objects.get())
    assert not any("drafts" in message for message in told(response))


def test_enrollment_when_it_is_not_open_now_opens_with_the_first_day_in_the_zone(editor_client: Client) -> None:
    zone = {"cohort-time_zone": "Asia/Tehran", "cohort-starts_on": "2027-03-01", "cohort-opens_now": ""}
    editor_client.post(NEW, {**COURSE, **COHORT, **zone, "make": "1"})
    cohort = Cohort.objects.get()
    assert cohort.starts_on == date(2027, 3, 1)
    assert cohort.enrollment_opens_at == datetime(2027, 2, 28, 20, 30, tzinfo=UTC)


def test_writer_who_may_not_publish_makes_drafts_without_a_cohort(writer_client: Client) -> None:
    plan = text(writer_client.post(NEW, {**COURSE, **COHORT, "plan": "1"}))
    assert ("Make it as a draft" in plan, "publish it now" in plan, "First cohort" in plan) == (True, False, False)
    writer_client.post(NEW, {**COURSE, **COHORT, "publish": "1"})
    assert not CoursePage.objects.get().live
    assert not Cohort.objects.exists()


@pytest.mark.parametrize("role", ["Course reviewers", "Registrars"])
def test_new_course_for_those_who_may_add_no_pages_is_refused_and_not_offered(client: Client, role: str) -> None:
    catalog = publish(make_catalog())
    user = make_learner("other@example.org")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    for address in (NEW, f"{NEW}{catalog.pk}/"):
        assert client.get(address).url == reverse("wagtailadmin_home")
        assert client.post(address, {**COURSE, "make": "1"}).url == reverse("wagtailadmin_home")
    assert not CoursePage.objects.exists()
    assert NEW not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_new_course_is_offered_on_the_first_page_in_the_menu_and_at_the_catalog(editor_client: Client) -> None:
    first_page = editor_client.get(reverse("wagtailadmin_home")).content.decode()
    assert f'href="{NEW}"' in first_page
    assert f'"{NEW}"' in first_page.split('id="wagtail-sidebar-props"')[1]
    catalog = make_catalog()
    below = f'href="{NEW}{catalog.pk}/"'
    for place in (catalog, catalog.get_parent()):
        assert below in editor_client.get(reverse("wagtailadmin_explore", args=[place.pk])).content.decode()
    assert editor_client.get(f"{NEW}{catalog.pk}/").status_code == 200


def test_new_course_is_not_offered_below_a_translated_catalog(editor_client: Client) -> None:
    persian = translate(make_catalog())
    explored = editor_client.get(reverse("wagtailadmin_explore", args=[persian.pk])).content.decode()
    assert f"{NEW}{persian.pk}/" not in explored
    assert editor_client.get(f"{NEW}{persian.pk}/").url == reverse("wagtailadmin_home")


def test_modules_of_a_course_are_listed_in_their_order(editor_client: Client) -> None:
    course = make_course(modules=3)
    response = editor_client.get(reverse("wagtailadmin_explore", args=[course.pk]))
    assert [page.title for page in response.context["pages"]] == ["Module 1", "Module 2", "Module 3"]


def test_way_to_order_the_modules_is_at_the_course(editor_client: Client) -> None:
    course = make_course(modules=2)
    way = f'href="/admin/pages/{course.pk}/?ordering=ord"'
    for place in (course, course.get_parent()):
        shown = text(editor_client.get(reverse("wagtailadmin_explore", args=[place.pk])))
        assert (way in shown, "Order the modules" in shown) == (True, True)
    assert "Order the modules" not in text(editor_client.get(reverse("wagtailadmin_explore", args=[site_root().pk])))
    listed = text(editor_client.get(reverse("wagtailadmin_explore", args=[course.pk]), {"ordering": "ord"}))
    assert listed.count("data-w-orderable-item-id") == 2


@pytest.mark.parametrize(
    ("title", "position", "order"),
    [
        ("Module 3", 0, ["Module 3", "Module 1", "Module 2"]),
        ("Module 1", 2, ["Module 2", "Module 3", "Module 1"]),
        ("Module 2", 2, ["Module 1", "Module 3", "Module 2"]),
    ],
)
def test_module_when_it_is_dragged_moves_in_the_syllabus_and_in_the_outline(
    editor_client: Client, title: str, position: int, order: list[str]
) -> None:
    course = make_course(modules=3)
    persian = translate(course)
    page = ModulePage.objects.get(title=title)
    address = reverse("wagtailadmin_pages:set_page_position", args=[page.pk])
    assert editor_client.post(f"{address}?position={position}").status_code == 200
    recorded = Module.objects.filter(course=course.translation_key).order_by("position")
    assert [(module.title, module.position) for module in recorded] == list(zip(order, range(3), strict=True))
    for course_page in (course, persian):
        shown = editor_client.get(course_page.get_url()).content.decode()
        titles = [line for line in order if line in shown]
        assert sorted(titles, key=shown.index) == order


def copy_form(page: Any) -> str:
    return reverse("copies:new", args=[page.pk])


def wagtail_copy(page: Any) -> str:
    return reverse("wagtailadmin_pages:copy", args=[page.pk])


def test_button_copy_of_courses_and_modules_leads_to_the_form_of_copies(editor_client: Client) -> None:
    course = make_course()
    module = course.get_children().get()
    explored = editor_client.get(reverse("wagtailadmin_explore", args=[course.pk])).content.decode()
    for page in (course, module):
        assert f'href="{wagtail_copy(page)}' in explored
        assert editor_client.get(wagtail_copy(page)).url == copy_form(page)
    assert editor_client.get(wagtail_copy(make_catalog())).status_code == 200


def test_button_copy_of_a_translation_leads_to_the_original(editor_client: Client) -> None:
    course = make_course()
    persian = translate(course)
    assert editor_client.get(wagtail_copy(persian)).url == copy_form(course)
    assert editor_client.get(copy_form(persian)).status_code == 404


def test_form_of_a_copy_says_what_is_copied_and_proposes_a_title(editor_client: Client) -> None:
    course = make_course("Ports", modules=2)
    response = editor_client.get(copy_form(course))
    assert response.context["form"]["title"].value() == "Ports (copy)"
    assert "The course is copied with its 2 modules." in text(response)
    assert "Quizzes are copied too" in text(response)
    assert "Ports (copy)" not in text(editor_client.get(copy_form(course.get_children().first())))


def test_copy_when_it_is_asked_for_is_handed_to_the_worker_and_followed(
    editor_client: Client, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    course = make_course("Ports")
    run_tasks()
    data = {"title": "Harbors", "below": course.get_parent().pk}
    with django_capture_on_commit_callbacks(execute=True):
        response = editor_client.post(copy_form(course), data)
    copy = PageCopy.objects.get()
    assert response.url == reverse("copies:progress", args=[copy.key])
    waiting = editor_client.get(response.url)
    assert "0 of 2 pages are copied." in text(waiting)
    assert '<noscript><meta http-equiv="refresh"' in text(waiting)
    assert "data-poll" in text(waiting)
    run_tasks()
    made = CoursePage.objects.get(title="Harbors")
    done = text(editor_client.get(response.url))
    assert "“Harbors” is copied: 2 pages." in done
    assert f'href="{reverse("wagtailadmin_explore", args=[made.pk])}">Go to the copy' in done
    assert ("http-equiv" in done, "data-poll" in done, "Try again" in done) == (False, False, False)
    made.delete()
    assert "The copy was made, and deleted since." in text(editor_client.get(response.url))


def test_copied_module_leads_to_its_text(editor_client: Client) -> None:
    module = make_course().get_children().get()
    copy = ask_for_copy(page=module, below=module.get_parent(), title="Again", by=get_user(editor_client))
    make_copy.call(str(copy.key))
    edit = reverse("wagtailadmin_pages:edit", args=[ModulePage.objects.get(title="Again").pk])
    assert f'href="{edit}">Go to the copy' in text(editor_client.get(reverse("copies:progress", args=[copy.key])))


@pytest.mark.parametrize(
    ("typed", "problem"),
    [({"title": "!"}, "Write the title in letters."), ({"below": "999999"}, "Select a valid choice.")],
)
def test_copy_when_it_is_asked_for_wrongly_says_so(editor_client: Client, typed: Any, problem: str) -> None:
    course = make_course()
    response = editor_client.post(copy_form(course), {"title": "Ports", "below": course.get_parent().pk, **typed})
    assert problem in text(response)
    assert not PageCopy.objects.exists()


def test_module_is_copied_below_a_course_in_the_main_language_only(editor_client: Client) -> None:
    course, other = make_course(), make_course("Other")
    translate(other)
    below = editor_client.get(copy_form(course.get_children().get())).context["form"].fields["below"]
    assert list(below.queryset) == [course, other]


def test_failed_copy_is_told_and_tried_again(
    editor_client: Client, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    course = make_course("Ports")
    run_tasks()
    copy = ask_for_copy(page=course, below=course.get_parent(), title="Harbors", by=get_user(editor_client))
    fail_copy(key=copy.key, reason=CopyReason.UNEXPECTED)
    address = reverse("copies:progress", args=[copy.key])
    failed = text(editor_client.get(address))
    assert "Something went wrong while it was made." in failed
    assert ("Try again" in failed, "data-poll" in failed) == (True, False)
    with django_capture_on_commit_callbacks(execute=True):
        assert editor_client.post(address).url == address
    run_tasks()
    assert "“Harbors” is copied: 2 pages." in text(editor_client.get(address))


def test_copy_that_stands_still_is_told_and_one_that_does_not_is_not_tried_again(editor_client: Client) -> None:
    course = make_course()
    copy = ask_for_copy(page=course, below=course.get_parent(), title="Harbors", by=get_user(editor_client))
    address = reverse("copies:progress", args=[copy.key])
    refused = editor_client.post(address, follow=True)
    assert told(refused) == ["The copy is still being made."]
    assert "Try again" not in text(refused)
    PageCopy.objects.update(moved_at=timezone.now() - PATIENCE)
    still = text(editor_client.get(address))
    assert ("Nothing has happened for a while." in still, "Try again" in still) == (True, True)


def test_copy_of_somebody_else_is_not_found(editor_client: Client, admin_client: Client) -> None:
    course = make_course()
    copy = ask_for_copy(page=course, below=course.get_parent(), title="Harbors", by=get_user(editor_client))
    address = reverse("copies:progress", args=[copy.key])
    assert (admin_client.get(address).status_code, admin_client.post(address).status_code) == (404, 404)


def test_copy_for_those_who_may_write_nowhere_is_refused(client: Client) -> None:
    reviewer = make_learner("reviewer@example.org")
    reviewer.groups.add(Group.objects.get(name="Course reviewers"))
    client.force_login(reviewer)
    course = make_course()
    for page in (course, course.get_children().get()):
        assert client.get(copy_form(page)).url == reverse("wagtailadmin_home")
        assert client.post(copy_form(page), {"title": "Ports"}).url == reverse("wagtailadmin_home")
    assert not PageCopy.objects.exists()


def test_copy_for_those_who_may_not_edit_what_is_copied_is_refused(writer_client: Client) -> None:
    theirs, own = make_course("Theirs"), make_course("Own", owner=get_user(writer_client))
    assert writer_client.get(copy_form(theirs)).url == reverse("wagtailadmin_home")
    assert writer_client.post(copy_form(theirs), {"title": "Ports"}).url == reverse("wagtailadmin_home")
    assert writer_client.get(copy_form(own)).status_code == 200
    assert not PageCopy.objects.exists()
