"""A thirty-minute film and a four-minute article, under honest and dishonest browsers. No database."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attendance.rules import spans, study
from attendance.rules.study import Beat, Standing, Ticket, judge

ISSUED = 1_795_000_000.0
FILM = 1800
HOUR = 3600


def film_ticket(issued=ISSUED, abandoned=None):
    return Ticket(kind="watch", issued=issued, length=FILM, abandoned=abandoned)


def film_beats(count=120, *, dt=15, speed=1.0, rate=1, start=0.0, seq=1, **fields):
    """`count` beats one after the other, `speed` seconds of film a second."""
    return [
        Beat(
            seq=seq + n,
            mono=start + (n + 1) * dt,
            dt=dt,
            playing=True,
            pos0=n * dt * speed,
            pos1=(n + 1) * dt * speed,
            rate=rate,
            **fields,
        )
        for n in range(count)
    ]


def credit(verdicts):
    return round(sum(verdict.credited for verdict in verdicts))


def reasons(verdicts):
    return {verdict.reason for verdict in verdicts}


def missing_after(verdicts):
    played = [verdict.played for verdict in verdicts if verdict.played]
    return study.what_is_missing("watch", credited=credit(verdicts), length=FILM, coverage=played, reached_end=False)


def test_an_honest_half_hour_is_credited_whole_and_completes_the_film():
    verdicts = judge(film_beats(), ticket=film_ticket(), received=ISSUED + FILM, standing=Standing())

    assert (credit(verdicts), missing_after(verdicts)) == (1800, None)


def test_one_message_that_claims_the_whole_film_earns_nothing():
    claim = [Beat(seq=1, mono=FILM, dt=FILM, playing=True, pos0=0, pos1=FILM)]

    verdicts = judge(claim, ticket=film_ticket(), received=ISSUED + 1, standing=Standing())

    assert (credit(verdicts), reasons(verdicts)) == (0, {"future"})


def test_sixteen_times_as_fast_earns_nothing_when_said_openly():
    verdicts = judge(film_beats(8, speed=16, rate=16), ticket=film_ticket(), received=ISSUED + 120, standing=Standing())

    assert (credit(verdicts), reasons(verdicts)) == (0, {"too_fast"})


def test_sixteen_times_as_fast_earns_nothing_when_denied():
    verdicts = judge(film_beats(8, speed=16, rate=1), ticket=film_ticket(), received=ISSUED + 120, standing=Standing())

    assert (credit(verdicts), reasons(verdicts)) == (0, {"seek"})
    assert missing_after(verdicts) == ""


def test_two_tabs_earn_one_life_time():
    standing = Standing()

    first = judge(film_beats(), ticket=film_ticket(), received=ISSUED + FILM, standing=standing)
    second = judge(film_beats(), ticket=film_ticket(), received=ISSUED + FILM, standing=standing)

    assert (credit(first), credit(second), reasons(second)) == (1800, 0, {"counted_already"})


def test_two_tabs_half_a_beat_apart_earn_one_life_time():
    standing = Standing()

    first = judge(film_beats(), ticket=film_ticket(), received=ISSUED + FILM + 8, standing=standing)
    second = judge(film_beats(), ticket=film_ticket(ISSUED + 7.5), received=ISSUED + FILM + 8, standing=standing)

    assert credit(first) + credit(second) == pytest.approx(1808, abs=1)


def test_a_page_hidden_after_five_minutes_earns_five_minutes():
    seen, hidden = film_beats(20), film_beats(100, start=300, seq=21, visible=False)

    verdicts = judge(seen + hidden, ticket=film_ticket(), received=ISSUED + FILM, standing=Standing())

    assert (credit(verdicts), reasons(verdicts)) == (300, {"", "hidden"})


def test_a_batch_kept_offline_for_thirty_hours_is_credited_whole():
    verdicts = judge(film_beats(), ticket=film_ticket(), received=ISSUED + 30 * HOUR, standing=Standing())

    assert (credit(verdicts), missing_after(verdicts)) == (1800, None)


def test_a_batch_older_than_its_ticket_is_good_for_earns_nothing():
    verdicts = judge(film_beats(), ticket=film_ticket(), received=ISSUED + 73 * HOUR, standing=Standing())

    assert reasons(verdicts) == {"lease_over"}


def test_a_made_up_batch_five_minutes_after_the_ticket_earns_five_minutes():
    verdicts = judge(film_beats(), ticket=film_ticket(), received=ISSUED + 300, standing=Standing())

    assert credit(verdicts) == 300
    assert sum(verdict.reason == "future" for verdict in verdicts) == 100


def test_a_beat_that_slept_for_two_hours_earns_eighteen_seconds_and_is_flagged():
    slept = [Beat(seq=1, mono=7200, dt=7200, playing=True, pos0=0, pos1=16)]

    [verdict] = judge(slept, ticket=film_ticket(), received=ISSUED + 7200, standing=Standing())

    assert (verdict.credited, verdict.flagged) == (18, True)


def test_an_article_left_open_after_a_minute_earns_four_minutes():
    beats = [Beat(seq=n, mono=n * 15, dt=15, idle=max(0, n * 15 - 60), pos1=50) for n in range(1, 121)]
    ticket = Ticket(kind="read", issued=ISSUED, length=600)

    verdicts = judge(beats, ticket=ticket, received=ISSUED + 1800, standing=Standing())

    assert (credit(verdicts), reasons(verdicts)) == (240, {"", "idle"})


def test_saying_that_an_article_plays_does_not_hide_that_nobody_touched_it():
    beat = Beat(seq=1, mono=600, dt=15, idle=590, playing=True)
    ticket = Ticket(kind="read", issued=ISSUED, length=600)

    [verdict] = judge([beat], ticket=ticket, received=ISSUED + 600, standing=Standing())

    assert verdict.reason == "idle"


def test_a_film_that_says_it_plays_and_does_not_move_earns_nothing():
    verdicts = judge(film_beats(4, speed=0), ticket=film_ticket(), received=ISSUED + 60, standing=Standing())

    assert reasons(verdicts) == {"stalled"}


def test_a_paused_film_earns_nothing():
    [verdict] = judge(
        [Beat(seq=1, mono=15, dt=15, playing=False)], ticket=film_ticket(), received=ISSUED + 15, standing=Standing()
    )

    assert verdict.reason == "paused"


def test_time_before_the_ticket_is_not_credited():
    [verdict] = judge(
        [Beat(seq=1, mono=5, dt=15, playing=True, pos1=15)],
        ticket=film_ticket(),
        received=ISSUED + 15,
        standing=Standing(),
    )

    assert verdict.reason == "before_issue"


def test_a_replaced_ticket_keeps_what_came_before_and_earns_nothing_after():
    ticket = film_ticket(abandoned=ISSUED + 600)

    verdicts = judge(film_beats(), ticket=ticket, received=ISSUED + FILM, standing=Standing())

    assert (credit(verdicts), reasons(verdicts)) == (600, {"", "abandoned"})


def test_a_day_holds_eight_hours():
    day = study.day_of(ISSUED)
    standing = Standing(day_credit={day: study.DAY_CAP - 20})

    verdicts = judge(film_beats(4), ticket=film_ticket(), received=ISSUED + 60, standing=standing)

    assert (credit(verdicts), reasons(verdicts)) == (20, {"", "day_full"})


def test_an_article_earns_half_as_much_again_as_it_asks_for_and_no_more():
    beats = [Beat(seq=n, mono=n * 15, dt=15) for n in range(1, 41)]
    ticket = Ticket(kind="read", issued=ISSUED, length=240)

    verdicts = judge(beats, ticket=ticket, received=ISSUED + 600, standing=Standing())

    assert (credit(verdicts), reasons(verdicts)) == (360, {"", "page_full"})


def test_half_a_film_seen_twice_is_not_a_film_seen():
    half = film_beats(60)
    again = film_beats(60, start=900, seq=61)

    verdicts = judge(half + again, ticket=film_ticket(), received=ISSUED + FILM, standing=Standing())

    assert (credit(verdicts), missing_after(verdicts)) == (1800, "parts_unseen")


def test_an_article_is_done_when_its_time_is_up_and_its_end_was_reached():
    def missing(credited, reached_end):
        return study.what_is_missing("read", credited=credited, length=240, coverage=[], reached_end=reached_end)

    assert [missing(239, True), missing(240, False), missing(240, True)] == ["", "end_not_reached", None]


def test_the_park_s_day_turns_at_its_own_midnight():
    last_second_of_monday = 1_795_449_599  # 2026-11-23 23:59:59 +08:00

    assert study.day_of(last_second_of_monday) + 1 == study.day_of(last_second_of_monday + 1)


def test_spans_that_overlap_or_touch_are_joined():
    assert spans.merged([(5, 6), (0, 2), (2, 3), (1, 2.5), (9, 9)]) == [(0, 3), (5, 6)]


@settings(max_examples=150)
@given(
    st.lists(
        st.builds(
            Beat,
            seq=st.integers(1, 9999),
            mono=st.floats(0, 9000),
            dt=st.floats(0, 9000),
            playing=st.booleans(),
            visible=st.booleans(),
            idle=st.floats(0, 400),
            pos0=st.floats(0, 2000),
            pos1=st.floats(0, 2000),
            rate=st.floats(0, 20),
        ),
        max_size=60,
    ),
    st.floats(0, 9000),
)
def test_no_browser_can_earn_more_time_than_has_passed(beats, elapsed):
    verdicts = judge(beats, ticket=film_ticket(), received=ISSUED + elapsed, standing=Standing())

    assert sum(verdict.credited for verdict in verdicts) <= elapsed + study.CLOCK_SLACK + 0.1
