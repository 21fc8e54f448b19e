import stat

import pytest

from lms.settings.caches import cache_from_url
from lms.settings.databases import database_from_url
from lms.settings.own_secret import own_secret
from lms.settings.storages import storages_from_url


def test_sqlite_waits_for_its_turn_and_survives_power_loss():
    config = database_from_url("sqlite:////srv/attache/db.sqlite3")
    assert config["NAME"] == "/srv/attache/db.sqlite3"
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert config["OPTIONS"]["timeout"] == 20
    assert "synchronous=FULL" in config["OPTIONS"]["init_command"]


def test_postgresql_gives_up_waiting_before_a_person_does():
    config = database_from_url("postgres://attache:secret@db.example.org:5433/attache")
    assert (config["HOST"], config["PORT"], config["NAME"]) == ("db.example.org", 5433, "attache")
    assert "lock_timeout=3s" in config["OPTIONS"]["options"]
    assert config["OPTIONS"]["connect_timeout"] == 5
    assert (config["CONN_MAX_AGE"], config["CONN_HEALTH_CHECKS"]) == (60, True)


def test_option_in_the_address_goes_before_ours():
    assert database_from_url("postgres://u:p@h/db?options=-c%20x")["OPTIONS"]["options"] == "-c x"


def test_storage_keeps_private_files_beside_public_ones():
    storages = storages_from_url("file:///srv/attache/my%20files")
    assert storages["default"]["OPTIONS"]["location"] == "/srv/attache/my files/media"
    assert storages["private"]["OPTIONS"] == {"location": "/srv/attache/my files/private", "base_url": None}


def test_own_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "var" / "key"
    secret = own_secret(path)
    assert len(secret) == 64
    assert own_secret(path) == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["key"]


def test_two_machines_have_two_secrets(tmp_path):
    assert own_secret(tmp_path / "a") != own_secret(tmp_path / "b")


@pytest.mark.parametrize("url", ["locmemcache://", "dbcache://cache"])
def test_cache_keeps_more_than_a_flood_of_strangers_can_push_out(url):
    assert cache_from_url(url)["OPTIONS"]["MAX_ENTRIES"] == 100_000


def test_cache_on_a_server_of_its_own_is_told_nothing_it_does_not_know():
    assert "MAX_ENTRIES" not in cache_from_url("rediscache://127.0.0.1:6379/1").get("OPTIONS", {})
