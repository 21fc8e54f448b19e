"""What an editor is shown, and only of the pages that she may edit."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from courses.models import CoursePage
from courses.upkeep.queries import (
    broken_links,
    drafts,
    due_facts,
    in_review,
    own_drafts,
    undescribed_pictures,
    with_runs,
)
from courses.upkeep.states import RunOutlook
from tests.factories.content import key_fact, link, make_document, make_picture, picture, text
from tests.factories.courses import make_cohort, make_course, make_learner, make_module, make_quiz
from tests.factories.worklists import start_review

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TARGETS = ("live", "unpublished", "below a draft", "deleted")


@pytest.fixture
def editor() -> Any:
    editor = make_learner("editor@example.org")
    editor.groups.add(Group.objects.get(name="Course editors"))
    return editor


def may_edit(course: CoursePage) -> Any:
    """Somebody who may edit this course and what is below it, nothing else."""
    person, group = make_learner(), Group.objects.create(name=course.title)
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=course, permission=change)
    person.groups.add(group)
    return person


@pytest.mark.parametrize(
    ("as_of", "old"), [("2025-11-24", False), ("2025-11-23", True), ("2026-11-24", False), ("2030-01-01", False)]
)
def test_due_facts_are_those_known_more_than_so_many_months_ago(editor: Any, as_of: str, old: bool) -> None:
    make_module(make_course(modules=0), body=[key_fact(as_of=as_of)])
    assert due_facts(editor, months=12, today=TODAY).exists() is old


@pytest.mark.parametrize(
    ("as_of", "check_on", "due"),
    [
        ("2026-11-01", "2026-11-23", True),
        ("2026-11-01", "2026-11-24", True),
        ("2026-11-01", "2026-11-25", False),
        ("2001-01-01", "2028-01-01", False),
        ("2001-01-01", None, True),
    ],
)
def test_due_facts_with_a_day_to_be_checked_are_those_whose_day_has_come(
    editor: Any, as_of: str, check_on: str | None, due: bool
) -> None:
    make_module(make_course(modules=0), body=[key_fact(as_of=as_of, check_on=check_on)])
    assert due_facts(editor, months=12, today=TODAY).exists() is due


def test_due_facts_with_a_day_to_be_checked_come_first(editor: Any) -> None:
    days = {"undated": None, "late": "2026-11-01", "latest": "2026-02-01"}
    make_module(make_course(modules=0), body=[key_fact(name, check_on=day) for name, day in days.items()])
    found = due_facts(editor, months=12, today=TODAY)
    assert [fact.text for fact in found] == ["It is a latest.", "It is a late.", "It is a undated."]


def test_due_facts_begin_with_those_without_a_date_and_the_oldest(editor: Any) -> None:
    facts = [key_fact("new", "2024-01-01"), key_fact("undated", None), key_fact("older", "2001-01-01")]
    make_module(make_course("Twinning", modules=0), body=facts)
    found = due_facts(editor, months=12, today=TODAY)
    assert [fact.text for fact in found] == ["It is a undated.", "It is a older.", "It is a new."]
    assert {fact.parent_title for fact in found} == {"Twinning"}


def test_findings_are_those_of_pages_that_the_person_may_edit(editor: Any) -> None:
    gone = make_document()
    file = f'<p><a linktype="document" id="{gone.pk}">Minutes</a></p>'
    for title in ("Mine", "Theirs"):
        body = [key_fact(), picture(make_picture()), text(file)]
        make_module(make_course(title, modules=0), body=body)
    gone.delete()
    mine = may_edit(CoursePage.objects.get(title="Mine"))
    for person, titles in ((mine, ["Mine"]), (editor, ["Mine", "Theirs"]), (make_learner(), [])):
        for found in (due_facts(person, months=12, today=TODAY), undescribed_pictures(person), broken_links(person)):
            assert [finding.parent_title for finding in found] == titles


def test_broken_links_are_those_to_pages_that_readers_do_not_find(editor: Any) -> None:
    course = make_course("Twinning", modules=0)
    targets = {name: make_module(make_course(f"Course of {name}", modules=0), name) for name in TARGETS}
    make_module(course, "Links", body=[text(link(target), name) for name, target in targets.items()])
    assert not broken_links(editor).exists()
    targets["unpublished"].unpublish()
    targets["below a draft"].get_parent().specific.unpublish()
    targets["deleted"].delete()
    found = {(finding.target, finding.target_title) for finding in broken_links(editor)}
    assert found == {
        (targets["unpublished"].pk, "unpublished"),
        (targets["below a draft"].pk, "below a draft"),
        (targets["deleted"].pk, None),
    }


def test_drafts_are_what_readers_do_not_see_yet_and_own_ones_those_begun_or_changed_by_the_person(editor: Any) -> None:
    course, other = make_course(modules=0), make_learner()
    titles = ["Begun by me", "Changed by me", "Of others", "Published"]
    modules = {title: make_module(course, title) for title in titles}
    Page.objects.filter(pk=modules["Begun by me"].pk).update(owner=editor)
    for title, by in zip(titles[:3], (other, editor, other), strict=True):
        page = modules[title].specific_class.objects.get(pk=modules[title].pk)
        page.objectives = [("objective", "Know more.")]
        page.save_revision(user=by)
    assert {page.title for page in drafts(editor)} == set(titles[:3])
    assert {page.title for page in own_drafts(editor)} == set(titles[:2])
    assert not drafts(make_learner()).exists()


def test_in_review_are_pages_and_quizzes_that_the_person_may_edit(editor: Any) -> None:
    mine, theirs = (make_module(make_course(title, modules=0), title) for title in ("Mine", "Theirs"))
    quiz, gone = make_quiz("Treaties"), make_quiz("Gone")
    for one in (mine, theirs, quiz, gone):
        start_review(one, editor)
    gone.delete()
    assert [str(state.content_object) for state in in_review(editor)] == ["Mine", "Theirs", "Treaties"]
    assert [str(state.content_object) for state in in_review(may_edit(mine.get_parent().specific))] == ["Mine"]
    assert not in_review(make_learner()).exists()


@pytest.mark.parametrize(
    ("first", "last", "outlooks"),
    [
        (None, None, {RunOutlook.RUNNING}),
        (None, -1, {RunOutlook.NONE}),
        (-9, None, {RunOutlook.RUNNING}),
        (-9, 0, {RunOutlook.RUNNING}),
        (-9, -1, {RunOutlook.NONE}),
        (0, 9, {RunOutlook.RUNNING, RunOutlook.SOON}),
        (1, 9, {RunOutlook.SOON}),
        (30, None, {RunOutlook.SOON}),
        (31, None, set()),
    ],
)
def test_runs_of_a_course_by_the_days_of_its_cohort(
    first: int | None, last: int | None, outlooks: set[RunOutlook]
) -> None:
    days = {"starts_on": first, "ends_on": last}
    dates = {field: TODAY + timedelta(days=day) for field, day in days.items() if day is not None}
    make_cohort(make_course(), **dates)
    found = {one for one in RunOutlook if CoursePage.objects.filter(with_runs(one, now=NOW)).exists()}
    assert found == outlooks
