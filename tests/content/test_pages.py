from datetime import date, datetime
from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.urls import reverse
from wagtail.rich_text import RichText

from content import importers
from content.models import Audience, CasePage
from media.models import Picture
from tests.builders import NOW, SHANGHAI, make_member, make_supervisor
from tests.content.builders import (
    BOUNDARY,
    STORY,
    draft_of,
    make_case,
    make_film,
    make_notice,
    make_picture,
    make_site,
    only_for,
)
from tests.content.stories import make_story_page
from tests.quizzes.builders import make_quiz
from tests.regulations.builders import make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    make_version(aliases=["示范法"])
    return make_site()


@pytest.fixture
def reader(client):
    """A member who has signed in."""
    client.force_login(make_member().user, backend="accounts.backends.PhoneBackend")
    return client


def read(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_case_shows_all_of_its_parts(reader, site):
    quiz = make_quiz(title="第四季度测试")
    html = read(reader, make_case(site, quiz=quiz, picture=make_picture()))

    for words in ("何某把信封夹在材料里。", "2024年中秋前", "收受卡片。", "受到处分。", "合格的材料", "你会怎样回答？"):
        assert words in html
    assert "通报〔2025〕第3号" in html
    assert quiz.get_absolute_url() in html
    assert 'alt="服务大厅的窗口"' in html


def test_a_picture_without_words_of_its_place_has_its_own_and_those_it_has_later(reader, site):
    page, picture = make_case(site), make_picture()
    stream, kept = page.body.stream_block, {"picture": picture.pk, "alt_text": " ", "caption": ""}
    page.body = stream.clean(stream.to_python([*page.body.raw_data, {"type": "picture", "value": kept}]))
    page.save_revision().publish()

    assert 'alt="服务大厅的窗口"' in read(reader, page)

    Picture.objects.update(alt_text="换了新窗口")
    cache.clear()  # bodies are kept for some minutes
    assert 'alt="换了新窗口"' in read(reader, page)


def test_a_citation_opens_the_article_that_was_in_force(reader, site):
    version = make_version(day=NOW.date(), articles="第二条 全新的第二条。")

    old = read(reader, make_case(site))
    new = read(reader, make_case(site, decided_on=NOW.date()))

    article = version.regulation.versions.exclude(pk=version.pk).get().articles.get(number=2)
    assert f'data-fragment="/r/article/{article.pk}/' in old
    assert f'data-fragment="/r/article/{version.articles.get().pk}/' in new


def test_a_citation_of_nothing_stays_as_it_was_written(reader, site):
    html = read(reader, make_case(site, happened=["见《无此法》第九条。"], broken=[]))

    assert "见《无此法》第九条。" in html
    assert 'class="cite"' not in html


def test_a_story_thanks_its_teller_as_she_chose(reader, site):
    shelf = site.sections["stories"]

    named = read(reader, importers.save_story(shelf, STORY, NOW))
    unnamed = read(reader, importers.save_story(shelf, {**STORY, "slug": "b", "credit": "anonymous"}, NOW))

    assert "顾晚禾" in named
    assert "顾晚禾" not in unnamed
    assert "匿名讲述" in unnamed


def test_a_film_page_has_its_player_and_everything_that_is_said(reader, site):
    data = {"title": "抽屉", "slug": "film", "summary": "短片。", "transcript": "他把抽屉推了回去。"}
    page = importers.save_film_page(site.sections["films"], make_film(), data, NOW)

    html = read(reader, page)

    assert "data-study-video" in html
    assert "他把抽屉推了回去。" in html
    assert (page.study_kind, page.film.seconds, page.minutes) == ("watch", 75, 1)


def test_a_citation_whose_law_is_in_bold_is_a_link_too(reader, site):
    make_version()
    page = make_case(site)
    page.body.append(("happened", RichText("<p>按<b>《示范法》</b>第二条第二款，他错了。</p>")))
    page.save_revision().publish()

    html = read(reader, page)

    assert html.count('#art-2-2">《示范法》</a></b>') == 1
    assert html.count('#art-2-2">第二条第二款</a>，他错了。') == 1


def test_a_boundary_list_sets_both_sides_of_each_line_and_what_it_rests_on(reader, site):
    html = read(reader, importers.save_boundary_list(site.sections["boundary"], BOUNDARY, NOW))

    for words in ("不准收礼", "不送财物", "可以走访", "当天登记退还。", "收下不说。", 'data-situation="宴请"'):
        assert words in html
    assert html.count('class="cite"') == 3


def test_a_regulation_page_shows_the_wording_in_force(reader, site):
    version = make_version("中华人民共和国另一法", articles="第一条 另一件事。")
    shelf = site.sections["regulations"]
    page = importers.save_regulation_page(shelf, version.regulation, {"summary": "另一法。"}, NOW)

    html = read(reader, page)

    assert "另一件事。" in html
    assert page.reading_seconds == 2


def test_a_regulation_page_shows_a_new_wording_from_the_midnight_on_which_it_takes_effect(client, site, time_machine):
    version = make_version("中华人民共和国另一法", articles="第一条 旧的说法。")
    make_version("中华人民共和国另一法", articles="第一条 新的说法。", day=date(2026, 12, 1))
    shelf = site.sections["regulations"]
    page = importers.save_regulation_page(shelf, version.regulation, {"summary": "另一法。"}, NOW)

    time_machine.move_to(datetime(2026, 11, 30, 23, 59, tzinfo=SHANGHAI), tick=False)
    client.force_login(make_member().user, backend="accounts.backends.PhoneBackend")
    before = read(client, page)
    time_machine.move_to(datetime(2026, 12, 1, 0, 1, tzinfo=SHANGHAI), tick=False)
    after = read(client, page)

    assert ("旧的说法。" in before, "新的说法。" in before) == (True, False)
    assert ("旧的说法。" in after, "新的说法。" in after) == (False, True)


def test_a_regulation_page_shows_captions_notes_and_articles_without_words_as_the_reader_does(reader, site):
    version = make_version("中华人民共和国另一法", articles="第一条 甲。\n第二条 乙。")
    version.articles.filter(number=1).update(heading="目的", note="（2025年修改）")
    version.articles.get(number=2).paragraphs.all().delete()
    shelf = site.sections["regulations"]
    page = importers.save_regulation_page(shelf, version.regulation, {"summary": "另一法。"}, NOW)

    told = [
        [one.get_text(" ", strip=True) for one in BeautifulSoup(html, "html.parser").select(".article")]
        for html in (read(reader, page), reader.get(version.get_absolute_url()).text)
    ]

    assert told[0] == told[1] == ["第一条 【目的】 甲。 （2025年修改）", "第二条"]


def test_a_law_on_its_page_cites_other_laws_as_they_are_today_and_its_editor_as_they_were(reader, site):
    version = make_version("中华人民共和国另一法", articles="第一条 依照《示范法》第一条办理。")
    data = {"summary": "另一法。", "intro": ["见《示范法》第一条。"]}
    page = importers.save_regulation_page(site.sections["regulations"], version.regulation, data, NOW)
    type(page).objects.filter(pk=page.pk).update(first_published_at=datetime(2021, 1, 1, tzinfo=SHANGHAI))
    make_version(articles="第一条 新的。", day=date(2025, 1, 1))

    html = BeautifulSoup(read(reader, page), "html.parser")

    assert [link["href"].split("/")[-2] for link in html.select("a.cite")] == ["2020-01-01", "2025-01-01"]


def test_each_article_of_a_regulation_page_has_a_link_to_itself(reader, site):
    version = make_version("中华人民共和国另一法", articles="第一条 甲。\n第二条 乙。")
    shelf = site.sections["regulations"]
    page = importers.save_regulation_page(shelf, version.regulation, {"summary": "另一法。"}, NOW)

    html = BeautifulSoup(read(reader, page), "html.parser")

    labels = html.select(".article__label")
    assert [(label.get_text(), label["href"]) for label in labels] == [("第一条", "#art-1"), ("第二条", "#art-2")]
    assert [label.find_parent(class_="article")["id"] for label in labels] == ["art-1", "art-2"]


def test_visitors_see_the_home_and_the_notices_that_are_public(client, site):
    make_notice(site, public=True, title="征集家书")
    make_notice(site, public=False, title="内部安排")

    html = client.get("/").content.decode()

    assert "征集家书" in html
    assert "内部安排" not in html
    assert reverse("accounts:sign-in") in html


@pytest.mark.parametrize("kind", ["case", "notice", "story"])
def test_back_leads_a_visitor_home_and_a_member_to_the_library(client, site, kind):
    page = {"case": make_case, "notice": partial(make_notice, public=True), "story": make_story_page}[kind](site)
    page.audience = Audience.EVERYBODY
    page.save_revision().publish()
    assert back_on(client, page.url) == "/"

    client.force_login(make_member().user, backend="accounts.backends.PhoneBackend")

    assert back_on(client, page.url) == "/library/"


def test_back_leads_a_visitor_from_the_regulations_to_the_shelf_and_home(client):
    version, shelf = make_version(), reverse("regulations:list")

    assert (back_on(client, version.get_absolute_url()), back_on(client, shelf)) == (shelf, "/")


def back_on(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser").select_one(".topbar__back")["href"]


def test_what_is_not_public_sends_a_visitor_to_the_sign_in_and_back(client, site):
    page = make_case(site)

    response = client.get(page.url)

    assert (response.status_code, response.url) == (302, f"{reverse('accounts:sign-in')}?next={page.url}")


def test_a_draft_is_missing_for_everybody(reader, site):
    draft = draft_of(site)

    assert reader.get(f"/library/cases/{draft.slug}/").status_code == 404
    assert reader.get(reverse("content:open", args=[draft.pk])).status_code == 404


def test_what_is_for_one_group_is_missing_for_others_with_everything_below(client, site):
    page = make_case(site, title="只给一家看")
    only_for(site.sections["cases"], Group.objects.create(name="甲企业"))
    insider, outsider = make_member().user, make_supervisor()
    insider.groups.add(Group.objects.get(name="甲企业"))

    def answers(user):
        client.force_login(user, backend="accounts.backends.PhoneBackend")
        shown, opened = client.get(page.url), client.get(reverse("content:open", args=[page.pk]))
        in_list = "只给一家看" in client.get(reverse("content:library")).content.decode()
        return shown.status_code, opened.status_code, in_list

    assert answers(insider) == (200, 302, True)
    assert answers(outsider) == (404, 404, False)


def test_a_page_that_moved_is_no_longer_at_its_old_address(reader, site):
    page, old = make_case(site), None
    old = page.url
    assert reader.get(old).status_code == 200

    page.slug = "elsewhere"
    page.save()

    assert reader.get(old).status_code == 404
    assert reader.get(CasePage.objects.get(pk=page.pk).url).status_code == 200


def test_a_page_without_a_place_is_missing(reader, site):
    assert reader.get("/library/nowhere/").status_code == 404


def test_opening_by_number_leads_to_todays_address(reader, site):
    page = make_case(site)

    response = reader.get(reverse("content:open", args=[page.pk]))

    assert (response.status_code, response.url) == (302, page.url)


def test_a_new_revision_is_what_the_next_reader_sees(reader, site):
    page = make_case(site)
    assert "三张购物卡" in read(reader, page)

    page.title = "四张购物卡"
    page.save_revision().publish()

    assert "四张购物卡" in read(reader, page)


def test_pages_have_neither_inline_scripts_nor_inline_styles(reader, site):
    html = read(reader, make_case(site))

    assert "<style" not in html
    assert " style=" not in html
    assert "<script>" not in html
