import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django_tasks_db.models import DBTaskResult

from certificates.awards import tasks
from certificates.awards.delivery import render_award
from certificates.awards.services import issue_award, record_event, reissue_award, revoke_award
from certificates.awards.states import EventKind, Message, RefusalReason, RevocationReason
from certificates.models import Award, AwardDefinition
from courses.models import LearnerProfile, Organization, Person
from tests.certificates.awards.test_services import revoke
from tests.certificates.conftest import NOW

REVOCATION = {
    "reason": "misconduct",
    "public_reason": "Copied work.",
    "private_note": "See file 7.",
    "confirmed": "on",
}


@pytest.fixture
def desk(client: Client, registrar: Any) -> Client:
    client.force_login(registrar)
    return client


@pytest.fixture
def awards(definition: AwardDefinition, make_completion: Callable[..., Any]) -> list[Award]:
    return [issue_award(completion_id=make_completion(name=name).pk) for name in ("Anna", "Boris", "Vera")]


def listed(response: Any) -> set[str]:
    return {award.holder_name for award in response.context["object_list"]}


def test_list_when_searched_and_filtered_shows_what_fits(desk: Client, awards: list[Award]) -> None:
    revoke(awards[0])
    path = reverse("awards:index")
    assert listed(desk.get(path)) == {"Anna", "Boris", "Vera"}
    assert listed(desk.get(path, {"q": "bor"})) == {"Boris"}
    assert listed(desk.get(path, {"q": awards[2].serial})) == {"Vera"}
    assert listed(desk.get(path, {"state": "revoked"})) == {"Anna"}
    assert listed(desk.get(path, {"course": str(awards[1].course_id)})) == {"Boris"}
    assert listed(desk.get(path, {"issued_at_from": "2000-01-01", "issued_at_to": "2000-12-31"})) == set()


@pytest.mark.parametrize("number", [1, 3])
def test_list_when_it_grows_needs_no_more_queries(
    desk: Client,
    definition: AwardDefinition,
    make_completion: Callable[..., Any],
    number: int,
    django_assert_max_num_queries: Any,
) -> None:
    for _ in range(number):
        issue_award(completion_id=make_completion().pk)
    desk.get(reverse("awards:index"))
    with django_assert_max_num_queries(14):
        desk.get(reverse("awards:index"))


def test_award_when_inspected_shows_document_history_and_acts(desk: Client, award: Award, registrar: Any) -> None:
    file = render_award(award_id=award.pk)
    page = desk.get(reverse("awards:inspect", args=[award.pk])).content.decode()
    assert file.sha256 in page
    assert "Document drawn" in page
    for path in (
        reverse("certificates:download", args=[award.uuid]),
        reverse("awards:revoke", args=[award.pk]),
        reverse("awards:reissue", args=[award.pk]),
    ):
        assert f'href="{path}"' in page


def test_history_when_award_was_revoked_tells_labels_and_times_of_its_zone(
    desk: Client, award: Award, registrar: Any
) -> None:
    revoke_award(
        award=award,
        by=registrar,
        reason=RevocationReason.ISSUED_IN_ERROR,
        public_reason="x",
        private_note="",
        now=datetime(2026, 11, 30, 22, 30, tzinfo=UTC),
    )
    record_event(award=award, kind=EventKind.MAILED, message=Message.REVOKED, at=datetime(2026, 12, 1, tzinfo=UTC))
    response = desk.get(reverse("awards:inspect", args=[award.pk]))
    assert [(line.what, line.who, line.why) for line in response.context["history"]] == [
        ("Issued", None, ""),
        ("Revoked", registrar, "Issued in error"),
        ("E-mail sent", None, "Certificate revoked"),
    ]
    page = " ".join(response.content.decode().split())
    assert "issued_in_error" not in page
    assert "When (Europe/Volgograd)" in page
    assert "<td>1 December 2026, 01:30</td> <td>Revoked</td>" in page
    assert "<dd>1 December 2026, Issued in error</dd>" in page


def test_document_when_it_does_not_fit_is_explained_to_the_registrar(desk: Client, award: Award) -> None:
    record_event(award=award, kind=EventKind.NOT_DRAWN, reason=RefusalReason.DOES_NOT_FIT)
    for path in (reverse("awards:inspect", args=[award.pk]), reverse("awards:pending")):
        page = desk.get(path).content.decode()
        assert str(RefusalReason.DOES_NOT_FIT.label) in page
        assert "does_not_fit" not in page


def pending_of(response: Any) -> list[tuple[str, str, bool]]:
    return [(item.facts.learner_name, item.why, item.obstacle is None) for item in response.context["pending"]]


def test_pending_when_completions_wait_tells_why_and_offers_to_issue(
    desk: Client, definition: AwardDefinition, make_completion: Callable[..., Any], award: Award
) -> None:
    waiting = {name: make_completion(name=name) for name in ("", "李明", "Queued", "Failed", "Ready", "<b>Bold</b>")}
    for name, status in (("Queued", "FAILED"), ("Queued", "READY"), ("Failed", "FAILED"), ("Ready", "SUCCESSFUL")):
        tasks.issue.enqueue(waiting[name].pk)
        DBTaskResult.objects.filter(pk=DBTaskResult.objects.latest("enqueued_at").pk).update(status=status)
    response = desk.get(reverse("awards:pending"))
    assert pending_of(response) == [
        ("", "The learner has not given a name for certificates.", False),
        ("李明", "A text has letters that our fonts do not have: 李 明", False),
        ("Queued", "In the queue: the certificate follows in a minute.", True),
        ("Failed", "Issuing failed. Try again; if it fails again, tell the people who run this site.", True),
        ("Ready", "Nothing stands in the way: it can be issued.", True),
        ("<b>Bold</b>", "Nothing stands in the way: it can be issued.", True),
    ]
    page = response.content.decode()
    offered = [
        completion.pk for completion in waiting.values() if reverse("awards:issue", args=[completion.pk]) in page
    ]
    assert offered == [waiting[name].pk for name in ("Queued", "Failed", "Ready", "<b>Bold</b>")]
    assert "<b>Bold" not in page
    assert list(response.context["undrawn"]) == [award]
    assert reverse("awards:pending") in desk.get(reverse("awards:index")).content.decode()


def test_pending_when_there_is_no_rule_says_so(desk: Client, completion: Any) -> None:
    expected = [("Anna Sokolova", "No certificate is defined for this course.", False)]
    assert pending_of(desk.get(reverse("awards:pending"))) == expected


def test_pending_when_nothing_waits_says_so(desk: Client) -> None:
    assert (
        "Everyone who has completed a course has a certificate." in desk.get(reverse("awards:pending")).content.decode()
    )


def test_issue_when_button_is_pressed_issues_once(
    desk: Client, definition: AwardDefinition, completion: Any, registrar: Any
) -> None:
    for _ in range(2):
        response = desk.post(reverse("awards:issue", args=[completion.pk]), follow=True)
    award = Award.objects.get()
    assert response.redirect_chain == [(reverse("awards:pending"), 302)]
    assert f"Certificate {award.serial} is issued." in response.content.decode()
    event = award.events.get()
    assert (event.kind, event.actor, award.completion) == ("issued", registrar, completion)


def test_issue_when_award_was_revoked_says_which_and_how_to_go_on(desk: Client, award: Award) -> None:
    revoke(award)
    response = desk.post(reverse("awards:issue", args=[award.completion_id]), follow=True)
    text = f"Certificate {award.serial} of this completion was revoked. Open it to issue it again."
    assert [(message.level_tag, str(message).strip()) for message in response.context["messages"]] == [("error", text)]
    assert Award.objects.count() == 1


def test_issue_when_name_is_missing_says_so(
    desk: Client, definition: AwardDefinition, make_completion: Callable[..., Any]
) -> None:
    response = desk.post(reverse("awards:issue", args=[make_completion(name="").pk]), follow=True)
    assert "The learner has not given a name for certificates." in str(next(iter(response.context["messages"])))
    assert not Award.objects.exists()


def test_issue_when_permission_is_missing_is_refused_and_not_offered(
    desk: Client, definition: AwardDefinition, completion: Any, registrar: Any
) -> None:
    registrar.user_permissions.remove(Permission.objects.get(codename="issue_award"))
    path = reverse("awards:issue", args=[completion.pk])
    assert path not in desk.get(reverse("awards:pending")).content.decode()
    assert desk.post(path).status_code == 302
    assert desk.get(path).status_code == 302
    assert not Award.objects.exists()


def test_pending_when_list_grows_needs_no_more_queries(
    desk: Client, definition: AwardDefinition, make_completion: Callable[..., Any], django_assert_num_queries: Any
) -> None:
    make_completion()
    path = reverse("awards:pending")
    desk.get(path)
    with CaptureQueriesContext(connection) as of_one:
        desk.get(path)
    for _ in range(3):
        make_completion()
    with django_assert_num_queries(len(of_one)):
        assert len(pending_of(desk.get(path))) == 4


def test_revoke_when_form_is_filled_in_revokes(desk: Client, award: Award, registrar: Any) -> None:
    response = desk.post(reverse("awards:revoke", args=[award.pk]), REVOCATION, follow=True)
    award.refresh_from_db()
    assert (award.state, award.public_reason, award.private_note) == ("revoked", "Copied work.", "See file 7.")
    assert award.events.last().actor == registrar
    page = response.content.decode()
    for text in ("The certificate is revoked.", "Breach of the rules of the course", "Copied work.", "See file 7."):
        assert text in page
    assert reverse("awards:revoke", args=[award.pk]) not in page


@pytest.mark.parametrize("left_out", ["reason", "public_reason", "confirmed"])
def test_revoke_when_form_is_incomplete_changes_nothing(desk: Client, award: Award, left_out: str) -> None:
    data = {key: value for key, value in REVOCATION.items() if key != left_out}
    response = desk.post(reverse("awards:revoke", args=[award.pk]), data)
    award.refresh_from_db()
    assert (response.status_code, award.state) == (200, "issued")
    assert list(response.context["form"].errors) == [left_out]


def test_revoke_when_award_is_revoked_already_says_so(desk: Client, award: Award) -> None:
    revoke(award)
    response = desk.post(reverse("awards:revoke", args=[award.pk]), REVOCATION, follow=True)
    assert "This certificate has already been revoked or superseded." in response.content.decode()


def test_reissue_when_reason_is_given_leads_to_the_new_award(desk: Client, award: Award, registrar: Any) -> None:
    reissue = reverse("awards:reissue", args=[award.pk])
    response = desk.post(reissue, {"reason": "Name corrected", "seen": "issued"}, follow=True)
    award.refresh_from_db()
    successor = award.superseded_by
    assert response.redirect_chain == [(reverse("awards:inspect", args=[successor.pk]), 302)]
    assert (award.state, successor.state) == ("superseded", "issued")
    history = desk.get(reverse("awards:inspect", args=[award.pk])).content.decode()
    assert "Name corrected" in history


def test_reissue_when_award_was_revoked_after_the_form_was_opened_is_refused(desk: Client, award: Award) -> None:
    address = reverse("awards:reissue", args=[award.pk])
    opened = desk.get(address).context["form"].initial
    revoke(award)
    response = desk.post(address, {"reason": "Name corrected", **opened}, follow=True)
    assert response.redirect_chain == [(reverse("awards:inspect", args=[award.pk]), 302)]
    assert "This certificate was changed after you had opened the form." in response.content.decode()
    assert list(Award.objects.values_list("state", flat=True)) == ["revoked"]
    desk.post(address, {"reason": "Revoked in error", **desk.get(address).context["form"].initial})
    assert list(Award.objects.order_by("pk").values_list("state", flat=True)) == ["revoked", "issued"]


def test_reissue_form_when_opened_carries_the_state_unseen(desk: Client, award: Award) -> None:
    page = desk.get(reverse("awards:reissue", args=[award.pk])).content.decode()
    assert '<input type="hidden" name="seen" value="issued"' in page


@pytest.mark.parametrize("view", ["revoke", "reissue"])
def test_act_when_form_is_opened_shows_whose_certificate_it_is(desk: Client, award: Award, view: str) -> None:
    page = desk.get(reverse(f"awards:{view}", args=[award.pk])).content.decode()
    assert award.serial in page
    assert "Anna Sokolova" in page


def test_reissue_when_form_is_opened_tells_what_the_new_one_will_say(desk: Client, award: Award) -> None:
    profile = LearnerProfile.objects.get(user=award.learner)
    profile.name_of_record, profile.name_latin = "Анна Петрова", "Anna Petrova"
    profile.save()
    page = " ".join(desk.get(reverse("awards:reissue", args=[award.pk])).content.decode().split())
    said = re.findall(r"<dt>(.*?)</dt><dd><bdi>(.*?)</bdi></dd>", page)
    assert said[:3] == [
        ("Name", "Анна Петрова"),
        ("Name in Latin letters", "Anna Petrova"),
        ("Course", "City Diplomacy"),
    ]
    assert [label for label, _text in said[3:]] == ["Issued by", "Signed by"]


def test_list_when_searched_by_the_name_in_latin_letters_finds_it(desk: Client, award: Award) -> None:
    profile = LearnerProfile.objects.get(user=award.learner)
    profile.name_of_record, profile.name_latin = "Анна Петрова", "Anna Petrova"
    profile.save()
    reissue_award(award=award, by=None, reason="name corrected")
    assert listed(desk.get(reverse("awards:index"), {"q": "petrova"})) == {"Анна Петрова"}


@pytest.mark.parametrize(("view", "codename"), [("revoke", "revoke_award"), ("reissue", "issue_award")])
def test_act_when_permission_is_missing_is_refused(
    desk: Client, award: Award, registrar: Any, view: str, codename: str
) -> None:
    registrar.user_permissions.remove(Permission.objects.get(codename=codename))
    desk.post(reverse(f"awards:{view}", args=[award.pk]), {**REVOCATION})
    award.refresh_from_db()
    assert (award.state, Award.objects.count()) == ("issued", 1)
    assert (
        reverse(f"awards:{view}", args=[award.pk])
        not in desk.get(reverse("awards:inspect", args=[award.pk])).content.decode()
    )


@pytest.mark.parametrize("name", ["add", "edit", "delete", "copy", "history", "usage"])
def test_desk_when_asked_for_adding_editing_or_deleting_has_no_such_page(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"awards:{name}", args=[] if name == "add" else [1])


def test_desk_when_superuser_looks_offers_no_editing(client: Client, admin_user: Any, award: Award) -> None:
    client.force_login(admin_user)
    for path in (reverse("awards:index"), reverse("awards:inspect", args=[award.pk])):
        response = client.get(path)
        assert response.status_code == 200
        assert "/edit/" not in response.content.decode()
        assert "/delete/" not in response.content.decode()


def test_desk_when_learner_comes_is_closed(client: Client, award: Award) -> None:
    client.force_login(award.learner)
    for path in (
        reverse("awards:index"),
        reverse("awards:inspect", args=[award.pk]),
        reverse("award_definitions:index"),
    ):
        assert client.get(path).status_code in (302, 403)


def test_rule_when_added_in_the_admin_is_used(
    client: Client, admin_user: Any, definition: AwardDefinition, completion: Any
) -> None:
    client.force_login(admin_user)
    course = completion.enrollment.cohort.course
    data = {"course": course.pk, "issuer": definition.issuer_id, "signatory": definition.signatory_id, "place": "Minsk"}
    data["validity_months"] = "36"
    response = client.post(reverse("award_definitions:add"), data)
    assert response.status_code == 302
    snapshot = issue_award(completion_id=completion.pk, now=NOW).snapshot
    assert (snapshot["place"], snapshot["expires_on"]) == ("Minsk", "2029-11-23")


@pytest.mark.parametrize("months", ["0", "-1", "601", "x"])
def test_rule_when_validity_makes_no_sense_is_refused_with_what_was_typed(
    client: Client, admin_user: Any, definition: AwardDefinition, months: str
) -> None:
    client.force_login(admin_user)
    path = reverse("award_definitions:edit", args=[definition.pk])
    data = {"course": "", "issuer": definition.issuer_id, "signatory": definition.signatory_id, "place": "Minsk"}
    response = client.post(path, data | {"validity_months": months})
    assert list(response.context["form"].errors) == ["validity_months"]
    assert 'value="Minsk"' in response.content.decode()


def test_rule_when_second_default_is_added_says_there_is_one(
    client: Client, admin_user: Any, definition: AwardDefinition
) -> None:
    client.force_login(admin_user)
    data = {"course": "", "issuer": definition.issuer_id, "signatory": definition.signatory_id, "place": ""}
    response = client.post(reverse("award_definitions:add"), data)
    assert "There is already a rule for all other courses." in response.content.decode()


def test_rules_when_list_grows_need_no_more_queries(
    client: Client,
    admin_user: Any,
    definition: AwardDefinition,
    make_completion: Callable[..., Any],
    django_assert_num_queries: Any,
) -> None:
    client.force_login(admin_user)
    path = reverse("award_definitions:index")
    client.get(path)
    with CaptureQueriesContext(connection) as of_one:
        client.get(path)
    for name in ("Center", "Academy"):
        issuer, signatory = Organization.objects.create(name=name), Person.objects.create(name=name)
        course = make_completion().enrollment.cohort.course
        AwardDefinition.objects.create(course=course, issuer=issuer, signatory=signatory)
    with django_assert_num_queries(len(of_one)):
        page = client.get(path).content.decode()
    assert "Academy" in page


def test_rule_when_awards_were_issued_under_it_can_be_deleted(
    client: Client, admin_user: Any, definition: AwardDefinition, award: Award
) -> None:
    client.force_login(admin_user)
    assert client.post(reverse("award_definitions:delete", args=[definition.pk])).status_code == 302
    assert list(Award.objects.all()) == [award]


def test_menu_when_registrar_opens_admin_has_certificates_under_training(desk: Client) -> None:
    page = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("awards:index") in page


@pytest.fixture
def wider(desk: Client, registrar: Any) -> Client:
    """The desk of somebody who looks after enrollments and names too."""
    codenames = ["view_enrollment", "change_learnerprofile"]
    registrar.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    return desk


def test_enrollment_when_inspected_leads_to_its_certificate(wider: Client, award: Award) -> None:
    page = wider.get(reverse("enrollments:inspect", args=[award.enrollment_id])).content.decode()
    assert f'<a href="{reverse("awards:inspect", args=[award.pk])}">{award.serial}</a> · Valid' in page


def test_enrollment_when_completed_without_certificate_leads_to_what_waits(wider: Client, completion: Any) -> None:
    page = wider.get(reverse("enrollments:inspect", args=[completion.enrollment_id])).content.decode()
    assert f'<a href="{reverse("awards:pending")}">Waiting for a certificate</a>' in page


def test_reissue_when_form_is_opened_leads_to_the_name_on_record(wider: Client, award: Award) -> None:
    page = wider.get(reverse("awards:reissue", args=[award.pk])).content.decode()
    assert f'href="{reverse("learner_profiles:edit", args=[award.learner.learner_profile.pk])}"' in page
