import pytest

from certificates.verification.rules import (
    Limit,
    Try,
    client_network,
    limits_on,
    may_link,
    name_fits,
    normalized_code,
    seconds_left,
    window_of,
)

PRINTED = ["مریم السادات کریمی‌نژاد", "Maryam Alsadat Karimi-Nejad"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ATT-2026-000042-69", "att202600004269"),
        (" att 2026 000042 69 ", "att202600004269"),
        ("ATT–2026–000042–69", "att202600004269"),
        ("ATT-۲۰۲۶-۰۰۰۰۴۲-۶۹", "att202600004269"),
        ("ATT-٢٠٢٦-٠٠٠٠٤٢-٦٩", "att202600004269"),
        ("\u200fATT-2026-000042-69\u200e", "att202600004269"),
        ("K5QX 3ZJ7", "k5qx3zj7"),
        ("https://attache.example.org/ru/verify/k5qx3zj7/", "k5qx3zj7"),
        ("", ""),
        ("///", ""),
        ("<script>", "script"),
    ],
)
def test_code_when_typed_by_people_is_read(typed: str, code: str) -> None:
    assert normalized_code(typed) == code


@pytest.mark.parametrize(
    "typed",
    [
        "Karimi-Nejad",
        "NEJAD Maryam",
        "Maryam Karimi-Nejad",
        "مریم السادات",
        "كريمی مريم",
        "کریمی نژاد",
        "maryam karimi m.",
    ],
)
def test_name_when_two_words_of_it_are_typed_fits(typed: str) -> None:
    assert name_fits(typed, PRINTED)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "m",
        "a k",
        "-",
        "%",
        "Maryam",
        "Maryam Maryam",
        "maryam m.",
        "مریم",
        "مریم Maryam",
        "Kar Nej",
        "Maryam Sokolova",
        "Maryam Karimi Sokolova",
    ],
)
def test_name_when_too_little_or_another_is_typed_does_not_fit(typed: str) -> None:
    assert not name_fits(typed, PRINTED)


@pytest.mark.parametrize(
    "typed", ["Alyona Sokolova", "соколова алёна", "СОКОЛОВА АЛЕНА", "Алёна Соколова", "Sokolova-Алёна"]
)
def test_name_when_script_accent_or_order_differs_fits(typed: str) -> None:
    assert name_fits(typed, ["Алёна Соколова", "Alyona Sokolova"])


def test_name_when_accents_are_left_out_fits() -> None:
    assert name_fits("muller jose", ["José Müller", ""])


@pytest.mark.parametrize(("typed", "fits"), [("Pelé", True), ("pele", True), ("Pelé Santos", False), ("", False)])
def test_name_when_it_has_one_word_needs_that_one(typed: str, fits: bool) -> None:
    assert name_fits(typed, ["Pelé", ""]) == fits


def test_name_when_it_is_one_letter_never_fits() -> None:
    assert not name_fits("X", ["X", ""])


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "network"),
    [
        ("203.0.113.9", "", 0, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.7", 0, "203.0.113.9"),
        ("127.0.0.1", "1.1.1.1, 198.51.100.7", 1, "198.51.100.7"),
        ("127.0.0.1", "1.1.1.1, 198.51.100.7, 10.0.0.1", 2, "198.51.100.7"),
        ("127.0.0.1", "", 1, "127.0.0.1"),
        ("127.0.0.1", "198.51.100.7", 2, "127.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "", 0, "203.0.113.9"),
        ("127.0.0.1", "1.1.1.1:80, 198.51.100.7:5678", 1, "198.51.100.7"),
        ("127.0.0.1", "[2001:db8::1]:443", 1, "2001:db8::/64"),
        ("127.0.0.1", "[2001:db8::1]", 1, "2001:db8::/64"),
        ("127.0.0.1", "[::ffff:203.0.113.9]:443", 1, "203.0.113.9"),
        ("203.0.113.9:5678", "", 0, "203.0.113.9"),
        ("127.0.0.1", "2001:db8::1:443", 1, "2001:db8::/64"),
        ("127.0.0.1", "unknown:80", 1, "unknown:80"),
        ("", "", 0, ""),
    ],
)
def test_client_network_when_proxies_are_ours_is_what_they_say(
    remote: str, forwarded: str, proxies: int, network: str
) -> None:
    assert client_network(remote, forwarded, proxies) == network


def test_limits_when_a_number_is_tried_are_the_networks_first_and_the_numbers_last() -> None:
    assert limits_on(Try(code="att1", network="203.0.113.9", now=0)) == (
        Limit("network 203.0.113.9", 30),
        Limit("network 203.0.113.9 number att1", 10),
        Limit("number att1", 200),
    )


@pytest.mark.parametrize(("now", "window"), [(0.0, 0), (3599.9, 0), (3600.0, 1)])
def test_window_when_an_hour_is_over_is_the_next(now: float, window: int) -> None:
    assert window_of(now) == window


@pytest.mark.parametrize(("now", "left"), [(0.0, 3600), (7200.9, 3600), (10799.9, 1)])
def test_seconds_left_when_an_hour_runs_lead_to_its_end(now: float, left: int) -> None:
    assert seconds_left(now) == left


def test_link_when_the_holder_is_named_otherwise_is_not_given() -> None:
    holder = {"name": "Anna", "name_latin": ""}
    assert may_link(holder, dict(holder))
    assert not may_link(holder, {"name": "Anna", "name_latin": "Ann"})
