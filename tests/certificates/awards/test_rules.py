from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.awards.rules import is_token, make_serial, may_move, parse_serial, printed_text, public_state
from certificates.awards.services import new_token
from certificates.awards.states import AwardState, PublicState

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
