"""The start-up checks refuse settings that would lose enrollments or show private files."""

import environ
import pytest
from wagtail.models import Site

from lms.checks import check_address, check_private_storage, check_shared_cache, check_sqlite_options
from lms.settings.databases import database_from_url


def found(check, **options) -> list[str]:
    return [message.id for message in check(None, **options)]


@pytest.fixture
def use_database(settings, monkeypatch):
    """Puts other database settings in place; nothing connects to them."""
    return lambda config: monkeypatch.setitem(settings.DATABASES, "default", config)


@pytest.fixture
def sqlite(use_database):
    """The options that ship, to be spoiled by a test."""
    config = database_from_url("sqlite:////srv/attache/db.sqlite3")
    use_database(config)
    return config["OPTIONS"]


def test_settings_that_ship_pass(sqlite):
    assert found(check_sqlite_options) == []


@pytest.mark.parametrize("mode", ["DEFERRED", "EXCLUSIVE", None])
def test_other_transaction_mode_is_refused(sqlite, mode):
    sqlite["transaction_mode"] = mode
    assert found(check_sqlite_options) == ["lms.E001"]


def test_short_timeout_is_refused(sqlite):
    sqlite["timeout"] = 5
    assert found(check_sqlite_options) == ["lms.E002"]


def test_missing_timeout_is_refused(sqlite):
    del sqlite["timeout"]
    assert found(check_sqlite_options) == ["lms.E002"]


@pytest.mark.parametrize(("good", "bad"), [("WAL", "DELETE"), ("FULL", "NORMAL")])
def test_weaker_journal_is_refused(sqlite, good, bad):
    sqlite["init_command"] = sqlite["init_command"].replace(good, bad)
    assert found(check_sqlite_options) == ["lms.E003"]


def test_django_defaults_are_refused_in_every_point(use_database):
    use_database({"ENGINE": "django.db.backends.sqlite3"})
    assert found(check_sqlite_options) == ["lms.E001", "lms.E002", "lms.E003"]


def test_postgresql_needs_no_sqlite_options(use_database):
    use_database(database_from_url("postgres://u:p@db.example.org/attache"))
    assert found(check_sqlite_options) == []


@pytest.mark.parametrize("private", ["/srv/files/media", "/srv/files/media/private", "/srv/files/media/../media/x"])
def test_private_files_below_public_ones_are_refused(settings, private):
    settings.MEDIA_ROOT = "/srv/files/media"
    settings.STORAGES = {**settings.STORAGES, "private": {"OPTIONS": {"location": private}}}
    assert found(check_private_storage) == ["lms.E004"]


def test_private_files_beside_public_ones_pass(settings):
    settings.MEDIA_ROOT = "/srv/files/media"
    settings.STORAGES = {**settings.STORAGES, "private": {"OPTIONS": {"location": "/srv/files/media-private"}}}
    assert found(check_private_storage) == []


@pytest.mark.parametrize(("address", "ids"), [("locmemcache://", ["lms.W001"]), ("dbcache://cache", [])])
def test_cache_of_each_process_is_warned_about(settings, address, ids):
    settings.CACHES = {"default": environ.Env.cache_url_config(address)}
    assert found(check_shared_cache) == ids


@pytest.mark.parametrize(
    ("base_url", "ids"), [("https://courses.example.org", []), ("https://lectures.example.org", ["lms.W002"])]
)
def test_site_at_another_address_than_the_base_url_is_warned_about(db, settings, base_url, ids):
    Site.objects.update(hostname="courses.example.org", port=443)
    settings.BASE_URL = base_url
    assert found(check_address) == ids
