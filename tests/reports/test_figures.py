from datetime import date

import pytest

from reports.rules.figures import days_left, greeting, in_fives, last_days, percent


def test_a_hundred_per_cent_means_all_and_not_nearly_all():
    assert percent(199, 200) == 99
    assert percent(200, 200) == 100


def test_of_nothing_there_is_no_percentage():
    assert percent(0, 0) is None


def test_the_last_day_has_no_days_left_and_neither_has_the_day_after():
    today = date(2026, 11, 23)

    left = [days_left(due, today) for due in (date(2026, 11, 25), today, date(2026, 11, 22))]

    assert left == [2, 0, 0]


@pytest.mark.parametrize(
    ("hour", "word"),
    [(0, "night"), (4, "night"), (5, "morning"), (11, "noon"), (13, "afternoon"), (18, "evening"), (23, "evening")],
)
def test_the_greeting_follows_the_hour(hour, word):
    assert greeting(hour) == word


def test_counts_are_shown_in_steps_of_five():
    assert [in_fives(count) for count in (0, 4, 5, 9, 10)] == [0, 0, 5, 5, 10]


def test_the_last_days_end_with_today():
    assert last_days(date(2026, 11, 1), 2) == [date(2026, 10, 31), date(2026, 11, 1)]
