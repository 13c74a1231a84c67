"""The day that a moment falls on is the day of the park."""

import pathlib
import re

import pytest
from django.apps import apps

# Of a moment in UTC, .date() gives the day before until eight in the morning; Django knows the park's day.
DAY_OF_A_MOMENT = re.compile(r"\.date\(\)")
ASKED_RIGHT = re.compile(r"timezone\.localtime\(")


def wrong_days(source):
    return [
        line.strip() for line in source.splitlines() if DAY_OF_A_MOMENT.search(line) and not ASKED_RIGHT.search(line)
    ]


def rooms(settings):
    ours = [app.path for app in apps.get_app_configs() if "site-packages" not in app.path]
    return [path for path in ours if path.startswith(f"{settings.BASE_DIR}/")]


def test_no_room_takes_the_day_of_a_moment_in_another_time_zone(settings):
    files = [file for room in rooms(settings) for file in pathlib.Path(room).rglob("*.py")]

    found = {str(file): wrong for file in files if (wrong := wrong_days(file.read_text()))}

    assert len(files) > 300
    assert found == {}


@pytest.mark.parametrize(
    ("line", "is_wrong"),
    [
        ("on = now.date()", True),
        ("on = version.published_at.date()", True),
        ("on = timezone.localtime(now).date()", False),
        ("on = timezone.localdate(now)", False),
    ],
)
def test_the_day_of_a_moment_is_noticed_where_it_is_taken_wrongly(line, is_wrong):
    assert bool(wrong_days(line)) == is_wrong
