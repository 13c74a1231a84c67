"""The one-time link: one story, one browser, one line, no account."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content import actions, queries
from content.models import Audience, FamilyLine, FamilyLink, StoryPage
from content.rules import family as rules
from journal.models import Entry
from tests.builders import NOW, make_enterprise, make_member, make_publisher
from tests.content.builders import make_case, make_site
from tests.content.stories import make_published, make_story_page, picture_file
from tests.media.builders import make_film

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as standing_still:
        yield standing_still


@pytest.fixture
def page():
    return make_story_page()


def make_link(page, member=None, now=NOW):
    """(link, its address)"""
    link, token = actions.invite_family(member=member or make_member(), page=page, now=now)
    return link, reverse("content:family", args=[token])


def opened(page, member=None):
    """(link, its address, the phone that opened it)"""
    link, address = make_link(page, member)
    phone = Client()
    assert phone.post(address).status_code == 302
    return link, address, phone


def make_line(page, **fields):
    link, _, _ = opened(page)
    words = {"name": "女儿 小雨", "line": "外婆，我记得。", **fields}
    return FamilyLine.objects.create(link=link, written_at=NOW, **words)


def words(answer):
    return answer.content.decode()


# -- Inviting


def test_a_member_makes_a_link_whose_address_is_shown_once(client, page):
    member = make_member()
    client.force_login(member.user, backend="accounts.backends.PhoneBackend")
    address = reverse("content:invite-family", args=[page.pk])

    first, second = words(client.post(address, follow=True)), words(client.get(address))

    assert "/family/" in first
    assert "/family/" not in second
    assert FamilyLink.objects.get().member == member
    assert FamilyLink.objects.get().ends_at == NOW + timedelta(days=14)


def test_what_stands_in_the_address_is_kept_nowhere(page):
    _, address = make_link(page)
    token = address.split("/")[-2]

    assert len(token) >= 32
    assert token not in str([list(model.objects.values()) for model in (FamilyLink, Entry)])


def test_five_links_are_open_at_once(page):
    member = make_member()
    links = [make_link(page, member)[0] for _ in range(rules.MOST_OPEN)]

    with pytest.raises(actions.LinkRefused):
        make_link(page, member)
    assert FamilyLink.objects.count() == rules.MOST_OPEN

    actions.revoke_link(link=links[0], now=NOW)
    make_link(page, member)


def test_ten_links_are_made_in_a_day(page):
    member = make_member()
    for _ in range(rules.MOST_A_DAY):
        actions.revoke_link(link=make_link(page, member)[0], now=NOW)

    with pytest.raises(actions.LinkRefused) as refused:
        make_link(page, member)

    assert refused.value.code == "too-many-today"
    make_link(page, member, now=NOW + timedelta(days=1, seconds=1))


def test_another_members_links_are_not_hers_to_close(client, page):
    link, _ = make_link(page)
    client.force_login(make_member().user, backend="accounts.backends.PhoneBackend")

    answer = client.post(reverse("content:revoke-family-link", args=[link.public_id]))

    assert answer.status_code == 404
    assert FamilyLink.objects.get().revoked_at is None


def restricted(page):
    """The same story, for one enterprise only; gives a member of it."""
    member = make_member(make_enterprise())
    page.audience = Audience.ENTERPRISES
    page.shown_to.set([member.enterprise])
    page.save_revision().publish()
    return member


def test_no_link_leads_to_what_is_for_named_enterprises(client, page):
    member = restricted(page)
    client.force_login(member.user, backend="accounts.backends.PhoneBackend")

    answer = client.post(reverse("content:invite-family", args=[page.pk]), follow=True)

    assert "只给部分企业看" in words(answer)
    assert FamilyLink.objects.count() == 0


def test_only_a_story_that_she_may_open_can_be_shared(client, page):
    restricted(page)
    client.force_login(make_member().user, backend="accounts.backends.PhoneBackend")

    for number in (page.pk, make_case().pk, 999_999):
        assert client.post(reverse("content:invite-family", args=[number])).status_code == 404


# -- Opening


def test_looking_at_the_door_opens_nothing(client, page):
    _, address = make_link(page)

    answers = [client.get(address), client.head(address), Client().get(address)]

    assert {answer.status_code for answer in answers} == {200}
    assert FamilyLink.objects.get().claimed_at is None
    assert "外婆卖了" not in words(answers[0])


def test_a_button_opens_it_for_this_browser(page):
    _, address, phone = opened(page)

    html = words(phone.get(address))

    assert "外婆卖了三十四年干货" in html
    assert "tabbar" not in html
    assert 'href="/sign-in/' not in html


def test_a_second_browser_is_told_that_it_was_opened_elsewhere(page):
    _, address, _ = opened(page)
    another = Client()

    answers = [another.get(address), another.post(address)]

    assert {answer.status_code for answer in answers} == {410}
    assert "另一部手机" in words(answers[0])
    assert "外婆卖了" not in words(answers[0]) + words(answers[1])


def test_pressing_twice_is_pressing_once(page):
    link, address, phone = opened(page)
    before = FamilyLink.objects.values().get()

    assert phone.post(address).status_code == 302
    assert FamilyLink.objects.values().get() == before
    assert Entry.objects.filter(event="content.family_link.opened").count() == 1


def test_a_forged_cookie_opens_nothing(page):
    link, address, phone = opened(page)
    forger = Client()
    forger.cookies["guest"] = phone.cookies["guest"].value.partition(":")[0] + ":forged"

    assert forger.get(address).status_code == 410


def test_the_cookie_is_for_the_server_alone(page):
    _, _, phone = opened(page)

    cookie = phone.cookies["guest"]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 14 * 24 * 3600)


def test_one_browser_can_hold_several_links(page):
    _, first, phone = opened(page)
    _, second = make_link(make_story_page(slug="another", title="另一篇"))
    phone.post(second)

    assert phone.get(first).status_code == phone.get(second).status_code == 200


def test_a_link_opens_nothing_but_its_story(page):
    _, _, phone = opened(page)
    another = make_story_page(slug="another", title="另一篇")

    for address in (page.url, another.url, "/library/", "/stories/", "/today/"):
        assert phone.get(address).url.startswith("/sign-in/"), address


def test_nobody_keeps_or_finds_the_page(page):
    _, address, phone = opened(page)

    for answer in (phone.get(address), Client().get(address), Client().get("/family/nothing/")):
        assert answer["Cache-Control"] == "private, no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "same-origin"


def test_somebody_who_is_signed_in_uses_nothing_up(client, page):
    _, address = make_link(page)
    client.force_login(make_member().user, backend="accounts.backends.PhoneBackend")

    answers = [client.get(address), client.post(address)]

    assert {answer.status_code for answer in answers} == {200}
    assert FamilyLink.objects.get().claimed_at is None


def test_an_address_that_is_none_of_ours_says_so(client):
    answer = client.get("/family/abc/")

    assert answer.status_code == 404
    assert "没有这个链接" in words(answer)
    assert client.post("/family/abc/line/", {"name": "女儿", "line": "好"}).status_code == 404


def revoke(link, page, clock):
    actions.revoke_link(link=link, now=NOW)


def end(link, page, clock):
    clock.shift(timedelta(days=14))


def unpublish(link, page, clock):
    page.unpublish()


def withdraw(link, page, clock):
    actions.withdraw_page(page=page, because="内容需要核实，先撤下。", by=make_publisher(), now=NOW)


def keep_for_some(link, page, clock):
    restricted(page)


@pytest.mark.parametrize(
    ("close", "said"),
    [(revoke, "收回"), (end, "过期"), (unpublish, "读不到"), (withdraw, "读不到"), (keep_for_some, "读不到")],
)
def test_a_link_that_ended_says_why_to_whoever_had_it_and_to_whoever_comes(page, clock, close, said):
    link, address, phone = opened(page)
    closed, other = make_link(page, link.member)
    close(link, page, clock)
    if close is revoke:
        close(closed, page, clock)

    answers = [phone.get(address), phone.post(f"{address}line/", {"name": "女儿", "line": "好"})]
    answers += [Client().get(other), Client().post(other)]

    assert {answer.status_code for answer in answers} == {410}
    assert all(said in words(answer) for answer in answers)
    assert all("外婆卖了" not in words(answer) for answer in answers)
    assert FamilyLine.objects.count() == 0


def test_a_link_ends_with_the_membership_of_whoever_made_it(page):
    member = make_member()
    _, address, phone = opened(page, member)
    member.left_on = NOW.date()
    member.save()

    assert phone.get(address).status_code == 404


def test_the_pictures_of_the_story_come_along_and_no_others():
    shown, other = (make_published(None, picture_file(size=(1600, 900))) for _ in range(2))
    _, address, phone = opened(shown)
    html = words(phone.get(address))
    addresses = [_rendition_of(page) for page in (shown, other)]

    assert addresses[0] in html
    assert [phone.get(each).status_code for each in addresses] == [200, 404]
    assert [Client().get(each).status_code for each in addresses] == [404, 404]


def test_its_pictures_end_with_the_link(clock):
    page = make_published(None, picture_file())
    link, _, phone = opened(page)
    rendition = _rendition_of(page)
    assert phone.get(rendition).status_code == 200

    actions.revoke_link(link=link, now=NOW)

    assert phone.get(rendition).status_code == 404


def _rendition_of(page):
    picture = next(block.value["picture"] for block in page.body if block.block_type == "picture")
    return picture.get_rendition("width-480|format-webp").url


def test_the_recording_plays_for_this_browser_alone(page):
    page.recording = make_film()
    page.save_revision().publish()
    _, address, phone = opened(page)

    played = re.search(r'src="(/media/film/[^"]+film.mp4)"', words(phone.get(address)))[1]

    assert phone.get(played).status_code == 200
    assert Client().get(played).status_code == 403


# -- The line


def test_a_line_waits_for_an_editor(page):
    link, address, phone = opened(page)

    answer = phone.post(f"{address}line/", {"name": " 女儿  小\x01雨 ", "line": "外婆，\n我\x02记得。"}, follow=True)

    line = FamilyLine.objects.get()
    assert (line.name, line.line, line.state, line.link) == ("女儿 小雨", "外婆， 我记得。", "waiting", link)
    assert "已经交给编辑" in words(answer)
    assert queries.lines_under(page) == []


def test_one_line_and_no_more(page):
    _, address, phone = opened(page)
    for line in ("第一句", "第二句"):
        phone.post(f"{address}line/", {"name": "女儿", "line": line})

    assert [line.line for line in FamilyLine.objects.all()] == ["第一句"]


@pytest.mark.parametrize(
    "fields",
    [{"name": ""}, {"line": "  "}, {"name": "长" * 21}, {"line": "长" * 101}],
    ids=lambda fields: str(fields)[:12],
)
def test_a_line_that_does_not_fit_is_told_with_what_was_typed(page, fields):
    _, address, phone = opened(page)

    answer = phone.post(f"{address}line/", {"name": "女儿", "line": "好好好", **fields})

    assert answer.status_code == 422
    assert "好好好" in words(answer) or "女儿" in words(answer)
    assert FamilyLine.objects.count() == 0


def test_another_browser_adds_no_line(page):
    _, address, _ = opened(page)

    for fields in ({"name": "路人", "line": "路过"}, {}):
        assert Client().post(f"{address}line/", fields).status_code == 410
    assert FamilyLine.objects.count() == 0


def test_a_line_takes_its_own_fields_and_no_others(page):
    _, address, phone = opened(page)

    phone.post(
        f"{address}line/", {"name": "女儿", "line": "好", "state": "shown", "decided_by": 1, "written_at": "2031-01-01"}
    )

    line = FamilyLine.objects.get()
    assert (line.state, line.decided_by, line.written_at) == ("waiting", None, NOW)


def test_nor_does_anybody_before_the_door_is_open(page):
    _, address = make_link(page)

    assert Client().post(f"{address}line/", {"name": "路人", "line": "路过"}).status_code == 410
    assert FamilyLine.objects.count() == 0


def test_an_editor_lets_a_line_stand_under_the_story_and_takes_it_away(client, page):
    line = make_line(page)
    make_line(page, name="儿子", line="还没看过的话")
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    address = reverse("content-cms:decide-line", args=[line.public_id])
    reader = Client()
    reader.force_login(make_member().user, backend="accounts.backends.PhoneBackend")

    client.post(address, {"show": "1"})
    shown = words(reader.get(page.url))
    client.post(address, {"hide": "1"})
    hidden = words(reader.get(page.url))

    assert "外婆，我记得。" in shown
    assert "还没看过的话" not in shown
    assert "外婆，我记得。" not in hidden
    assert list(Entry.objects.filter(event__startswith="content.family_line").values_list("event", flat=True)) == [
        "content.family_line.shown",
        "content.family_line.hidden",
    ]


WRITER = "司马晓梅"
NAMING = [{"line": f"我妈妈{WRITER}写的。"}, {"name": f"{WRITER[:2]} {WRITER[2:]}的女儿"}]


def decide(client, line, verdict):
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    return words(client.post(reverse("content-cms:decide-line", args=[line.public_id]), {verdict: "1"}, follow=True))


def read(page):
    reader = Client()
    reader.force_login(make_member().user, backend="accounts.backends.PhoneBackend")
    return words(reader.get(page.url))


def state_of(line):
    return FamilyLine.objects.get(pk=line.pk).state


@pytest.mark.parametrize("credit", ["firm", "anonymous"])
@pytest.mark.parametrize("fields", NAMING)
def test_a_line_that_names_a_writer_who_did_not_want_to_be_named_is_not_shown(client, credit, fields):
    page = make_published(make_member(name=WRITER), credit=credit)
    line = make_line(page, **fields)

    answer = decide(client, line, "show")

    assert "作者不愿署名" in answer
    assert state_of(line) == "waiting"
    assert not Entry.objects.filter(event="content.family_line.shown").exists()
    assert WRITER not in "".join(read(page).split())


@pytest.mark.parametrize("fields", NAMING)
def test_it_may_be_put_away_and_a_line_that_names_nobody_is_shown(client, fields):
    page = make_published(make_member(name=WRITER), credit="anonymous")
    naming, plain = make_line(page, **fields), make_line(page)

    decide(client, naming, "hide")
    decide(client, plain, "show")

    assert (state_of(naming), state_of(plain)) == ("hidden", "shown")
    assert "外婆，我记得。" in read(page)


def test_a_line_may_name_a_writer_who_is_named_herself(client):
    page = make_published(make_member(name=WRITER), credit="name")
    line = make_line(page, **NAMING[0])

    decide(client, line, "show")

    assert f"我妈妈{WRITER}写的。" in read(page)


def test_editors_read_beside_a_line_how_its_writer_is_credited_and_that_it_names_her(client):
    named = make_published(make_member(name=WRITER), credit="anonymous")
    make_line(named, **NAMING[0])
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    address = reverse("content-cms:family-lines")

    warned = words(client.get(address))
    FamilyLine.objects.update(line="外婆，我记得。")
    calm = words(client.get(address))

    assert ("匿名" in warned, f"作者姓名“{WRITER}”" in warned, 'name="show"' in warned) == (True, True, False)
    assert ("匿名" in calm, WRITER in calm, 'name="show"' in calm) == (True, False, True)


def test_a_line_about_an_editors_own_story_is_held_to_its_credit_as_well(client):
    page = make_story_page(author=WRITER)
    line = make_line(page, **NAMING[0])
    decide(client, line, "show")
    named = line.line in read(page)

    StoryPage.objects.update(credit="anonymous")

    assert (named, line.line in read(page)) == (True, False)


def test_three_lines_cost_their_editor_no_more_than_one(client, django_assert_max_num_queries):
    page = make_published(make_member(name=WRITER), credit="anonymous")
    make_line(page)
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    address = reverse("content-cms:family-lines")
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    one = len(asked)
    for line in ("一", "二"):
        make_line(page, line=line)

    with django_assert_max_num_queries(one):
        client.get(address)


def test_editors_see_what_waits_first(client, page):
    make_line(page)
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")

    html = words(client.get(reverse("content-cms:family-lines")))

    assert "外婆，我记得。" in html


def test_a_line_is_shown_as_it_was_typed(client, page):
    line = make_line(page, name="<b>女儿</b>", line="<script>x()</script>")
    actions.decide_line(line=line, shown=True, by=make_publisher(), now=NOW)
    client.force_login(make_member().user, backend="accounts.backends.PhoneBackend")

    html = words(client.get(page.url))

    assert "<script>x()" not in html
    assert "&lt;script&gt;x()" in html


def test_stories_elsewhere_offer_the_link_to_members_alone(client):
    page = make_story_page(make_site())
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    address = reverse("content:invite-family", args=[page.pk])
    as_publisher = words(client.get(page.url))

    client.force_login(make_member().user, backend="accounts.backends.PhoneBackend")

    assert address in words(client.get(page.url))
    assert address not in as_publisher
