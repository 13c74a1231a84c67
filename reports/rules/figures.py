"""How figures and days are put: what a hundred per cent is, how long is left, what hour it is."""

from datetime import timedelta

STEP = 5


def percent(done, asked):
    """Whole per cent, rounded down, so that 100 means all; None of nothing."""
    return 100 * done // asked if asked else None


def days_left(due_on, today):
    """Whole days until a day; 0 on the day itself and after it."""
    return max(0, (due_on - today).days)


def greeting(hour):
    """The word of the hour: night, morning, noon, afternoon or evening."""
    for until, word in ((5, "night"), (11, "morning"), (13, "noon"), (18, "afternoon")):
        if hour < until:
            return word
    return "evening"


def in_fives(count):
    """The step of five that a count lies in, by its lower end: 0 for 0 to 4, 5 for 5 to 9."""
    return count - count % STEP


def last_days(today, count):
    """The days up to today, oldest first."""
    return [today - timedelta(days=back) for back in range(count - 1, -1, -1)]
