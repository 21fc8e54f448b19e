"""The contract with plugins: one that is installed by its name in `INSTALLED_APPS` has all that our own activities
have, and taking it away loses nothing of what was written with it."""

import json
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db.models import TextField
from django.db.models.functions import Cast
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield
from wagtail.test.utils.wagtail_tests import WagtailTestUtils

from courses.api import (
    ActivityAct,
    AttemptRefused,
    EvidenceSource,
    ProgressRefused,
    enroll,
    mark_read,
    start_attempt,
    submit_attempt,
)
from courses.assessment.states import AttemptReason
from courses.authoring.services import ask_for_copy, copy_next_page
from courses.catalogue.requirements import stored_requirements
from courses.models import (
    ActivityRecord,
    Attempt,
    CompletionPolicy,
    CourseCompletion,
    CoursePage,
    ModulePage,
    Quiz,
)
from courses.progress.queries import checklists
from courses.progress.services import reevaluate
from courses.registry import ActivityType, Registry, activity_types
from tests.factories.courses import (
    block_id,
    disagreements,
    make_cohort,
    make_course,
    make_learner,
    make_module,
    make_quiz,
    module_of,
    publish,
    quiz_block,
    right_answers,
    single_choice,
    translate,
)
from tests.factories.plugins import plugin
from tests.factories.questions import written_question

HEADING = {"type": "heading", "value": {"text": "Voices"}, "id": block_id("heading")}
PODCAST = {
    "type": "podcast",
    "value": {"title": "Bridges", "address": "https://example.org/bridges.mp3", "optional": False},
    "id": block_id("podcast"),
}
BODY = [HEADING, PODCAST]


def stored(page: Any) -> Any:
    """What the database holds, read past the field."""
    found = ModulePage.objects.filter(pk=page.pk).annotate(text=Cast("body", TextField()))
    return json.loads(found.values_list("text", flat=True).get())


@pytest.fixture
def page(db: None) -> ModulePage:
    """A published module with a podcast; the plugin is gone since."""
    course = make_course(modules=0)
    with plugin():
        return make_module(course, "Cities", body=BODY)


@pytest.fixture
def desk(client: Client, admin_user: Any) -> Client:
    client.force_login(admin_user)
    return client


def editor_form(client: Client, page: Any) -> tuple[Any, list[dict[str, Any]]]:
    """The form of the real editor, and the state with which its script draws the body's blocks."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    widget = WagtailTestUtils.get_soup(html).find(id="body", attrs={"data-w-block-arguments-value": True})
    return querydict_from_html(html, form_id="page-edit-form"), json.loads(widget["data-w-block-arguments-value"])[0]


def posted(state: list[dict[str, Any]]) -> dict[str, str]:
    """What the script posts for these blocks: each value in its input, as it came."""
    data = {"objectives-count": "0", "body-count": str(len(state))}
    for number, block in enumerate(state):
        data |= {f"body-{number}-{name}": block[name] for name in ("type", "id")}
        data |= {f"body-{number}-order": str(number), f"body-{number}-deleted": ""}
        values = block["value"] if isinstance(block["value"], dict) else {"": block["value"]}
        data |= {f"body-{number}-value-{name}".rstrip("-"): value for name, value in values.items()}
    return data


def save(client: Client, page: Any, *, action: str = "", **changes: str) -> Any:
    form, state = editor_form(client, page)
    data = {**form.dict(), **posted(state), **changes, **({action: "1"} if action else {})}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


@pytest.mark.django_db
def test_activity_of_an_installed_plugin_is_offered_in_the_editor_and_shown_to_the_learner(desk: Client) -> None:
    with plugin():
        page = make_module(make_course(modules=0), "Cities", body=BODY)
        html = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "Podcast" in html
        html = desk.get(page.url).content.decode()
    assert "Bridges" in html
    assert "Listen</a> at example.org" in html


@pytest.mark.django_db
def test_activity_of_an_installed_plugin_is_named_among_what_is_still_open() -> None:
    learner, client = make_learner(), Client()
    client.force_login(learner)
    with plugin():
        page = make_module(course := make_course(modules=0), "Cities", body=BODY)
        enroll(cohort=make_cohort(course), learner=learner, by=learner)
        html = client.get(page.url).content.decode()
    assert f'<li><a href="#activity-{PODCAST["id"]}">Podcast: <bdi>Bridges</bdi></a> ' in html
    assert "Say that you have heard it." in html


@pytest.mark.django_db
def test_activity_of_an_installed_plugin_is_recorded_and_completes_the_course() -> None:
    with plugin():
        from tests.sampleplugin.services import mark_heard

        page = make_module(course := make_course(modules=0), "Cities", body=BODY)
        module, learner = module_of(page), make_learner()
        assert module.activities == [
            {
                "id": PODCAST["id"],
                "type": "podcast",
                "address": "https://example.org/bridges.mp3",
                "titles": {"en": "Bridges"},
            }
        ]
        enrollment = enroll(cohort=make_cohort(course), learner=learner, by=learner)
        mark_read(enrollment=enrollment, module=module)
        assert not CourseCompletion.objects.exists()
        mark_heard(enrollment=enrollment, module=module, block_id=UUID(str(PODCAST["id"])))
    record = ActivityRecord.objects.get(block_id=PODCAST["id"])
    assert (record.enrollment, record.source) == (enrollment, EvidenceSource.LEARNER)
    assert CourseCompletion.objects.get().enrollment == enrollment


@pytest.mark.django_db
def test_activity_of_an_installed_plugin_tells_of_itself_at_the_desk(desk: Client) -> None:
    with plugin():
        from tests.sampleplugin.services import mark_heard

        page = make_module(course := make_course(modules=0), "Cities", body=BODY)
        learner = make_learner()
        enrollment = enroll(cohort=make_cohort(course), learner=learner, by=learner)
        address = reverse("enrollments:inspect", args=[enrollment.pk])
        assert "Podcasts" not in desk.get(address).content.decode()
        mark_heard(enrollment=enrollment, module=module_of(page), block_id=UUID(str(PODCAST["id"])))
        assert "<h2>Podcasts</h2>\n<p>Heard: 1</p>" in desk.get(address).content.decode()


@pytest.mark.django_db
def test_activity_that_its_type_does_not_ask_for_is_shown_and_not_required(desk: Client) -> None:
    optional = {**PODCAST, "value": {**PODCAST["value"], "optional": True}}  # type: ignore[dict-item]
    with plugin():
        page = make_module(make_course(modules=0), "Cities", body=[optional])
        assert "Bridges" in desk.get(page.url).content.decode()
        assert module_of(page).required_ids == {page.translation_key}


@pytest.mark.parametrize("kind", ["quote", "podcast"], ids=["no activity", "its plugin is gone"])
def test_act_in_what_nobody_can_complete_has_no_evidence_and_is_refused(kind: str) -> None:
    act = ActivityAct(block_id=UUID(block_id("act")), kind=kind, completed=True)
    with pytest.raises(ValueError, match=f"No activity of the kind '{kind}' can be completed"):
        act.source  # noqa: B018  asking is what is refused


@pytest.mark.django_db
def test_activity_of_a_plugin_in_a_module_that_is_not_open_is_not_recorded() -> None:
    from tests.sampleplugin.services import mark_heard

    with plugin():
        page = make_module(course := make_course(modules=0), "Cities", body=BODY)
        module, learner = module_of(page), make_learner()
        enrollment = enroll(cohort=make_cohort(course), learner=learner, by=learner)
        page.unpublish()
        module.refresh_from_db()
        with pytest.raises(ProgressRefused):
            mark_heard(enrollment=enrollment, module=module, block_id=UUID(str(PODCAST["id"])))
    assert not ActivityRecord.objects.exists()


def test_activity_of_a_plugin_that_is_gone_survives_a_draft_and_publishing_in_the_editor(
    page: ModulePage, desk: Client
) -> None:
    assert save(desk, page, title="Towns").status_code == 302
    page.refresh_from_db()
    draft = page.latest_revision.content
    assert (draft["title"], json.loads(draft["body"])) == ("Towns", BODY)
    assert save(desk, page, action="action-publish").status_code == 302
    page.refresh_from_db()
    assert (page.title, stored(page)) == ("Towns", BODY)
    with plugin():
        again = ModulePage.objects.get(pk=page.pk).body[1]
        assert (again.block_type, again.value["title"], again.id) == ("podcast", "Bridges", PODCAST["id"])


def test_activity_of_a_plugin_that_is_gone_can_be_moved_and_deleted_by_an_editor(
    page: ModulePage, desk: Client
) -> None:
    assert save(desk, page, action="action-publish", **{"body-1-order": "0", "body-0-order": "1"}).status_code == 302
    assert stored(page) == [PODCAST, HEADING]
    assert save(desk, page, action="action-publish", **{"body-0-deleted": "1"}).status_code == 302
    assert stored(page) == [HEADING]


@pytest.mark.parametrize("value", ["", '{"type": "text", "value": "<script>"}'], ids=["nothing", "another block"])
def test_form_that_changes_an_activity_of_a_plugin_that_is_gone_is_refused(
    page: ModulePage, desk: Client, value: str
) -> None:
    assert save(desk, page, **{"body-1-value": value}).status_code == 400
    assert stored(page) == BODY


def test_activity_of_a_plugin_that_is_gone_survives_copying_and_translating(page: ModulePage, admin_user: Any) -> None:
    copy = ask_for_copy(page=page, below=page.get_parent(), title="Again", by=admin_user)
    copy_next_page(key=copy.key)
    assert stored(ModulePage.objects.get(title="Again")) == BODY
    assert stored(translate(page)) == BODY


def test_activity_of_a_plugin_that_is_gone_is_a_note_to_the_learner_and_not_asked_for(page: ModulePage) -> None:
    learner = make_learner()
    enrollment = enroll(cohort=make_cohort(page.course_page), learner=learner, by=learner)
    client = Client()
    client.force_login(learner)
    html = client.get(page.url).content.decode()
    assert "This activity is not available." in html
    assert "Bridges" not in html
    mark_read(enrollment=enrollment, module=module_of(page))
    assert CourseCompletion.objects.get().enrollment == enrollment


def test_activity_of_a_plugin_that_is_back_is_asked_for_again_without_publishing(page: ModulePage) -> None:
    asked = {page.translation_key, UUID(str(PODCAST["id"]))}
    publish(page)
    assert module_of(page).required_ids == {page.translation_key}
    with plugin():
        assert module_of(page).required_ids == asked


PODCASTS = {"type": "podcasts_heard", "value": 1, "id": block_id("podcasts")}


def listed(enrollment: Any) -> list[tuple[bool | None, str]]:
    """What the learner reads of completing the course, from what is stored."""
    (checklist,) = checklists(type(enrollment).objects.get(pk=enrollment.pk))
    return [(item.met, item.text) for item in checklist.items]


@pytest.mark.django_db
def test_requirement_of_an_installed_plugin_is_judged_listed_and_completes_the_course() -> None:
    with plugin():
        from tests.sampleplugin.services import mark_heard

        page = make_module(course := make_course(modules=0, completion=[PODCASTS]), "Cities", body=BODY)
        module, learner = module_of(page), make_learner()
        enrollment = enroll(cohort=make_cohort(course), learner=learner, by=learner)
        mark_read(enrollment=enrollment, module=module)
        assert (listed(enrollment), CourseCompletion.objects.exists()) == (
            [(False, "Hear 1 podcasts: 0 heard.")],
            False,
        )
        mark_heard(enrollment=enrollment, module=module, block_id=UUID(str(PODCAST["id"])))
        assert listed(enrollment) == [(True, "Hear 1 podcasts: 1 heard.")]
    assert CourseCompletion.objects.get().policy.rules["completion"] == [{"rule": "podcasts_heard", "parameters": 1}]


@pytest.mark.django_db
def test_requirement_of_a_plugin_that_is_gone_is_not_judged_and_withdraws_nothing() -> None:
    with plugin():
        from tests.sampleplugin.services import mark_heard

        page = make_module(course := make_course(modules=0, completion=[PODCASTS]), "Cities", body=BODY)
        early, late = (
            enroll(cohort=make_cohort(course), learner=one, by=one) for one in (make_learner(), make_learner())
        )
        for enrollment in (early, late):
            mark_read(enrollment=enrollment, module=module_of(page))
        mark_heard(enrollment=early, module=module_of(page), block_id=UUID(str(PODCAST["id"])))
    publish(page)
    mark_read(enrollment=late, module=module_of(page))
    for enrollment in (early, late):
        reevaluate(enrollment=enrollment, complete=True)
    assert [one.enrollment for one in CourseCompletion.objects.all()] == [early]
    assert (listed(late), disagreements()) == ([(None, "")], [])
    assert CompletionPolicy.objects.get().rules["completion"] == [{"rule": "podcasts_heard", "parameters": 1}]
    client = Client()
    client.force_login(late.learner)
    assert "This cannot be judged at the moment." in client.get("/learning/").content.decode()


def test_requirement_of_a_plugin_that_is_gone_survives_a_draft_and_publishing_in_the_editor(
    db: None, desk: Client
) -> None:
    with plugin():
        course = make_course(modules=0, completion=[PODCASTS])
    html = desk.get(reverse("wagtailadmin_pages:edit", args=[course.pk])).content.decode()
    assert "Requirement that is not available" in html
    publish(CoursePage.objects.get(pk=course.pk))
    assert stored_requirements(CoursePage.objects.get(pk=course.pk).completion) == [
        {"rule": "podcasts_heard", "parameters": 1}
    ]
    assert [one.version for one in CompletionPolicy.objects.all()] == [1]


@pytest.mark.django_db
def test_plugin_that_is_installed_leaves_no_trace_in_migrations() -> None:
    with plugin():
        assert "podcast" in ModulePage._meta.get_field("body").stream_block.child_blocks
        assert "scale" in Quiz._meta.get_field("questions").stream_block.child_blocks
        out = StringIO()
        call_command("makemigrations", "courses", check_changes=True, dry_run=True, stdout=out)
    assert out.getvalue().strip() == "No changes detected in app 'courses'"


QUESTIONS = [single_choice("first"), written_question("scale")]


@pytest.fixture
def quiz(db: None) -> Quiz:
    """A published quiz with a question of the plugin, which is gone since."""
    with plugin():
        return make_quiz("Check", QUESTIONS, pass_mark=100)


def place(quiz: Quiz) -> tuple[Any, Any]:
    """An enrollment in a course that asks the quiz, and the module."""
    module, learner = make_module(make_course(modules=0), body=[quiz_block(quiz)]), make_learner()
    return enroll(cohort=make_cohort(module.course_page), learner=learner, by=learner), module_of(module)


def begin(enrollment: Any, module: Any) -> Attempt:
    return start_attempt(enrollment=enrollment, module=module, block_id=UUID(block_id("quiz")))


def questions_of(text: Any) -> Any:
    """Stored questions without what every saving adds: the settings that were not written."""
    return [(one["type"], one["id"], one["value"]["text"], one["value"].get("step")) for one in json.loads(text)]


def stored_questions(quiz: Quiz) -> Any:
    found = Quiz.objects.filter(pk=quiz.pk).annotate(text=Cast("questions", TextField()))
    return questions_of(found.values_list("text", flat=True).get())


def save_quiz(client: Client, quiz: Quiz, **changes: str) -> Any:
    """Post the form of the real editor with what its script would post for the question that is not available."""
    address = reverse("wagtailsnippets_courses_quiz:edit", args=[quiz.pk])
    html = client.get(address).content.decode()
    widget = WagtailTestUtils.get_soup(html).find(id="questions", attrs={"data-w-block-arguments-value": True})
    known, kept = json.loads(widget["data-w-block-arguments-value"])[0]
    options = {
        str(number): one | {"order": number, "deleted": ""} for number, one in enumerate(known["value"]["options"])
    }
    value = {
        **{name: known["value"][name] for name in ("text", "source", "points")},
        "picture_alt": "",
        **{f"options-{number}": {**one, "value": marked(one["value"])} for number, one in options.items()},
        "options-count": len(options),
        "explanation": rich_text("<p>So.</p>"),
        "picture": "",
    }
    fields = {
        "title": "Checked",
        "introduction": rich_text(""),
        "pass_mark": "100",
        "attempts_allowed": "",
        "questions": streamfield([("single_choice", value), (kept["type"], kept["value"])]),
    }
    ids = {f"questions-{number}-id": one["id"] for number, one in enumerate((known, kept))}
    return client.post(address, {**nested_form_data(fields), **ids, **changes})


def marked(option: dict[str, Any]) -> dict[str, Any]:
    """The option as a form sends it: what is empty, and a box that is not checked, is not sent."""
    return {name: value for name, value in option.items() if value}


def test_question_of_a_plugin_that_is_gone_survives_a_draft_and_publishing_in_the_editor(
    quiz: Quiz, desk: Client
) -> None:
    before = stored_questions(quiz)
    assert before[1] == ("scale", block_id("a scale"), "Which scale?", "3")
    assert save_quiz(desk, quiz).status_code == 302
    quiz.refresh_from_db()
    draft = quiz.latest_revision.content
    assert (draft["title"], questions_of(draft["questions"])) == ("Checked", before)
    assert save_quiz(desk, quiz, **{"action-publish": "1"}).status_code == 302
    quiz.refresh_from_db()
    assert (quiz.title, stored_questions(quiz)) == ("Checked", before)
    with plugin():
        again = Quiz.objects.get(pk=quiz.pk)
        assert (again.available, again.questions[1].value["step"]) == (True, "3")


def test_quiz_with_a_question_of_a_plugin_that_is_gone_is_not_offered_until_the_plugin_is_back(quiz: Quiz) -> None:
    enrollment, module = place(quiz)
    with pytest.raises(AttemptRefused) as refusal:
        begin(enrollment, module)
    assert refusal.value.decision.reason == AttemptReason.QUIZ_UNAVAILABLE
    client = Client()
    client.force_login(enrollment.learner)
    assert "The quiz is not available at the moment." in client.get(ModulePage.objects.get().url).content.decode()
    with plugin():
        attempt = submit_attempt(attempt=(begun := begin(enrollment, module)), answers=right_answers(begun.questions))
    assert attempt.passed


def test_attempt_begun_before_the_plugin_was_gone_is_not_graded_and_asked_anew_when_the_editor_mends_the_quiz(
    quiz: Quiz,
) -> None:
    with plugin():
        enrollment, module = place(quiz)
        attempt = begin(enrollment, module)
        answers = right_answers(attempt.questions)
    with pytest.raises(AttemptRefused):
        submit_attempt(attempt=attempt, answers=answers)
    client = Client()
    client.force_login(enrollment.learner)
    response = client.get(reverse("courses:attempt", args=[attempt.pk]), follow=True)
    assert "This quiz is not available at the moment." in response.content.decode()
    quiz.questions = [single_choice("first")]
    quiz.save_revision().publish()
    again = begin(enrollment, module)
    assert (again.pk, again.number, [question["type"] for question in again.questions]) == (
        attempt.pk,
        1,
        ["single_choice"],
    )


def test_result_with_a_question_of_a_plugin_that_is_gone_keeps_its_points(quiz: Quiz) -> None:
    with plugin():
        enrollment, module = place(quiz)
        attempt = begin(enrollment, module)
        attempt = submit_attempt(attempt=attempt, answers=right_answers(attempt.questions))
    client = Client()
    client.force_login(enrollment.learner)
    html = client.get(reverse("courses:attempt", args=[attempt.pk])).content.decode()
    assert "2 of 2 points: 100%." in html
    assert "This question cannot be shown any more; its points count." in html


def test_registry_refuses_what_is_not_an_activity_type() -> None:
    registry = Registry(hook="register_nothing", base=ActivityType)
    with pytest.raises(TypeError, match="is not a ActivityType"):
        registry.register(PODCAST)  # type: ignore[arg-type]


@pytest.mark.parametrize("slug", ["quote", "text", "unavailable"])
def test_registry_refuses_the_name_of_a_block_that_texts_have(slug: str) -> None:
    class Quote(ActivityType):
        pass

    Quote.slug = slug
    with pytest.raises(ValueError, match=f"The slug '{slug}' is reserved"):
        activity_types.register(Quote())
    assert activity_types.get(slug) is None


def test_registry_refuses_a_second_owner_of_a_slug_and_takes_the_first_one_twice() -> None:
    class Quiz(ActivityType):
        slug = "quiz"

    class OtherQuiz(ActivityType):
        slug = "quiz"

    registry = Registry(hook="register_nothing", base=ActivityType)
    first = Quiz()
    registry.register(first)
    registry.register(Quiz())
    with pytest.raises(ValueError, match="belongs to"):
        registry.register(OtherQuiz())
    assert list(registry) == [first]
