import pytest
from django.urls import reverse

from tests.builders import make_publisher
from tests.regulations.builders import make_version

pytestmark = pytest.mark.django_db


def address(view, *arguments):
    return reverse(f"wagtailsnippets_regulations_regulation:{view}", args=arguments)


@pytest.fixture
def publisher(client):
    client.force_login(make_publisher())
    return client


def test_a_publisher_finds_a_regulation_by_its_alias(publisher):
    make_version("中华人民共和国示范法", aliases=["通用简称"])
    make_version("中华人民共和国别样法")

    page = publisher.get(address("list"), {"q": "通用简称"}).text

    assert ("示范法" in page, "别样法" in page) == (True, False)


def test_nobody_adds_deletes_or_retitles_a_regulation_by_hand(publisher):
    regulation = make_version().regulation

    for path in (address("add"), address("edit", regulation.pk), address("delete", regulation.pk)):
        publisher.post(path, {"title": "改过的标题", "short_title": "改", "slug": "x", "level": "law"})

    regulation.refresh_from_db()
    assert (type(regulation).objects.count(), regulation.title) == (1, "中华人民共和国示范法")
