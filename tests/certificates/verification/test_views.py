from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client

from certificates.awards.delivery import render_award
from certificates.awards.services import issue_award, reissue_award
from certificates.models import Award
from tests.certificates.awards.test_services import revoke

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
    assert '<span class="badge badge-valid">Valid</span>' in page
    for fact in ("Anna Sokolova", "City Diplomacy", "12", "1 September 2026", "20 October 2026", "23 November 2026"):
        assert fact in page
    assert award.serial in page
    assert "As of " in page
    assert award.learner.email not in page


def test_page_when_award_is_superseded_leads_to_successor(client: Client, award: Award, registrar: Any) -> None:
    successor = reissue_award(award=award, by=registrar, reason="Name corrected")
    page = page_of(client, award)
    assert '<span class="badge badge-superseded">Superseded</span>' in page
    assert f'href="/verify/{successor.token}/"' in page
    assert "Name corrected" not in page
    assert '<span class="badge badge-valid">Valid</span>' in page_of(client, successor)


def test_page_when_award_is_revoked_shows_date_and_public_reason_only(client: Client, award: Award) -> None:
    revoked_at: Any = revoke(award).revoked_at
    page = page_of(client, award)
    assert '<span class="badge badge-revoked">Revoked</span>' in page
    assert f"This certificate was revoked on {revoked_at.day} " in page
    assert "Copied work." in page
    assert "See file 7." not in page


def test_page_when_award_is_expired_shows_until_when(client: Client, award: Award) -> None:
    expire(award)
    page = page_of(client, award)
    assert '<span class="badge badge-expired">Expired</span>' in page
    assert "It was valid until 1 November 2026." in page


def expire(award: Award) -> None:
    """Set the last day beneath the guard, as nothing sets it yet."""
    QuerySet(Award).filter(pk=award.pk).update(expires_on=date(2026, 11, 1))


def test_json_when_award_is_valid_has_the_documented_keys(client: Client, award: Award) -> None:
    file = render_award(award_id=award.pk)
    answer = json_of(client, award)
    as_of = answer.pop("as_of")
    assert as_of.endswith("+00:00")
    assert answer == {
        "state": "valid",
        "serial": award.serial,
        "kind": "completion",
        "language": "en",
        "holder": {"name": "Anna Sokolova", "name_latin": ""},
        "course": award.snapshot["course"],
        "workload_minutes": 720,
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
        "supersedes": None,
        "files": [{"kind": "pdf", "sha256": file.sha256, "size": file.size}],
    }


def test_json_when_award_is_revoked_and_issued_again_tells_both(client: Client, award: Award, registrar: Any) -> None:
    revoked_at: Any = revoke(award).revoked_at
    successor = reissue_award(award=award, by=registrar, reason="Revoked in error")
    answer = json_of(client, award)
    assert answer["state"] == "revoked"
    assert answer["revocation"] == {
        "revoked_at": revoked_at.isoformat(timespec="seconds"),
        "reason": "misconduct",
        "public_reason": "Copied work.",
    }
    assert answer["superseded_by"] == successor.verify_url
    assert json_of(client, successor)["supersedes"] == award.verify_url


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_answer_when_code_is_unknown_or_malformed_is_the_same(client: Client, award: Award, accept: str) -> None:
    codes = [UNKNOWN_TOKEN, "x", "1" * 26, award.token[:-1], award.serial, "%00", "%F0%9F%98%80", "a" * 500]
    answers = [client.get(f"/verify/{code}/", headers={"accept": accept}) for code in codes]
    answers.append(client.get("/verify/", {"code": award.serial, "name": "Petrova"}, headers={"accept": accept}))
    answers.append(client.get("/verify/", {"code": "nonsense", "name": "x"}, headers={"accept": accept}))
    assert {answer.status_code for answer in answers} == {404}
    # Around the main part the site's skin may repeat the address, for example in the links to other languages.
    bodies = {answer.content.decode().split("<main", 1)[-1].split("</main>", 1)[0] for answer in answers}
    assert len(bodies) == 1
    assert ("No such certificate" if accept == "text/html" else '{"state": "unknown"}') in bodies.pop()


@pytest.mark.parametrize("path", ["/verify/", f"/verify/{UNKNOWN_TOKEN}/", "own"])
def test_answer_when_asked_is_not_indexed_and_varies_by_accept(client: Client, award: Award, path: str) -> None:
    response = client.get(f"/verify/{award.token}/" if path == "own" else path)
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
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
    for code, name in ((award.serial, "Sokolova"), (award.serial.lower(), "соколова"), (persian, "ANNA Sokolova")):
        response = client.get("/verify/", {"code": code, "name": name})
        assert (response.status_code, response["Location"]) == (302, f"/verify/{award.token}/")


@pytest.mark.parametrize("name", ["", "A", "Petrova", "Anna Petrova"])
def test_form_when_name_does_not_fit_the_number_says_unknown(client: Client, award: Award, name: str) -> None:
    assert client.get("/verify/", {"code": award.serial, "name": name}).status_code == 404


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
