from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from certificates.awards.delivery import render_award
from certificates.awards.rules import make_serial
from certificates.awards.services import issue_award, reissue_award, revoke_award
from certificates.awards.states import RevocationReason
from certificates.models import Award, AwardDefinition, TryCount
from certificates.verification import queries, rules, views
from certificates.verification.services import count_try
from courses.models import LearnerProfile

LATE = datetime(2026, 11, 30, 22, 30, tzinfo=UTC)  # the 1st of December in Volgograd
UNKNOWN_TOKEN = "a" * 26
JSON = {"accept": "application/json"}


def page_of(client: Client, award: Award, language: str = "") -> str:
    response = client.get(f"{language}/verify/{award.token}/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def json_of(client: Client, award: Award) -> dict[str, Any]:
    response = client.get(f"/verify/{award.token}/", headers=JSON)
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    return response.json()


def test_page_when_award_is_valid_shows_what_was_printed(client: Client, award: Award) -> None:
    page = page_of(client, award)
    assert "This certificate is genuine and in force." in page
    assert "<h1>Valid</h1>" in page
    for fact in ("Anna Sokolova", "City Diplomacy", "12", "1 September 2026", "20 October 2026", "23 November 2026"):
        assert fact in page
    assert award.serial in page
    assert "As of " in page
    assert "(Volgograd)." in page
    assert award.learner.email not in page


def test_page_when_award_is_superseded_leads_to_successor(client: Client, award: Award, registrar: Any) -> None:
    successor = reissue_award(award=award, by=registrar, reason="Name corrected")
    page = page_of(client, award)
    assert "<h1>Superseded</h1>" in page
    assert f'href="/verify/{successor.token}/"' in page
    assert "Name corrected" not in page
    assert "<h1>Valid</h1>" in page_of(client, successor)


def test_answers_when_the_name_was_corrected_lead_nobody_from_one_name_to_the_other(
    client: Client, award: Award, registrar: Any
) -> None:
    LearnerProfile.objects.update(name_of_record="Vera Petrova")
    successor = reissue_award(award=award, by=registrar, reason="Name corrected")
    page = page_of(client, award)
    assert "Ask its holder for the new one." in page
    for answer in (page, str(json_of(client, award))):
        assert successor.token not in answer
        assert "Petrova" not in answer
    assert (json_of(client, award)["state"], json_of(client, award)["superseded_by"]) == ("superseded", None)
    assert json_of(client, successor)["supersedes"] is None
    assert award.token not in page_of(client, successor)


@pytest.mark.parametrize("name", ["Anna Sokolova", "Vera Petrova"])
def test_answers_when_the_new_one_was_revoked_say_that_neither_is_valid(
    client: Client, award: Award, registrar: Any, name: str
) -> None:
    LearnerProfile.objects.update(name_of_record=name)
    revoke_late(reissue_award(award=award, by=registrar, reason="Name corrected"))
    page = page_of(client, award)
    assert "it was issued again, and the new one was revoked later. Neither is valid." in page
    assert "Ask its holder for the new one." not in page
    assert (json_of(client, award)["state"], json_of(client, award)["successor_state"]) == ("superseded", "revoked")


def test_answers_when_the_revoked_one_was_issued_again_say_what_holds_now(
    client: Client, award: Award, registrar: Any
) -> None:
    reissue_award(
        award=revoke_late(reissue_award(award=award, by=registrar, reason="Name corrected")), by=registrar, reason="x"
    )
    assert "Neither is valid." not in page_of(client, award)
    assert json_of(client, award)["successor_state"] == "valid"


def revoke_late(award: Award) -> Award:
    return revoke_award(
        award=award,
        by=None,
        reason=RevocationReason.MISCONDUCT,
        public_reason="Copied work.",
        private_note="See file 7.",
        now=LATE,
    )


def test_page_when_award_is_revoked_shows_date_in_its_zone_and_public_reason_only(client: Client, award: Award) -> None:
    revoke_late(award)
    page = page_of(client, award)
    assert "<h1>Revoked</h1>" in page
    assert "This certificate was revoked on 1 December 2026. " in page
    assert "Copied work." in page
    assert "See file 7." not in page


def test_answers_when_validity_has_passed_tell_until_when(
    client: Client, definition: AwardDefinition, make_completion: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    definition.validity_months = 3
    definition.save()
    award = issue_award(completion_id=make_completion().pk, now=LATE)
    last_minute, next_day = datetime(2027, 3, 1, 20, 59, tzinfo=UTC), datetime(2027, 3, 1, 21, tzinfo=UTC)
    monkeypatch.setattr(queries.timezone, "now", lambda: last_minute)
    page = page_of(client, award)
    assert "<h1>Valid</h1>" in page
    assert "<dt>Valid until</dt> <dd>1 March 2027</dd>" in page
    assert "As of 1 March 2027, 23:59 (Volgograd)." in page
    monkeypatch.setattr(queries.timezone, "now", lambda: next_day)
    page = page_of(client, award)
    assert "<h1>Expired</h1>" in page
    assert "It was valid until 1 March 2027." in page
    answer = json_of(client, award)
    assert (answer["state"], answer["expires_on"]) == ("expired", "2027-03-01")
    assert answer["as_of"] == "2027-03-02T00:00:00+03:00"


def test_json_when_award_is_valid_has_the_documented_keys(client: Client, award: Award) -> None:
    file = render_award(award_id=award.pk)
    answer = json_of(client, award)
    as_of = answer.pop("as_of")
    assert as_of.endswith("+03:00")
    assert answer == {
        "state": "valid",
        "serial": award.serial,
        "kind": "completion",
        "language": "en",
        "holder": {"name": "Anna Sokolova", "name_latin": ""},
        "course": award.snapshot["course"],
        "workload_minutes": 720,
        "time_zone": "Europe/Volgograd",
        "started_on": "2026-09-01",
        "completed_on": "2026-10-20",
        "issued_on": "2026-11-23",
        "expires_on": None,
        "outcomes": ["Draft an agreement"],
        "issuer": award.snapshot["issuer"],
        "signatory": {"name": "Elena Morozova", "position": "Director"},
        "place": "Volgograd",
        "verify_url": award.snapshot["verify_url"],
        "revocation": None,
        "superseded_by": None,
        "successor_state": None,
        "supersedes": None,
        "files": [{"kind": "pdf", "sha256": file.sha256, "size": file.size}],
    }


def test_json_when_award_is_revoked_and_issued_again_tells_both(client: Client, award: Award, registrar: Any) -> None:
    revoke_late(award)
    successor = reissue_award(award=award, by=registrar, reason="Revoked in error")
    answer = json_of(client, award)
    assert answer["state"] == "revoked"
    assert answer["revocation"] == {
        "revoked_at": "2026-12-01T01:30:00+03:00",
        "reason": "misconduct",
        "public_reason": "Copied work.",
    }
    assert answer["superseded_by"] == successor.verify_url
    assert json_of(client, successor)["supersedes"] == award.verify_url


def said(response: Any, *typed: str) -> str:
    """The main part of an answer without what was typed. Around it the skin may repeat the address, for example in the
    links to other languages."""
    body = response.content.decode().split("<main", 1)[-1].split("</main>", 1)[0]
    for text in typed:
        body = body.replace(f' value="{escape(text)}"', "")
    return body


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_answer_when_code_is_unknown_or_malformed_is_the_same(client: Client, award: Award, accept: str) -> None:
    headers = {"accept": accept}
    codes = [UNKNOWN_TOKEN, "x", "1" * 26, award.token[:-1], award.serial, "\0", "\U0001f600", "a" * 500]
    answers = [(client.get(f"/verify/{quote(code)}/", headers=headers), [code]) for code in codes]
    for typed in ([award.serial, "Vera Petrova"], ["ATT-2026-999999-01", "Vera Petrova"], ["nonsense", "x"]):
        answers.append(
            (client.get("/verify/", dict(zip(["code", "name"], typed, strict=True)), headers=headers), typed)
        )
    assert {answer.status_code for answer, _typed in answers} == {404}
    bodies = {said(answer, *typed) for answer, typed in answers}
    assert len(bodies) == 1
    assert ("There is no such certificate." if accept == "text/html" else '{"state": "unknown"}') in bodies.pop()


def try_number(client: Client, code: str, name: str = "Vera Petrova", **headers: str) -> Any:
    return client.get("/verify/", {"code": code, "name": name}, headers=headers)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time at which tries are counted; half past an hour."""
    now = [1_800_000_000.0 + 1800]
    monkeypatch.setattr(views.time, "time", lambda: now[0])
    return now


def test_number_when_too_many_names_were_wrong_is_closed_to_that_network_until_the_hour_is_over(
    client: Client, award: Award, clock: list[float]
) -> None:
    most = rules.TRIES_PER_NUMBER_AND_NETWORK
    statuses = [try_number(client, award.serial).status_code for _ in range(most + 1)]
    assert statuses == [404] * most + [429]
    response = try_number(client, award.serial.lower(), "Anna Sokolova")
    assert (response.status_code, response["Retry-After"]) == (429, "1800")
    page = response.content.decode()
    assert "Try again in 30 minutes." in page
    assert "open its page at any time: they are never limited." in page
    assert "no-store" in response["Cache-Control"]
    assert client.get("/verify/", {"code": award.token}).status_code == 302
    assert client.get(f"/verify/{award.token}/").status_code == 200
    assert try_number(Client(REMOTE_ADDR="198.51.100.7"), award.serial, "Anna Sokolova").status_code == 302
    clock[0] += 1800
    assert try_number(client, award.serial, "Anna Sokolova").status_code == 302


def test_number_when_many_networks_guess_at_it_is_closed_to_all_but_its_code(
    client: Client, award: Award, clock: list[float]
) -> None:
    code = rules.normalized_code(award.serial)
    for number in range(rules.TRIES_PER_NUMBER):
        assert count_try(rules.Try(code=code, network=f"network {number}", now=clock[0]))
    assert try_number(client, award.serial, "Anna Sokolova").status_code == 429
    assert client.get("/verify/", {"code": award.token}).status_code == 302


@pytest.mark.usefixtures("clock")
def test_address_when_it_tries_too_many_numbers_is_refused_alone(client: Client, award: Award) -> None:
    for number in range(rules.TRIES_PER_NETWORK):
        assert try_number(client, f"ATT-2026-{number:06d}-00").status_code == 404
    assert try_number(client, award.serial, "Anna Sokolova").status_code == 429
    assert client.get("/verify/", {"code": award.token}).status_code == 302
    assert try_number(Client(REMOTE_ADDR="198.51.100.7"), award.serial, "Anna Sokolova").status_code == 302


@pytest.mark.usefixtures("clock", "db")
def test_flood_from_one_address_leaves_no_counter_for_each_number(client: Client) -> None:
    for number in range(rules.TRIES_PER_NETWORK):
        try_number(client, f"ATT-2026-{number:06d}-00")
    before = TryCount.objects.count()
    for number in range(20):
        assert try_number(client, f"ATT-2026-{number:06d}-01").status_code == 429
    assert (before, TryCount.objects.count()) == (1 + 2 * rules.TRIES_PER_NETWORK,) * 2


@pytest.mark.usefixtures("clock")
def test_right_names_when_typed_all_day_are_never_limited(client: Client, award: Award) -> None:
    for _ in range(rules.TRIES_PER_NETWORK + 1):
        assert try_number(client, award.serial, "Anna Sokolova").status_code == 302


@pytest.mark.usefixtures("clock")
def test_address_when_it_stands_behind_our_proxy_is_the_visitors(client: Client, award: Award, settings: Any) -> None:
    settings.LMS_TRUSTED_PROXIES = 1
    for number in range(rules.TRIES_PER_NETWORK + 1):
        limited = try_number(client, f"ATT-2026-{number:06d}-00", **{"X-Forwarded-For": "9.9.9.9, 198.51.100.7"})
    assert limited.status_code == 429
    other = {"X-Forwarded-For": "9.9.9.9, 203.0.113.9"}
    assert try_number(client, award.serial, "Anna Sokolova", **other).status_code == 302


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_answer_when_limited_is_the_same_for_real_unknown_and_malformed_numbers(
    client: Client, award: Award, accept: str
) -> None:
    for number in range(rules.TRIES_PER_NETWORK):
        try_number(client, f"ATT-2026-{number:06d}-00")
    bodies = set()
    for typed in ([award.serial, "Anna Sokolova"], [award.serial, "Vera"], ["ATT-2026-999999-01", "Vera"], ["no", "x"]):
        response = try_number(client, *typed, accept=accept)
        assert response.status_code == 429
        bodies.add(said(response, *typed))
    assert len(bodies) == 1
    told = ["Too many wrong tries", "never limited"] if accept == "text/html" else ['"too_many_tries"', "never limited"]
    body = bodies.pop()
    assert [text for text in told if text in body] == told


@pytest.mark.django_db
def test_empty_form_may_be_found_by_search_engines(client: Client) -> None:
    response = client.get("/verify/")
    assert (response.status_code, "X-Robots-Tag" in response) == (200, False)


@pytest.mark.parametrize("path", ["/verify/?code=att", f"/verify/{UNKNOWN_TOKEN}/", "own"])
def test_answer_when_asked_is_not_indexed_and_varies_by_accept(client: Client, award: Award, path: str) -> None:
    response = client.get(f"/verify/{award.token}/" if path == "own" else path)
    assert response["X-Robots-Tag"] == "noindex"
    assert "Accept" in [header.strip() for header in response["Vary"].split(",")]
    assert "private" in response["Cache-Control"]


def test_json_when_asked_may_be_kept_a_minute(client: Client, award: Award) -> None:
    response = client.get(f"/verify/{award.token}/", headers=JSON)
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=60"}
    assert response["X-Robots-Tag"] == "noindex"


def test_page_when_code_is_typed_differently_is_found(client: Client, award: Award) -> None:
    assert client.get(f"/verify/{award.token.upper()}/").status_code == 200


def test_form_when_code_is_typed_leads_to_its_page(client: Client, award: Award) -> None:
    for typed in (
        award.token,
        f" {award.token[:10].upper()}-{award.token[10:]}",
        f"https://x.org/verify/{award.token}/",
    ):
        response = client.get("/verify/", {"code": typed})
        assert (response.status_code, response["Location"]) == (302, f"/verify/{award.token}/")


def test_form_when_number_and_name_are_typed_leads_to_its_page(client: Client, award: Award) -> None:
    persian = award.serial.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    for code, name in (
        (award.serial, "Sokolova Anna"),
        (award.serial.lower(), "анна соколова"),
        (persian, "ANNA Sokolova"),
    ):
        response = client.get("/verify/", {"code": code, "name": name})
        assert (response.status_code, response["Location"]) == (302, f"/verify/{award.token}/")


@pytest.mark.parametrize("name", ["A", "Anna", "Petrova", "Anna Petrova"])
def test_form_when_name_does_not_fit_the_number_says_unknown_and_keeps_what_was_typed(
    client: Client, award: Award, name: str
) -> None:
    response = try_number(client, award.serial, name)
    assert response.status_code == 404
    page = response.content.decode()
    assert f'value="{award.serial}"' in page
    assert f'value="{name}"' in page


NAME_IS_MISSING = {"name": ["Type the holder’s name too: a number alone opens no certificate."]}
NO_CODE = {"code": ["This is neither a certificate number nor a verification code. Check it again."]}


@pytest.mark.parametrize(
    ("code", "errors"),
    [
        ("serial", NAME_IS_MISSING),
        (make_serial(prefix="ATT", year=2026, number=999_999), NAME_IS_MISSING),
        ("ATT-2026-999999-01", NO_CODE),
        ("hello", NO_CODE),
        ("///", NO_CODE),
    ],
)
def test_form_when_name_is_missing_asks_for_it_or_for_the_number_and_keeps_what_was_typed(
    client: Client, award: Award, code: str, errors: dict[str, list[str]]
) -> None:
    typed = award.serial if code == "serial" else code
    response = try_number(client, typed, " ")
    assert (response.status_code, response.context["form"].errors) == (200, errors)
    assert f'value="{typed}"' in response.content.decode()


def test_form_when_nothing_is_typed_asks_again(client: Client, db: None) -> None:
    response = client.get("/verify/", {"code": ""})
    assert response.status_code == 200
    assert "This field is required." in response.content.decode()


def test_page_when_method_is_not_safe_is_refused(client: Client, award: Award) -> None:
    assert client.post(f"/verify/{award.token}/").status_code == 405


def test_page_when_name_is_markup_shows_it_literally(client: Client, definition: Any, make_completion: Any) -> None:
    award = issue_award(completion_id=make_completion(name="<script>alert(1)</script>").pk)
    assert "<script>alert(1)" not in page_of(client, award)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page_of(client, award)


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_page_when_shown_needs_few_queries(
    client: Client, award: Award, registrar: Any, accept: str, django_assert_max_num_queries: Any
) -> None:
    successor = reissue_award(award=award, by=registrar, reason="x")
    reissue_award(award=successor, by=registrar, reason="y")
    with django_assert_max_num_queries(11):
        client.get(f"/verify/{successor.token}/", headers={"accept": accept})


def test_page_when_language_is_persian_is_right_to_left(client: Client, award: Award) -> None:
    assert 'dir="rtl"' in page_of(client, award, language="/fa")
