from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.awards.rules import (
    Obstacle,
    day_in,
    is_token,
    last_valid_day,
    make_serial,
    may_move,
    message_due,
    obstacle_to_issue,
    parse_serial,
    printed_text,
    public_state,
    waiting,
)
from certificates.awards.services import new_token
from certificates.awards.states import AwardState, Message, PublicState, RefusalReason, Waiting

TODAY = date(2026, 11, 22)


def code_of(serial: str) -> str:
    return serial.replace("-", "").lower()


def test_serial_when_made_has_check_digits_of_iso_7064() -> None:
    assert make_serial(prefix="ATT", year=2026, number=42) == "ATT-2026-000042-69"
    assert int("10" + "29" * 2 + "2026" + "000042" + "69") % 97 == 1


@given(number=st.integers(1, 9_999_999), year=st.integers(2000, 2999))
def test_serial_when_read_back_is_the_same(number: int, year: int) -> None:
    serial = make_serial(prefix="ATT", year=year, number=number)
    assert parse_serial(code_of(serial)) == serial


@given(number=st.integers(1, 999_999), place=st.integers(3, 14), digit=st.sampled_from("0123456789"))
def test_serial_when_one_digit_is_mistyped_is_refused(number: int, place: int, digit: str) -> None:
    code = code_of(make_serial(prefix="ATT", year=2026, number=number))
    mistyped = code[:place] + digit + code[place + 1 :]
    assert (parse_serial(mistyped) is None) == (mistyped != code)


@given(number=st.integers(1, 999_999), place=st.integers(3, 13))
def test_serial_when_two_digits_are_swapped_is_refused(number: int, place: int) -> None:
    code = code_of(make_serial(prefix="ATT", year=2026, number=number))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (parse_serial(swapped) is None) == (swapped != code)


@pytest.mark.parametrize("code", ["", "att", "2026000042", "att2026", "att-2026-000042-97", "x" * 300])
def test_serial_when_malformed_is_none(code: str) -> None:
    assert parse_serial(code) is None


def test_token_when_new_has_its_form_and_never_repeats() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(is_token(token) for token in tokens)


@pytest.mark.parametrize("code", ["", "a" * 25, "a" * 27, "A" * 26, "1" * 26, "a" * 25 + "-"])
def test_token_when_malformed_is_refused(code: str) -> None:
    assert not is_token(code)


def test_printed_text_when_it_has_control_and_direction_characters_drops_them() -> None:
    assert printed_text("  Anna\u202e \x00 Sokolova\u2066\n\tIvanovna ") == "Anna Sokolova Ivanovna"


def test_printed_text_when_joiners_shape_letters_keeps_them() -> None:
    assert printed_text("کریمی\u200cنژاد") == "کریمی\u200cنژاد"


def test_printed_text_when_decomposed_is_composed() -> None:
    assert printed_text("Jose\u0301") == "José"


@pytest.mark.parametrize(
    ("state", "expires_on", "told"),
    [
        (AwardState.ISSUED, None, PublicState.VALID),
        (AwardState.ISSUED, date(2026, 11, 22), PublicState.VALID),
        (AwardState.ISSUED, date(2026, 11, 21), PublicState.EXPIRED),
        (AwardState.SUPERSEDED, date(2026, 11, 21), PublicState.SUPERSEDED),
        (AwardState.REVOKED, date(2026, 11, 21), PublicState.REVOKED),
    ],
)
def test_public_state_when_date_and_state_are_known_is_told(
    state: AwardState, expires_on: date | None, told: PublicState
) -> None:
    assert public_state(state, expires_on, TODAY) == told


def test_moves_when_not_in_the_table_are_refused() -> None:
    moves = {(before, after) for before in AwardState for after in AwardState if may_move(before, after)}
    assert moves == {(AwardState.ISSUED, AwardState.SUPERSEDED), (AwardState.ISSUED, AwardState.REVOKED)}


@pytest.mark.parametrize(
    ("issued_on", "months", "last"),
    [
        (date(2026, 11, 23), None, None),
        (date(2026, 11, 23), 1, date(2026, 12, 23)),
        (date(2026, 11, 23), 2, date(2027, 1, 23)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 1, 31), 600, date(2076, 1, 31)),
    ],
)
def test_last_valid_day_when_months_are_given_is_that_day_of_the_month(
    issued_on: date, months: int | None, last: date | None
) -> None:
    assert last_valid_day(issued_on, months) == last


def test_day_when_a_moment_is_seen_from_two_zones_differs() -> None:
    moment = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    days = [day_in(zone, moment) for zone in ("UTC", "Europe/Volgograd")]
    assert days == [date(2026, 12, 31), date(2027, 1, 1)]


@pytest.mark.parametrize(
    ("state", "is_successor", "message"),
    [
        (AwardState.ISSUED, False, Message.ISSUED),
        (AwardState.ISSUED, True, Message.REISSUED),
        (AwardState.REVOKED, False, Message.REVOKED),
        (AwardState.REVOKED, True, Message.REVOKED),
        (AwardState.SUPERSEDED, False, None),
        (AwardState.SUPERSEDED, True, None),
    ],
)
def test_message_when_state_is_known_is_due(state: AwardState, is_successor: bool, message: Message | None) -> None:
    assert message_due(state, is_successor=is_successor) == message


@pytest.mark.parametrize(
    ("is_defined", "name", "missing", "crowded", "obstacle"),
    [
        (True, "Anna", [], [], None),
        (False, "", ["李"], ["Z"], Obstacle(RefusalReason.NO_AWARD_DEFINITION)),
        (True, "", ["李"], ["Z"], Obstacle(RefusalReason.NAME_MISSING)),
        (True, "李明", ["李", "明"], ["Z"], Obstacle(RefusalReason.LETTERS_MISSING, "李 明")),
        (True, "Anna", [], ["Z", "a"], Obstacle(RefusalReason.LETTERS_CROWDED, "Z a")),
    ],
)
def test_obstacle_when_something_is_missing_is_the_first_of_them(
    is_defined: bool, name: str, missing: list[str], crowded: list[str], obstacle: Obstacle | None
) -> None:
    found = obstacle_to_issue(is_defined=is_defined, name=name, missing_letters=missing, crowded_letters=crowded)
    assert found == obstacle


@pytest.mark.parametrize(
    ("obstacle", "told"),
    [
        (
            Obstacle(RefusalReason.LETTERS_MISSING, "李 %(x)s"),
            "A text has letters that our fonts do not have: 李 %(x)s",
        ),
        (Obstacle(RefusalReason.COMPLETION_NOT_FOUND, "7"), "There is no such completion."),
        (Obstacle(RefusalReason.DOES_NOT_FIT, "ATT"), str(RefusalReason.DOES_NOT_FIT.label)),
        (
            Obstacle(RefusalReason.REVOKED, "ATT-2026-000042-69"),
            "Certificate ATT-2026-000042-69 of this completion was revoked. Open it to issue it again.",
        ),
    ],
)
def test_obstacle_when_told_to_a_person_is_a_sentence_with_what_is_known(obstacle: Obstacle, told: str) -> None:
    assert obstacle.text == told


@pytest.mark.parametrize(
    ("task_state", "where"),
    [
        (None, Waiting.READY),
        ("READY", Waiting.QUEUED),
        ("RUNNING", Waiting.QUEUED),
        ("FAILED", Waiting.FAILED),
        ("SUCCESSFUL", Waiting.READY),
    ],
)
def test_waiting_when_the_last_task_is_known_follows_from_it(task_state: str | None, where: Waiting) -> None:
    assert waiting(task_state) == where
