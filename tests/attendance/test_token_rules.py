"""Codes on the host's screen, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance.rules import tokens
from attendance.rules.tokens import TokenRefused

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
NOW = 1_795_000_005
CURRENT = tokens.counter_at(NOW)
counters = st.integers(1, 2**32 - 10)


def scanned(counter=CURRENT, *, key=KEY, purpose=tokens.SCREEN, about="session-1"):
    return tokens.make(key, purpose=purpose, about=about, counter=counter)


def read(token, *, current=CURRENT):
    return tokens.check(token, KEY, purpose=tokens.SCREEN, about="session-1", current=current)


def refusal_of(token, **arguments):
    with pytest.raises(TokenRefused) as refused:
        read(token, **arguments)
    return refused.value.code


@given(counters, st.integers(-1, 1))
def test_a_code_is_good_in_its_own_step_and_the_two_beside_it(counter, drift):
    assert read(scanned(counter), current=counter + drift) == counter


@given(counters, st.integers(2, 10**6))
def test_an_older_code_has_expired(counter, steps):
    assert refusal_of(scanned(counter), current=counter + steps) == "expired"


@given(st.integers(10**6, 2**32 - 1), st.integers(2, 10**6))
def test_a_code_from_the_future_is_refused(counter, steps):
    assert refusal_of(scanned(counter), current=counter - steps) == "future"


@pytest.mark.parametrize(
    ("seconds", "accepted"), [(0, True), (10, True), (29, True), (30, False), (60, False), (600, False)]
)
def test_a_photograph_of_the_screen_is_soon_worthless(seconds, accepted):
    token = scanned(tokens.counter_at(NOW))

    current = tokens.counter_at(NOW + seconds)

    assert (current - CURRENT <= 1) is accepted
    if accepted:
        assert read(token, current=current) == CURRENT
    else:
        assert refusal_of(token, current=current) == "expired"


@pytest.mark.parametrize(
    "other", [{"key": OTHER_KEY}, {"about": "session-2"}, {"purpose": tokens.CONFIRM}, {"purpose": "out"}]
)
def test_a_code_of_another_key_session_or_purpose_is_forged(other):
    assert refusal_of(scanned(**other)) == "forged"


@given(st.text(max_size=40))
def test_no_text_somebody_types_is_a_code(text):
    assert refusal_of(text) == "forged"


@given(st.integers(0, 11), st.integers(1, 255))
def test_one_changed_byte_is_noticed(place, change):
    from base64 import b32decode, b32encode

    raw = bytearray(b32decode(scanned() + "===="))
    raw[place] ^= change

    assert refusal_of(b32encode(bytes(raw)).decode().rstrip("=")) == "forged"


def test_a_code_fits_in_an_address_and_may_be_typed_in_small_letters():
    token = scanned()

    assert (len(token), token.isalnum(), read(token.lower())) == (20, True, CURRENT)


def test_the_number_on_the_screen_is_six_digits_good_for_three_steps():
    number = tokens.number(KEY, about="session-1", counter=CURRENT)

    good = [tokens.number_is_current(number, KEY, about="session-1", current=CURRENT + drift) for drift in range(-2, 3)]

    assert (len(number), number.isdigit(), good) == (6, True, [False, True, True, True, False])


def test_the_number_of_another_session_does_not_fit():
    number = tokens.number(KEY, about="session-2", counter=CURRENT)

    assert not tokens.number_is_current(number, KEY, about="session-1", current=CURRENT)
