import pytest

from media.rules.moments import read_moment, write_moment


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0:05", 5), ("1:05", 65), (" 90 ", 90), ("0", 0), ("75:00", 4500), ("1:02:03", 3723), ("１：０５", 65)],
)
def test_a_moment_is_read_as_people_write_it(text, seconds):
    assert read_moment(text) == seconds


@pytest.mark.parametrize("text", ["", "1:5", "1:60", "-3", "1.5", "一分", "1:05s", "²"])
def test_what_is_no_moment_is_none(text):
    assert read_moment(text) is None


@pytest.mark.parametrize(("seconds", "text"), [(5, "0:05"), (65, "1:05"), (3723, "1:02:03"), (65.9, "1:05")])
def test_a_moment_is_written_as_players_do(seconds, text):
    assert write_moment(seconds) == text
