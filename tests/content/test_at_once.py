"""Two people in the same moment: one of them is first, and the other is told so."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from content import actions
from content.models import FamilyLine, FamilyLink, StoryPage
from content.rules import family as rules
from tests.builders import NOW, make_member, make_publisher
from tests.content.builders import make_site
from tests.content.stories import again, make_story_page, make_waiting

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """What came of deeds that began in the same moment: their results, or the codes of their refusals, in no order."""
    came, start = [], Barrier(len(deeds))

    def run(deed):
        start.wait()
        try:
            came.append(deed())
        except (actions.StoryRefused, actions.LinkRefused) as refusal:
            came.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def test_two_editors_take_one_story_and_one_page_comes_of_it():
    make_site()
    story = make_waiting()
    editors = [make_publisher("苏文澜"), make_publisher("顾砚秋")]

    came = at_once(*[lambda by=by: actions.take_story(story=story, by=by, now=NOW).owner for by in editors])

    assert came.count("decided") == 1
    assert StoryPage.objects.count() == 1
    assert again(story).decided_by in came


def test_one_takes_it_back_while_the_other_takes_it():
    make_site()
    story = make_waiting()
    editor = make_publisher()

    came = at_once(
        lambda: actions.take_back_story(story=story, now=NOW).state,
        lambda: actions.take_story(story=story, by=editor, now=NOW).title,
    )

    assert again(story).state == ("draft" if "draft" in came else "taken")
    assert StoryPage.objects.count() == (0 if "draft" in came else 1)
    assert {"decided", "not-waiting"} & set(came)


def test_a_link_that_two_browsers_open_at_once_is_the_first_ones():
    member = make_member()
    link, _ = actions.invite_family(member=member, page=make_story_page(), now=NOW)

    came = at_once(
        *[lambda browser=browser: actions.claim_link(link=link, browser=browser, now=NOW) for browser in ("one", "two")]
    )

    assert came.count("elsewhere") == 1
    assert FamilyLink.objects.get().claimed_by in (rules.digest("one"), rules.digest("two"))


def test_the_last_free_link_is_made_once():
    member, page = make_member(), make_story_page()
    for _ in range(rules.MOST_OPEN - 1):
        actions.invite_family(member=member, page=page, now=NOW)

    came = at_once(*[lambda: actions.invite_family(member=member, page=page, now=NOW)] * 2)

    assert came.count("too-many-open") == 1
    assert FamilyLink.objects.count() == rules.MOST_OPEN


def test_a_line_that_is_sent_twice_at_once_is_added_once():
    link, _ = actions.invite_family(member=make_member(), page=make_story_page(), now=NOW)
    actions.claim_link(link=link, browser="one", now=NOW)
    words = {"link": link, "browser": "one", "name": "女儿", "now": NOW}

    came = at_once(*[lambda line=line: actions.add_line(line=line, **words) for line in ("一", "二")])

    assert came.count("one-line-only") == 1
    assert FamilyLine.objects.count() == 1
