"""What members of the park sent in: stories that wait or were returned, and lines that their families added."""

import secrets
from datetime import timedelta

from accounts.models import User
from content import actions
from demo.accounts import STAFF
from demo.park import read
from enterprises.models import Member


def send_in(park, untouched):
    """Act out the stories and lines of `sent.toml` for the park that `park` (a Loader) has just loaded."""
    table = read("sent.toml")
    editor = User.objects.get(phone=STAFF[0][2])
    for row in table["story"]:
        _story(row, _member(row, untouched), editor, park.now - timedelta(days=row["days_ago"]))
    for row in table["line"]:
        page, at = park.pages[row["story"]], park.now - timedelta(days=row["days_ago"])
        _line(row, page, _member(row, untouched), editor, at)


def _member(row, untouched):
    members = Member.objects.filter(enterprise__short_name=row["enterprise"], left_on__isnull=True)
    return members.exclude(name__in=untouched).order_by("-pk").first()


def _story(row, member, editor, at):
    words = {name: row[name].strip() for name in ("title", "text", "saying", "credit")}
    story = actions.begin_story(member=member, written=actions.Written(**words), now=at)
    actions.send_story(story=story, agreed=True, now=at)
    if "returned" in row:
        actions.return_story(story=story, reason=row["returned"], by=editor, now=at + timedelta(hours=20))


def _line(row, page, member, editor, at):
    link, _ = actions.invite_family(member=member, page=page, now=at)
    browser = secrets.token_urlsafe(24)
    actions.claim_link(link=link, browser=browser, now=at)
    line = actions.add_line(link=link, browser=browser, name=row["name"], line=row["line"], now=at)
    if row["shown"]:
        actions.decide_line(line=line, shown=True, by=editor, now=at + timedelta(hours=3))
