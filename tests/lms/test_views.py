from pathlib import Path

import pytest
from django.db import DatabaseError, connection


def test_healthz_answers_ok(client, db):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_healthz_without_database_answers_503(client, db, monkeypatch):
    def fail():
        raise DatabaseError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", fail)
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"The database does not answer.")


def test_healthz_refuses_post(client, db):
    assert client.post("/healthz").status_code == 405


def test_prefix_of_the_main_language_when_tried_leads_to_the_first_page(client, db):
    response = client.get("/en/")
    assert (response.status_code, response.url) == (302, "/")


def test_robots_closes_personal_addresses_in_every_language_and_names_the_sitemap(client, settings):
    settings.BASE_URL = "https://courses.example.org"
    lines = client.get("/robots.txt").content.decode().splitlines()
    closed = {line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow: ")}
    own = ("/admin/", "/accounts/", "/learning/", "/certificates/")
    assert closed == {prefix + path for prefix in ("", "/ru", "/fa") for path in own}
    assert lines[-1] == "Sitemap: https://courses.example.org/sitemap.xml"


@pytest.fixture
def stored(settings):
    def store(name: str) -> None:
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"content")

    return store


@pytest.mark.parametrize("name", ["images/a.png", "original_images/a.png", "avatar_images/a.png"])
def test_media_shows_pictures_to_everybody(client, db, stored, name):
    stored(name)
    response = client.get(f"/media/{name}")
    assert b"".join(response.streaming_content) == b"content"
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize("name", ["documents/plan.pdf", "plan.pdf", "submissions/a.png"])
def test_media_hides_all_other_files(client, db, stored, name):
    stored(name)
    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize(
    "path", ["images/../documents/plan.pdf", "images/%2e%2e/documents/plan.pdf", "images/", "images"]
)
def test_media_does_not_leave_the_folders_of_pictures(client, db, stored, path):
    stored("documents/plan.pdf")
    stored("images/a.png")
    assert client.get(f"/media/{path}").status_code == 404


def test_media_with_a_name_that_no_file_can_have_is_not_found(client, db):
    assert client.get(f"/media/images/{'a' * 300}.jpg").status_code == 404
