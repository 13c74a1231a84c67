import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from attendance.models import StudyRecord
from content.actions import invite_family
from quizzes.models import Attempt
from reports.queries.mine import everything_about
from tests.attendance.builders import make_event, make_page, scan
from tests.builders import NOW, make_coordinator, make_enterprise, make_member
from tests.content.builders import make_notice, make_site
from tests.content.shelf import restrict_to
from tests.content.stories import make_draft, make_story_page
from tests.pledges.builders import make_pledge, make_text
from tests.quizzes.builders import answer_all, finish, make_quiz, start
from tests.reports.builders import do, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("time_machine_at_now")]


def page(client, user, name="mine"):
    client.force_login(user)
    return client.get(reverse(f"reports:{name}"))


def live_a_little(member, text):
    """Something of everything that is kept about a member."""
    campaign = make_campaign(member.enterprise, title=f"{member.name}的任务")
    do(member, campaign)
    scan(make_event(invited=[member], title=f"{member.name}的活动", starts_at=NOW), member)
    finish(answer_all(start(make_quiz(title=f"{member.name}的试卷"), member)))
    make_pledge(member, text)
    make_draft(member, title=f"{member.name}的故事")
    page = make_story_page(title=f"{member.name}请家人读的", slug=f"story-{member.pk}")
    invite_family(member=member, page=page, now=NOW)


def test_my_results_events_and_pledges_stand_on_my_page(client):
    member = make_member(name="王小明")
    live_a_little(member, make_text())

    html = page(client, member.user).content.decode()

    for words in ("王小明的活动", "王小明的试卷", "清廉从业承诺书"):
        assert words in html


def test_an_empty_page_says_what_to_do_next(client):
    html = page(client, make_member().user).content.decode()

    assert reverse("content:library") in html
    assert reverse("quizzes:practice") in html


def study(member, page):
    studied = {"kind": "read", "length": 60, "credited_seconds": 60, "started_at": NOW, "completed_at": NOW}
    StudyRecord.objects.create(member=member, page=page, **studied)


def test_what_was_studied_leads_to_its_page_as_long_as_that_can_be_opened(client):
    member, site = make_member(), make_site()
    here, gone, others = (make_notice(site, public=True, title=title) for title in ("在展示", "已下架", "给别的企业"))
    gone.unpublish()
    restrict_to(others, Group.objects.create(name="别的企业"))
    for studied in (here, gone, others):
        study(member, studied)

    html = page(client, member.user).content.decode()

    links = re.findall(r'href="(/library/open/[^"]+)"', html)
    assert links == [reverse("content:open", args=[here.pk])]
    assert ("已下架" in html, "给别的企业" in html) == (True, True)
    assert client.get(links[0]).status_code == 302


@pytest.mark.parametrize("studied", [1, 3])
def test_my_page_asks_as_much_for_many_records_as_for_one(client, studied, django_assert_max_num_queries):
    member = make_member()
    for _ in range(studied):
        study(member, make_page())
    page(client, member.user)

    with django_assert_max_num_queries(12):
        client.get(reverse("reports:mine"))


def test_one_minute_is_not_called_minutes(client):
    member = make_member()
    member.user.language = "en"
    member.user.save()
    study(member, make_page())

    html = page(client, member.user).content.decode()

    assert "1 min of study and 0 min at events" in html


def test_my_data_is_one_file_to_keep(client):
    member = make_member(name="王小明")

    answer = page(client, member.user, "my-data")

    assert answer["Content-Disposition"].startswith("attachment")
    assert json.loads(answer.content)["person"]["phone"] == member.phone


def test_my_data_holds_all_of_mine_and_nothing_of_my_colleagues(client):
    mine, text = make_member(name="王小明"), make_text()
    colleague = make_member(mine.enterprise, name="赵同事")
    for member in (mine, colleague):
        live_a_little(member, text)

    taken = page(client, mine.user, "my-data").content.decode()

    assert {section for section, rows in json.loads(taken).items() if not rows} == {"study"}
    assert colleague.phone not in taken
    assert "赵同事的" not in taken.replace("赵同事的任务", "")


def test_my_data_tells_no_right_answers():
    member = make_member()
    attempt = start(make_quiz(), member, now=NOW - timedelta(minutes=1))
    finish(attempt)

    taken = everything_about(member, NOW)

    assert Attempt.objects.get().paper
    assert set(taken["quizzes"][0]) == {"title", "number", "started_at", "finished_at", "score", "passed", "receipt"}


def test_only_who_has_a_desk_finds_the_way_to_it(client):
    enterprise = make_enterprise()
    member = make_member(enterprise)
    coordinator = make_member(enterprise, user=make_coordinator(enterprise))
    plain = page(client, member.user).content.decode()

    offered = page(client, coordinator.user).content.decode()

    assert reverse("reports:desk") in offered
    assert reverse("reports:desk") not in plain
