import time
from datetime import date

import pytest
from django.db import IntegrityError

from journal.models import Entry
from regulations import queries
from regulations.actions import VersionRefused, correct_version, save_regulation
from regulations.models import Alias, Article, Item, Paragraph, Regulation, Version
from regulations.rules.parse import parse
from tests.builders import NOW
from tests.regulations.builders import ARTICLES, law_text, make_version, plain_articles

pytestmark = pytest.mark.django_db


def save(text):
    return save_regulation(outline=parse(text), by=None, now=NOW)


def test_a_text_becomes_a_version_with_every_part():
    version = save(law_text()).version

    assert (version.regulation.short_title, version.regulation.slug, version.name) == ("示范法", "示范法", "2020-01-01")
    assert [article.anchor for article in version.articles.all()] == ["art-1", "art-2"]
    assert [paragraph.anchor for paragraph in version.articles.last().paragraphs.all()] == [
        "art-2-1",
        "art-2-2",
        "art-2-3",
    ]
    assert (Paragraph.objects.count(), Item.objects.count()) == (4, 3)


def test_saving_is_in_the_journal_once():
    save(law_text())
    save(law_text())

    assert [entry.event for entry in Entry.objects.all()] == ["regulations.version.saved"]


def test_the_same_text_again_changes_nothing():
    first = save(law_text())

    again = save(law_text().replace("\n\n", "\n　"))

    assert (again.created, again.version) == (False, first.version)
    assert (Regulation.objects.count(), Version.objects.count(), Article.objects.count()) == (1, 1, 2)


def test_a_file_that_is_read_again_takes_back_no_correction():
    version = save(law_text()).version
    correct_version(version=version, effective_on=date(2020, 6, 1), number="", issuer="某委", by=None, now=NOW)

    again = save(law_text())

    version.refresh_from_db()
    assert (again.corrected, version.effective_on, version.issuer) == (False, date(2020, 6, 1), "某委")


def test_an_amended_text_becomes_a_version_of_the_same_regulation():
    save(law_text())

    save(law_text(articles=ARTICLES.replace("送礼", "送礼金"), day=date(2024, 5, 1)))

    assert [v.name for v in Regulation.objects.get().versions.all()] == ["2024-05-01", "2020-01-01"]


def test_another_text_under_a_taken_version_is_refused_and_leaves_nothing():
    save(law_text())

    with pytest.raises(VersionRefused):
        save(law_text(articles="第一条 别的内容。"))

    assert (Version.objects.count(), Article.objects.count(), Entry.objects.count()) == (1, 2, 1)


def test_a_name_that_is_taken_keeps_its_meaning():
    first = make_version("中华人民共和国示范法", aliases=["通用简称"]).regulation

    make_version("中华人民共和国别样法", aliases=["通用简称"])

    assert queries.regulation_named("通用简称") == first
    assert Alias.objects.filter(regulation__short_title="别样法").count() == 2


def test_a_law_on_trial_is_cited_by_the_title_that_is_printed_and_without_its_last_words():
    first = save(law_text("中国共产党廉洁准则（试行）")).version
    save(law_text("中国共产党廉洁准则", day=date(2024, 5, 1)))

    names = ["中国共产党廉洁准则（试行）", "廉洁准则(试行)", "廉洁准则"]
    assert [queries.regulation_named(name) for name in names] == [first.regulation] * 3
    assert [str(queries.resolve(f"《{name}》第二条", date(2021, 1, 1)).article.version.name) for name in names] == [
        "2020-01-01"
    ] * 3


def test_a_year_behind_the_title_is_no_other_name():
    save(law_text("示范办法（2020年修正）"))

    assert list(Alias.objects.values_list("name", flat=True)) == ["示范办法"]


def test_two_titles_that_look_alike_in_an_address_get_two_addresses():
    slugs = [make_version(title).regulation.slug for title in ("示范办法（一）", "示范办法一")]

    assert slugs == ["示范办法一", "示范办法一-2"]


def test_a_later_version_fills_in_what_the_first_left_blank():
    save("示范条例\n2020年1月1日 公布\n第一条 甲。")

    save("示范条例\n2021年1月1日 国务院令第1号公布\n第一条 乙。")

    regulation = Regulation.objects.get()
    assert (regulation.level, regulation.issuer) == ("administrative", "国务院")


def test_the_database_refuses_a_second_article_of_one_number():
    article = make_version().articles.first()

    with pytest.raises(IntegrityError):
        Article.objects.create(version=article.version, number=1, label="第一条", anchor="art-1-twice")


def test_a_law_of_five_hundred_articles_comes_in_within_two_seconds():
    text = law_text(articles=plain_articles(500))
    began = time.process_time()

    version = save(text).version

    assert (version.articles.count(), time.process_time() - began < 2) == (500, True)
