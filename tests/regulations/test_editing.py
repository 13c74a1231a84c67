"""What an editor puts right about a regulation: its names, its level, that a version was repealed."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from content.importers import save_regulation_page
from content.search.queries import search_library
from journal.models import Entry
from regulations import queries
from regulations.actions import (
    DiscardRefused,
    NameTaken,
    RepealRefused,
    describe_regulation,
    discard_version,
    note_citations,
    repeal_version,
    save_regulation,
)
from regulations.models import Alias, Article, Citation, Regulation, Version
from regulations.rules.parse import parse
from tests.builders import NOW, make_member, make_publisher, make_user
from tests.content.builders import make_site
from tests.regulations.builders import ARTICLES, TODAY, law_text, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client):
    client.force_login(make_publisher())
    return client


def describe(regulation, **changes):
    said = {
        "short_title": regulation.short_title,
        "level": regulation.level,
        "issuer": regulation.issuer,
        "aliases": [],
    }
    return describe_regulation(regulation=regulation, by=None, now=NOW, **{**said, **changes})


def events():
    return [entry.event for entry in Entry.objects.order_by("sequence")]


def cited_by_the_name(name):
    note_citations(source=make_user(), cited=[("", f"《{name}》第二条")], on=TODAY, by=None, now=NOW)


def test_a_citation_finds_its_article_once_the_name_it_was_written_with_is_known():
    version = make_version()
    cited_by_the_name("样板法")

    describe(version.regulation, aliases=["样板法"])

    assert [citation.article.version for citation in Citation.objects.all()] == [version]


def test_what_it_finds_late_is_outdated_where_the_law_has_changed_since():
    version = make_version()
    cited_by_the_name("样板法")
    make_version(articles=ARTICLES.replace("宴请", "赌博"), day=TODAY + timedelta(days=9))

    describe(version.regulation, aliases=["样板法"])

    assert [citation.words for citation in queries.outdated_citations()] == ["《样板法》第二条"]


def test_what_was_cited_by_a_name_that_is_gone_is_cited_in_vain():
    version = make_version(aliases=["样板法"])
    cited_by_the_name("样板法")
    cited_by_the_name("示范法")

    describe(version.regulation, aliases=[])

    assert [citation.words for citation in queries.unresolved_citations()] == ["《样板法》第二条"]


def test_a_version_keeps_who_issued_it():
    version = make_version()

    assert (version.issuer, version.issued_by) == ("全国人民代表大会常务委员会",) * 2


def test_a_version_that_names_no_issuer_is_known_by_its_regulations():
    version = make_version()
    version.issuer = ""

    assert version.issued_by == "全国人民代表大会常务委员会"


def test_each_version_shows_its_own_issuer(client):
    first = make_version("示范条例", day=date(2018, 1, 1))
    text = law_text("示范条例", ARTICLES + "第三条 丙。", date(2024, 1, 1)).replace(
        "全国人民代表大会常务委员会", "国务院"
    )
    later = save(text)

    assert ">全国人民代表大会常务委员会</dd>" in client.get(first.get_absolute_url()).text
    assert ">国务院</dd>" in client.get(later.get_absolute_url()).text


def save(text):
    return save_regulation(outline=parse(text), by=None, now=NOW).version


def test_an_editor_says_what_a_regulation_is_called():
    regulation = make_version().regulation

    describe(regulation, short_title="示范", level="other", issuer="某部", aliases=["甲名", "乙名"])

    regulation.refresh_from_db()
    assert (regulation.title, regulation.short_title, regulation.slug) == ("中华人民共和国示范法", "示范", "示范法")
    assert (regulation.level, regulation.issuer) == ("other", "某部")
    names = set(regulation.aliases.values_list("name", flat=True))
    assert names == {"中华人民共和国示范法", "示范法", "示范", "甲名", "乙名"}
    assert events()[-1] == "regulations.regulation.described"


def test_a_name_that_is_taken_away_means_nothing_any_more():
    regulation = make_version(aliases=["甲名"]).regulation

    describe(regulation, aliases=[])

    assert queries.regulation_named("甲名") is None


def test_a_name_of_another_regulation_is_refused_and_nothing_changes():
    regulation = make_version(aliases=["甲名"]).regulation
    other = make_version("中华人民共和国别样法", aliases=["乙名"]).regulation
    before = list(Alias.objects.values_list("regulation", "name")), events()

    with pytest.raises(NameTaken) as refusal:
        describe(regulation, short_title="新名", aliases=["乙名"])

    regulation.refresh_from_db()
    assert (refusal.value.name, refusal.value.regulation) == ("乙名", other)
    assert (regulation.short_title, (list(Alias.objects.values_list("regulation", "name")), events())) == (
        "示范法",
        before,
    )


def test_a_version_is_repealed_on_a_day():
    version = make_version()

    repeal_version(version=version, on=date(2026, 1, 1), by=None, now=NOW)

    assert queries.version_in_force(version.regulation, date(2025, 12, 31)) == version
    assert queries.version_in_force(version.regulation, TODAY) is None
    assert events()[-1] == "regulations.version.repealed"


def test_the_same_repeal_again_changes_nothing_and_it_can_be_taken_back():
    version = make_version()
    for _ in range(2):
        repeal_version(version=version, on=date(2026, 1, 1), by=None, now=NOW)

    repeal_version(version=version, on=None, by=None, now=NOW)

    assert events().count("regulations.version.repealed") == 2
    assert queries.version_in_force(version.regulation, TODAY) == version


def test_a_version_is_not_repealed_before_it_took_effect():
    version = make_version(day=date(2020, 1, 1))

    with pytest.raises(RepealRefused):
        repeal_version(version=version, on=date(2020, 1, 1), by=None, now=NOW)

    version.refresh_from_db()
    assert (version.repealed_on, "regulations.version.repealed" in events()) == (None, False)


# In the CMS


def edit_address(regulation):
    return reverse("wagtailsnippets_regulations_regulation:edit", args=[regulation.pk])


def test_names_are_edited_in_the_cms_and_journalled(publisher):
    regulation = make_version(aliases=["旧名"]).regulation
    assert "旧名</textarea>" in publisher.get(edit_address(regulation)).text

    said = {"short_title": "示范", "level": "party", "issuer": "某委", "names": "甲名\n乙名、丙名"}
    publisher.post(edit_address(regulation), said)

    regulation.refresh_from_db()
    assert (regulation.short_title, regulation.level, regulation.issuer) == ("示范", "party", "某委")
    assert {"示范", "甲名", "乙名", "丙名"} < set(regulation.aliases.values_list("name", flat=True))
    assert "regulations.regulation.described" in events()


def hidden(page, name):
    """What a page keeps in a hidden field."""
    (field,) = [tag for tag in re.findall(r"<input[^>]*>", page) if f'name="{name}"' in tag]
    return re.search(r'value="([^"]*)"', field)[1]


def test_a_name_that_another_editor_added_meanwhile_stays(publisher):
    regulation = make_version(aliases=["旧名", "留名"]).regulation
    page = publisher.get(edit_address(regulation)).text
    said = {"short_title": "示范法", "level": "law", "seen_names": hidden(page, "seen_names")}
    publisher.post(edit_address(regulation), {**said, "issuer": "", "names": "留名\n旧名\n甲名"})

    publisher.post(edit_address(regulation), {**said, "issuer": "某委", "names": "留名"})

    regulation.refresh_from_db()
    names = set(regulation.aliases.values_list("name", flat=True))
    assert ("甲名" in names, "留名" in names, "旧名" in names) == (True, True, False)
    assert regulation.issuer == "某委"


def test_a_short_title_that_is_given_up_is_no_name_any_more(publisher):
    regulation = make_version().regulation
    said = {"level": "law", "issuer": "", "names": "", "seen_names": ""}
    publisher.post(edit_address(regulation), {**said, "short_title": "示范"})

    publisher.post(edit_address(regulation), {**said, "short_title": "榜样"})

    assert not regulation.aliases.filter(name="示范").exists()


def test_a_name_that_is_taken_is_told_with_what_was_typed_kept(publisher):
    regulation = make_version().regulation
    make_version("中华人民共和国别样法", aliases=["乙名"])

    said = {"short_title": "示范", "level": "law", "issuer": "某委", "names": "乙名"}
    page = publisher.post(edit_address(regulation), said).text

    regulation.refresh_from_db()
    assert "“乙名”已经指《别样法》" in page
    assert 'value="某委"' in page
    assert regulation.short_title == "示范法"


def test_a_title_and_an_address_are_not_edited(publisher):
    regulation = make_version().regulation

    said = {"title": "改过", "slug": "x", "short_title": "示范", "level": "law", "issuer": "", "names": ""}
    publisher.post(edit_address(regulation), said)

    regulation.refresh_from_db()
    assert (regulation.title, regulation.slug, regulation.short_title) == ("中华人民共和国示范法", "示范法", "示范")


def versions_address(regulation):
    return reverse("regulations-cms:versions", args=[regulation.pk])


def test_a_repeal_is_said_in_the_cms(publisher):
    version = make_version()
    answer = publisher.post(
        versions_address(version.regulation), {"version": version.pk, f"version-{version.pk}-on": "2026-01-01"}
    )

    version.refresh_from_db()
    assert (answer.status_code, version.repealed_on) == (302, date(2026, 1, 1))
    assert Entry.objects.last().by


@pytest.mark.parametrize("day", ["2020-01-01", "2019-05-05", "昨天"])
def test_a_day_that_cannot_be_is_refused_in_the_cms(publisher, day):
    version = make_version(day=date(2020, 1, 1))

    page = publisher.post(
        versions_address(version.regulation), {"version": version.pk, f"version-{version.pk}-on": day}
    )

    version.refresh_from_db()
    assert (page.status_code, version.repealed_on, "error-message" in page.text) == (422, None, True)
    assert f'value="{day}"' in page.text


def test_a_version_of_another_regulation_is_not_found_here(publisher):
    here, there = make_version().regulation, make_version("中华人民共和国别样法")

    answer = publisher.post(versions_address(here), {"version": there.pk, f"version-{there.pk}-on": "2026-01-01"})

    assert answer.status_code == 404


# What came in by mistake


def discard(version):
    discard_version(version=version, by=None, now=NOW)


def cite(words, on=TODAY):
    note_citations(source=make_user(), cited=[("", words)], on=on, by=None, now=NOW)


def test_a_version_that_nothing_cites_is_taken_out_with_all_its_parts():
    kept = make_version(day=date(2018, 1, 1))
    mistaken = make_version(articles=ARTICLES + "第三条 丙。", day=date(2024, 1, 1))

    discard(mistaken)

    assert list(kept.regulation.versions.all()) == [kept]
    assert {article.version for article in Article.objects.all()} == {kept}
    assert events()[-1] == "regulations.version.discarded"


def test_a_version_that_is_cited_stays():
    version = make_version()
    cite("《示范法》第一条")

    with pytest.raises(DiscardRefused) as refusal:
        discard(version)

    assert (refusal.value.count, version.articles.count()) == (1, 2)
    assert "regulations.version.discarded" not in events()


def test_what_a_mistake_had_outdated_is_outdated_no_more():
    make_version(day=date(2018, 1, 1))
    cite("《示范法》第二条", on=date(2019, 1, 1))
    mistaken = make_version(articles=ARTICLES.replace("宴请", "赌博"), day=date(2024, 1, 1))
    before = queries.outdated_citations().count()

    discard(mistaken)

    assert (before, queries.outdated_citations().count()) == (1, 0)


def test_what_was_taken_out_is_found_no_more():
    member = make_member().user
    mistaken = make_version(articles=ARTICLES + "第三条 饕餮之徒。")
    before = len(search_library(member, "饕餮", page=1, on=TODAY).findings)

    discard(mistaken)

    assert (before, search_library(member, "饕餮", page=1, on=TODAY).findings) == (1, [])


def test_a_regulation_without_any_version_goes_too():
    discard(make_version())

    assert (Regulation.objects.count(), Alias.objects.count()) == (0, 0)


def test_a_regulation_that_has_a_page_stays_for_the_right_text():
    version = make_version()
    save_regulation_page(make_site().sections["regulations"], version.regulation, {"summary": "要点。"}, NOW)

    discard(version)

    assert Regulation.objects.get().versions.count() == 0
    assert list(queries.shelf(TODAY)) == []


def test_a_mistake_is_taken_out_in_the_cms(publisher):
    kept = make_version(day=date(2018, 1, 1))
    mistaken = make_version(articles=ARTICLES + "第三条 丙。", day=date(2024, 1, 1))

    page = publisher.post(reverse("regulations-cms:discard", args=[mistaken.pk]), follow=True).text

    assert "已撤回" in page
    assert list(Version.objects.all()) == [kept]
    assert Entry.objects.last().by


def test_the_last_version_leads_back_to_the_list(publisher):
    answer = publisher.post(reverse("regulations-cms:discard", args=[make_version().pk]))

    assert answer.url == reverse("wagtailsnippets_regulations_regulation:list")


def test_a_cited_version_says_that_it_stays(publisher):
    version = make_version()
    cite("《示范法》第一条")

    page = publisher.post(reverse("regulations-cms:discard", args=[version.pk]), follow=True).text

    assert ("有 1 处引用，不能撤回" in page, Version.objects.count()) == (True, 1)
