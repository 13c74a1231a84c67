import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse

from content.queries import manual_in
from tests.builders import make_member, make_publisher

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client):
    user = make_publisher()
    client.force_login(user, backend="accounts.backends.PhoneBackend")
    client.publisher = user
    return client


@pytest.mark.parametrize(("language", "title"), [("zh-hans", "编辑手册"), ("en", "Editor's manual")])
def test_the_manual_is_read_in_the_editors_language(publisher, language, title):
    publisher.publisher.language = language
    publisher.publisher.save()

    page = BeautifulSoup(publisher.get(reverse("content-cms:manual")).content, "html.parser")

    assert title in page.find("title").text
    chapters = [link["href"].removeprefix("#") for link in page.select(".manual__chapters a")]
    assert chapters == [heading["id"] for heading in page.select(".manual__text h2")]


def test_every_picture_of_the_manual_can_be_seen_from_its_page(publisher):
    address = reverse("content-cms:manual")
    page = BeautifulSoup(publisher.get(address).content, "html.parser")

    pictures = [picture["src"] for picture in page.select(".manual__text img")]
    answers = [publisher.get(address + picture) for picture in pictures]

    assert {(answer.status_code, answer["Content-Type"]) for answer in answers} == {(200, "image/webp")}
    assert all(picture["alt"] for picture in page.select(".manual__text img"))


@pytest.mark.parametrize("name", ["nothing", "..", "../zh", "%2e%2e%2fzh"])
def test_nothing_but_its_pictures_is_given_away(publisher, name):
    assert publisher.get(f"/cms/manual/pictures/{name}.webp", follow=True).status_code == 404


def test_the_menu_leads_to_it(publisher):
    assert reverse("content-cms:manual") in publisher.get("/cms/").content.decode()


def test_members_are_not_let_in(client):
    client.force_login(make_member().user, backend="accounts.backends.PhoneBackend")

    assert client.get(reverse("content-cms:manual")).status_code == 403


def test_what_looks_like_html_in_it_is_shown_as_it_is_written(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs" / "manual").mkdir(parents=True)
    (tmp_path / "docs" / "manual" / "zh.md").write_text("# 手册\n\n## 一\n\n<script>alert(1)</script>\n", "utf-8")

    manual = manual_in("zh-hans")

    assert (manual.title, manual.chapters) == ("手册", [("chapter-1", "一")])
    assert "<script>" not in manual.html


def test_both_manuals_stand_in_the_repository():
    assert {file.name for file in (settings.BASE_DIR / "docs" / "manual").glob("*.md")} == {"zh.md", "en.md"}
