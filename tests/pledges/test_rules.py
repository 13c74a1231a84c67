from datetime import date, timedelta

import pytest

from pledges.rules import codes, evidence, signing
from pledges.rules.refusals import PublishingRefused, SignerUnconfirmed, SigningRefused, TextRevised
from tests.builders import NOW
from tests.pledges.builders import BLOCKS

MAY_SIGN = {
    "published": True,
    "presented_sha256": "a",
    "sent_sha256": "a",
    "text_sha256": "a",
    "opened_at": NOW - timedelta(seconds=20),
    "confirmed_at": NOW,
    "now": NOW,
    "min_seconds": 20,
}


def test_a_text_read_for_twenty_seconds_may_be_signed():
    signing.check_may_sign(**MAY_SIGN)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"published": False}, TextRevised),
        ({"sent_sha256": "b"}, TextRevised),
        ({"text_sha256": "b"}, TextRevised),
        ({"opened_at": NOW - timedelta(seconds=19)}, SigningRefused),
        ({"opened_at": NOW - timedelta(minutes=30, seconds=1)}, SigningRefused),
        ({"confirmed_at": None}, SignerUnconfirmed),
        ({"confirmed_at": NOW - timedelta(minutes=5, seconds=1)}, SignerUnconfirmed),
        ({"confirmed_at": NOW + timedelta(seconds=1)}, SignerUnconfirmed),
    ],
)
def test_whatever_is_wrong_at_signing_has_its_refusal(changed, refusal):
    with pytest.raises(refusal):
        signing.check_may_sign(**MAY_SIGN | changed)


def test_a_password_given_five_minutes_ago_still_counts():
    assert signing.is_confirmed(NOW - timedelta(minutes=5), NOW)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("王以喆", "王*喆"), ("王喆", "王*"), ("欧阳修远", "欧**远"), ("王", "*"), ("", "*")],
)
def test_a_stranger_reads_a_masked_name(name, shown):
    assert codes.masked_name(name) == shown


def test_a_code_has_sixteen_characters_for_eighty_bits():
    assert codes.crockford(bytes(10)) == "0" * 16
    assert codes.crockford(b"\xff" * 10) == "Z" * 16
    assert codes.crockford((1).to_bytes(10)) == "0" * 15 + "1"


@pytest.mark.parametrize("typed", ["7f3k-9mab-cd2e-4ghj", " 7F3K 9MAB CD2E 4GHJ ", "7F3K9MABCD2E4GHJ"])
def test_a_code_is_read_however_it_is_typed(typed):
    assert codes.read_code(typed) == "7F3K9MABCD2E4GHJ"


def test_letters_that_look_like_digits_are_read_as_digits():
    assert codes.read_code("OIL0 0000 0000 0000") == "0110000000000000"


@pytest.mark.parametrize("typed", ["", None, "7F3K", "7F3K9MABCD2E4GHJX", "7F3K9MABCD2E4GHU", "承诺"])
def test_what_is_no_code_is_not_looked_up(typed):
    assert codes.read_code(typed) is None


def test_a_serial_tells_the_day_and_not_the_count():
    assert codes.serial_number(date(2026, 11, 23), bytes(5)) == "QQ20261123-00000000"


def test_the_hash_does_not_depend_on_how_json_was_written():
    assert evidence.digest({"b": 1, "a": "承"}) == evidence.digest({"a": "\u627f", "b": 1})


def test_the_hash_of_a_text_is_that_of_its_canonical_json():
    assert evidence.canonical(BLOCKS).startswith('{"closing":"以上承诺')
    assert evidence.digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_an_instant_is_written_to_the_millisecond():
    assert evidence.instant(NOW.replace(microsecond=7999)) == "2026-11-23T10:00:00.007Z"


@pytest.mark.parametrize(
    ("signed", "months", "ends"),
    [((2026, 11, 23), 12, (2027, 11, 24)), ((2026, 1, 31), 1, (2026, 3, 1)), ((2027, 2, 28), 12, (2028, 2, 29))],
)
def test_a_pledge_holds_through_its_last_day(signed, months, ends):
    moment = NOW.replace(year=signed[0], month=signed[1], day=signed[2])

    until = signing.holds_until(moment, months)

    assert (until.year, until.month, until.day, until.hour, until.minute) == (*ends, 0, 0)


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({}, "valid"),
        ({"state": "accepted"}, "sealing"),
        ({"state": "seal_failed"}, "sealing"),
        ({"now": NOW + timedelta(days=1)}, "expired"),
        ({"in_force_major": 2}, "superseded"),
        ({"state": "superseded"}, "superseded"),
        ({"state": "revoked"}, "revoked"),
        ({"text_withdrawn": True, "in_force_major": None}, "withdrawn"),
        ({"in_force_major": None}, "valid"),
    ],
)
def test_one_word_says_what_a_pledge_is_worth(changed, word):
    facts = {"state": "sealed", "valid_until": NOW + timedelta(days=1), "text_withdrawn": False, "signed_major": 1}

    assert signing.standing(**facts | {"in_force_major": 1, "now": NOW} | changed) == word


def test_a_pledge_waits_again_a_month_before_it_ends():
    facts = {"in_force_major": 1, "signed_major": 1, "valid_until": NOW + timedelta(days=30)}

    assert signing.waits(**facts, now=NOW)
    assert not signing.waits(**facts, now=NOW - timedelta(seconds=1))


def test_a_correction_keeps_the_edition_and_a_change_of_content_begins_a_new_one():
    assert signing.next_number(None, "major") == (1, 0)
    assert signing.next_number((1, 2), "minor") == (1, 3)
    assert signing.next_number((1, 2), "major") == (2, 0)


@pytest.mark.parametrize(
    "blocks",
    [
        {},
        BLOCKS | {"items": []},
        BLOCKS | {"items": ["  "]},
        BLOCKS | {"closing": ""},
        BLOCKS | {"preamble": 7},
        BLOCKS | {"script": "x"},
    ],
)
def test_a_text_without_all_its_parts_is_refused(blocks):
    with pytest.raises(PublishingRefused):
        signing.read_blocks(blocks)


def test_sealing_is_tried_eight_times_and_ever_more_slowly():
    waits = [signing.retry_after(attempts) for attempts in range(1, 9)]

    assert waits == [timedelta(minutes=m) for m in (1, 5, 30, 30, 30, 30, 30)] + [None]
