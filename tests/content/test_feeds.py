"""What is public, told to feed readers and search engines: nothing that a visitor could not open."""

from datetime import date
from xml.etree import ElementTree

import pytest
from wagtail.models import Page

from content.models import Audience, StudyPage, Topic
from tests.builders import make_enterprise, make_member
from tests.content.builders import draft_of, make_case, make_notice, make_site, only_for, show_to
from tests.content.test_withdrawing import taken_back
from tests.regulations.builders import make_version

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def pages():
    """One page of each reach: only the first is public."""
    site = make_site()
    public = make_notice(site, public=True, title="公开的通知", topics=["公告"])
    hidden = [make_notice(site, public=False, title="成员的通知"), make_case(site, title="成员的案例"), draft_of(site)]
    named = show_to(make_case(site, title="一家的案例"), make_enterprise())
    below = make_notice(site, public=True, title="藏起来的通知")
    only_for(below)
    gone = taken_back(make_notice(site, public=True, title="撤回的通知"))
    return public, [*hidden, named, below, gone]


def read(client, address):
    return ElementTree.fromstring(client.get(address).content)  # noqa: S314 - our own words


def items(client):
    return read(client, "/feed/").findall("channel/item")


def listed(client, address):
    return [place.text.removeprefix("http://testserver") for place in read(client, address).iter(f"{SITEMAP}loc")]


def addresses(client):
    """Every address of every map that the index names."""
    return [place for part in listed(client, "/sitemap.xml") for place in listed(client, part)]


def test_the_feed_has_what_is_public_and_nothing_else(client, pages):
    public, hidden = pages

    html = client.get("/feed/").content.decode()

    assert [item.findtext("title") for item in items(client)] == ["公开的通知"]
    assert [page.title for page in hidden if page.title in html] == []


def test_an_item_leads_to_the_page_and_says_what_it_is_about(client, pages):
    item = items(client)[0]

    assert item.findtext("link").endswith(pages[0].url)
    assert item.findtext("description") == pages[0].summary
    assert [category.text for category in item.findall("category")] == ["通知", "公告"]


def test_a_character_that_xml_does_not_take_stops_no_reader(client, pages):
    Page.objects.filter(pk=pages[0].pk).update(title="公开的\x0b通知\x01")
    StudyPage.objects.filter(pk=pages[0].pk).update(summary="两\x0c行\ufffe。")
    Topic.objects.filter(name="公告").update(name="公\x1f告")

    item = items(client)[0]

    assert (item.findtext("title"), item.findtext("description")) == ("公开的 通知", "两 行。")
    assert item.findall("category")[1].text == "公告"


def test_the_map_has_what_is_public_and_nothing_else(client, pages):
    public, hidden = pages

    found = addresses(client)

    assert public.url in found
    assert [page.url for page in hidden if page.url in found] == []


def test_the_map_has_regulations_in_the_wording_in_force(client, pages):
    old = make_version(day=date(2019, 1, 1), articles="第一条 旧的。")
    new = make_version()

    found = addresses(client)

    assert (new.get_absolute_url() in found, old.get_absolute_url() in found) == (True, False)


def test_every_address_of_the_map_opens_for_a_visitor(client, pages):
    make_version()

    statuses = {address: client.get(address).status_code for address in addresses(client)}

    assert set(statuses.values()) == {200}


def test_of_more_addresses_than_a_map_takes_the_newest_come_first_and_all_come(client, monkeypatch):
    site = make_site()
    notices = [make_notice(site, public=True, title=f"第{number}号通知") for number in range(3)]
    monkeypatch.setattr("content.views.feeds.PublicPages.limit", 2)

    parts = [part for part in listed(client, "/sitemap.xml") if "pages" in part]

    assert parts == ["/sitemap-pages.xml", "/sitemap-pages.xml?p=2"]
    assert [listed(client, part) for part in parts] == [[notices[2].url, notices[1].url], [notices[0].url]]
    assert client.get("/sitemap-pages.xml?p=3").status_code == 404


def test_regulations_come_the_newest_first(client):
    old = make_version("中华人民共和国旧法", day=date(2019, 1, 1))
    new = make_version("中华人民共和国新法", day=date(2021, 1, 1))

    assert listed(client, "/sitemap-regulations.xml") == [new.get_absolute_url(), old.get_absolute_url()]


def test_the_index_of_maps_asks_as_often_for_three_pages_as_for_one(client, django_assert_num_queries):
    site = make_site()
    make_notice(site, public=True)
    with django_assert_num_queries(4):
        client.get("/sitemap.xml")
    make_notice(site, public=True)
    make_notice(site, public=True)

    with django_assert_num_queries(4):
        client.get("/sitemap.xml")


def test_a_map_that_there_is_not_is_not_found(client):
    assert client.get("/sitemap-members.xml").status_code == 404


def test_robots_are_shown_the_map_and_kept_from_the_doors(client):
    said = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://testserver/sitemap.xml" in said
    assert "Disallow: /cms/" in said


def test_a_public_page_may_be_indexed_and_a_members_page_may_not(client, pages):
    assert 'content="noindex"' not in client.get(pages[0].url).content.decode()

    public = make_case(title="给成员看的")
    client.force_login(make_member().user)
    assert 'content="noindex"' in client.get(public.url).content.decode()


def test_visitors_find_public_cases_on_the_home_page(client):
    case = make_case(title="公开的案例")
    assert "公开的案例" not in client.get("/").content.decode()

    case.audience = Audience.EVERYBODY
    case.save_revision().publish()

    assert "公开的案例" in client.get("/").content.decode()


def test_the_feed_asks_as_often_for_three_pages_as_for_one(client, django_assert_num_queries):
    site = make_site()
    make_notice(site, public=True)
    client.get("/feed/")
    with django_assert_num_queries(2):
        client.get("/feed/")
    make_notice(site, public=True)
    make_notice(site, public=True)

    with django_assert_num_queries(2):
        client.get("/feed/")
