"""The index of citations: what cites what, and what became outdated when a law was changed."""

from datetime import date

import pytest

from journal.models import Entry
from regulations import queries
from regulations.actions import forget_citations, keep_citation, note_citations, repeal_version, save_regulation
from regulations.models import Citation, Regulation
from regulations.rules.parse import parse
from tests.builders import NOW, make_user
from tests.regulations.builders import ARTICLES, TODAY, law_text, make_version

pytestmark = pytest.mark.django_db
LATER = ARTICLES.replace("（二）宴请；", "（二）宴请或者赌博；")


@pytest.fixture
def source():
    """Anything with a key can cite; here a person's account stands for a page."""
    return make_user()


def note(source, *cited, on=TODAY, **more):
    cited = [each if isinstance(each, tuple) else ("", each) for each in cited]
    note_citations(source=source, cited=cited, on=on, by=None, now=NOW, **more)


def rows():
    return [(c.place, c.words, c.article.anchor if c.article else None) for c in Citation.objects.all()]


def outdated():
    return [citation.words for citation in queries.outdated_citations()]


def events(name):
    return Entry.objects.filter(event=f"regulations.{name}").count()


def test_what_is_cited_in_a_text_is_noted_place_by_place(source):
    make_version()

    note(source, "按《示范法》第一条、第二条第三款。", ("送礼", "《中华人民共和国示范法》第二条"))

    assert rows() == [
        ("", "《示范法》第一条", "art-1"),
        ("", "《示范法》第二条第三款", "art-2"),
        ("送礼", "《中华人民共和国示范法》第二条", "art-2"),
    ]
    assert events("citations.noted") == 1


def test_the_same_citation_twice_in_a_place_is_one(source):
    make_version()

    note(source, "《示范法》第一条，又见《示范法》第1条。")

    assert rows() == [("", "《示范法》第一条", "art-1")]


def test_noting_again_replaces_and_noting_the_same_changes_nothing(source):
    make_version()
    note(source, "《示范法》第一条")
    first = Citation.objects.get().pk

    note(source, "《示范法》第一条")
    kept = Citation.objects.get().pk
    note(source, "《示范法》第二条")

    assert (first, rows()) == (kept, [("", "《示范法》第二条", "art-2")])
    assert events("citations.noted") == 2


def test_what_no_article_answers_to_is_kept_without_one(source):
    make_version()

    note(source, "《示范法》第九十九条")

    assert rows() == [("", "《示范法》第九十九条", None)]
    assert list(queries.unresolved_citations()) == list(Citation.objects.all())


def test_it_is_found_once_the_law_comes_in(source):
    note(source, "《示范法》第二条第二款第（二）项")

    make_version()

    citation = Citation.objects.get()
    assert (citation.article.anchor, citation.paragraph, citation.item) == ("art-2", 2, 2)


def test_a_source_that_is_gone_cites_nothing(source):
    make_version()
    note(source, "《示范法》第一条")

    for _ in range(2):
        forget_citations(source=source, by=None, now=NOW)

    assert (rows(), events("citations.forgotten")) == ([], 1)


def test_another_source_keeps_its_own(source):
    make_version()
    other = make_user()
    note(source, "《示范法》第一条")
    note(other, "《示范法》第一条")

    forget_citations(source=source, by=None, now=NOW)

    assert [citation.source_id for citation in Citation.objects.all()] == [other.pk]


def test_a_citation_means_the_wording_of_its_day(source):
    old = make_version(day=date(2018, 1, 1))
    make_version(articles=LATER, day=date(2024, 1, 1))

    note(source, "《示范法》第一条", on=date(2020, 1, 1))

    assert Citation.objects.get().article.version == old


def test_what_lies_between_the_ends_of_a_range_is_cited_too(source):
    make_version(articles="第一条 甲。\n第二条 乙。\n第二条之一 丙。\n第三条 丁。\n第四条 戊。")

    note(source, "按《示范法》第一条至第四条办理。")

    assert [anchor for _, _, anchor in rows()] == ["art-1", "art-2", "art-2z1", "art-3", "art-4"]


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("《示范法》第二条第一款至第三款", ["第二条第一款", "第二条第二款", "第二条第三款"]),
        ("《示范法》第二条第二款第（一）至（三）项", [f"第二条第二款第（{number}）项" for number in "一二三"]),
        ("《示范法》第一条、第二条", ["第一条", "第二条"]),
    ],
)
def test_what_lies_between_parts_of_an_article_is_cited_too(source, text, noted):
    make_version()

    note(source, text)

    assert [words for _, words, _ in rows()] == [f"《示范法》{words}" for words in noted]


def test_a_changed_article_outdates_what_cites_it_within_a_range(source):
    make_version(articles="第一条 甲。\n第二条 乙。\n第三条 丙。")
    note(source, "《示范法》第一条至第三条")

    make_version(articles="第一条 甲。\n第二条 全新。\n第三条 丙。", day=date(2026, 12, 1))

    assert outdated() == ["《示范法》第二条"]


@pytest.mark.parametrize("text", ["《示范法》第二条至第一条", "《示范法》规定的第一条", "《示范法》第二条三款"])
def test_what_cannot_be_read_is_kept_without_an_article(source, text):
    make_version()

    note(source, text)

    assert rows() == [("", text, None)]


def test_a_range_that_ends_beyond_the_law_cites_its_beginning_alone(source):
    make_version()

    note(source, "《示范法》第一条至第九十九条")

    assert rows() == [("", "《示范法》第一条", "art-1"), ("", "《示范法》第九十九条", None)]


def test_a_citation_that_names_its_version_is_cited_at_that_one_alone(source):
    old = make_version(day=date(2018, 1, 1))
    newer = make_version(articles=LATER, day=date(2024, 1, 1))

    note(source, "《示范法》（2018年）第二条", on=TODAY)

    def cited(version):
        return [c.words for c in queries.citations_to_article(version.articles.get(anchor="art-2"))]

    assert (cited(old), cited(newer)) == (["《示范法（2018年）》第二条"], [])
    assert queries.citations_by_article(newer, queries.reading(newer)) == {}


def test_a_repeal_loses_no_citation_that_names_its_version(source):
    version = make_version(day=date(2018, 1, 1))
    note(source, "《示范法》（2018年）第一条、《示范法》第二条", on=TODAY)

    repeal_version(version=version, on=date(2026, 1, 1), by=None, now=NOW)

    assert [citation.words for citation in queries.unresolved_citations()] == ["《示范法》第二条"]


# What became outdated


def cite_everything(source):
    note(
        source,
        "《示范法》第一条、第二条、第二条第一款、第二条第二款、第二条第二款第（一）项、第二条第二款第（二）项",
    )


def test_only_what_cites_the_changed_words_is_outdated(source):
    make_version()
    cite_everything(source)

    newer = make_version(articles=LATER, day=date(2026, 12, 1))

    assert outdated() == ["《示范法》第二条", "《示范法》第二条第二款", "《示范法》第二条第二款第（二）项"]
    assert {citation.outdated_by for citation in queries.outdated_citations()} == {newer}
    assert Entry.objects.get(event="regulations.citations.outdated").detail["version"] == "2026-12-01"


def test_what_is_listed_by_its_item_alone_is_outdated_too(source):
    make_version()
    note(source, "《示范法》第二条第二款第（一）项、第（二）项")

    make_version(articles=LATER, day=date(2026, 12, 1))

    assert outdated() == ["《示范法》第二条第二款第（二）项"]


def test_nothing_is_rewritten(source):
    old = make_version()
    cite_everything(source)
    before = rows()

    make_version(articles=LATER, day=date(2026, 12, 1))

    assert rows() == before
    assert {citation.article.version for citation in Citation.objects.all()} == {old}


def test_a_dropped_article_outdates_what_cites_it(source):
    make_version(articles=ARTICLES + "第三条 丙。")
    note(source, "《示范法》第三条")

    make_version(day=date(2026, 12, 1))

    assert outdated() == ["《示范法》第三条"]


def test_a_space_more_or_less_is_no_other_wording(source):
    make_version()
    cite_everything(source)

    make_version(articles=ARTICLES.replace("企业应当", "企业 应当") + "第三条 丙。", day=date(2026, 12, 1))

    assert outdated() == []


def test_an_older_version_that_comes_in_late_outdates_nothing(source):
    make_version()
    cite_everything(source)

    make_version(articles=LATER, day=date(2010, 1, 1))

    assert outdated() == []


def test_another_law_outdates_nothing(source):
    make_version()
    cite_everything(source)

    make_version("中华人民共和国别样法", articles=LATER, day=date(2026, 12, 1))

    assert outdated() == []


def test_what_is_written_while_a_change_is_announced_is_told_of_it(source):
    make_version()
    make_version(articles=LATER, day=date(2027, 1, 1))

    cite_everything(source)

    assert outdated() == ["《示范法》第二条", "《示范法》第二条第二款", "《示范法》第二条第二款第（二）项"]


def test_what_is_written_about_a_day_long_past_means_that_day(source):
    make_version(day=date(2018, 1, 1))
    make_version(articles=LATER, day=date(2024, 1, 1))

    note(source, "《示范法》第二条", on=date(2020, 1, 1))

    assert outdated() == []


@pytest.mark.parametrize(
    ("words", "since", "left_behind"),
    [
        ("《示范法》第二条", date(2023, 12, 31), True),
        ("《示范法》第二条", date(2024, 1, 1), False),
        ("《示范法》第一条", date(2023, 12, 31), False),
        ("《示范法》（2018年）第二条", date(2023, 12, 31), False),
    ],
)
def test_who_adds_a_citation_is_told_what_changed_since_her_page_came_out(source, words, since, left_behind):
    """Unless she names the version that she means."""
    make_version(day=date(2018, 1, 1))
    make_version(articles=LATER, day=date(2024, 1, 1))

    note(source, words, on=date(2020, 1, 1), since=since)

    assert bool(outdated()) == left_behind


def test_what_has_no_day_of_its_own_keeps_that_of_each_citation(source):
    make_version(day=date(2018, 1, 1))
    note(source, "《示范法》第二条", on=date(2020, 1, 1))
    make_version(articles=LATER, day=date(2024, 1, 1))

    note(source, "《示范法》第一条、第二条、第二条第二款", keeps_days=True)

    assert [(c.words, c.on) for c in queries.citations_of(source).order_by("words")] == [
        ("《示范法》第一条", TODAY),
        ("《示范法》第二条", date(2020, 1, 1)),
        ("《示范法》第二条第二款", TODAY),
    ]
    assert outdated() == ["《示范法》第二条"]


def make_outdated(source):
    make_version()
    note(source, "《示范法》第二条第二款")
    make_version(articles=LATER, day=date(2026, 12, 1))
    return Citation.objects.get()


def test_what_was_looked_at_leaves_the_list_and_can_come_back(source):
    citation, editor = make_outdated(source), make_user()

    kept = keep_citation(citation=citation, by=editor, now=NOW)
    assert (outdated(), kept.checked_by, kept.checked_at) == ([], editor, NOW)
    keep_citation(citation=citation, by=editor, now=NOW, keep=False)

    assert outdated() == ["《示范法》第二条第二款"]
    assert (events("citation.kept"), events("citation.reopened")) == (1, 1)


def test_looking_twice_is_looking_once(source):
    citation = make_outdated(source)

    for editor in (make_user(), make_user()):
        keep_citation(citation=citation, by=editor, now=NOW)

    assert events("citation.kept") == 1


def test_what_is_not_outdated_is_not_kept(source):
    make_version()
    note(source, "《示范法》第一条")

    keep_citation(citation=Citation.objects.get(), by=make_user(), now=NOW)

    assert (Citation.objects.get().checked_at, events("citation.kept")) == (None, 0)


def test_publishing_the_same_words_again_forgets_nothing(source):
    citation = make_outdated(source)
    keep_citation(citation=citation, by=make_user(), now=NOW)

    note(source, "《示范法》第二条第二款")

    citation.refresh_from_db()
    assert (citation.outdated_by.name, citation.checked_at) == ("2026-12-01", NOW)


@pytest.mark.parametrize("cited", [("送礼", "《示范法》第二条第二款"), ("", "《中华人民共和国示范法》第二条第二款")])
def test_the_same_wording_cited_elsewhere_or_in_other_words_was_looked_at_as_well(source, cited):
    keep_citation(citation=make_outdated(source), by=make_user(), now=NOW)

    note(source, cited)

    assert [(c.place, c.words) for c in queries.checked_citations()] == [cited]
    assert outdated() == []


def test_another_place_of_the_article_was_not_looked_at(source):
    keep_citation(citation=make_outdated(source), by=make_user(), now=NOW)

    note(source, "《示范法》第二条")

    assert (outdated(), list(queries.checked_citations())) == (["《示范法》第二条"], [])


def test_a_further_version_that_says_what_was_seen_does_not_ask_again(source):
    citation = make_outdated(source)
    keep_citation(citation=citation, by=make_user(), now=NOW)

    make_version(articles=LATER + "第三条 丙。", day=date(2027, 1, 1))

    citation.refresh_from_db()
    assert (outdated(), citation.outdated_by.name) == ([], "2027-01-01")


def test_a_further_change_asks_again(source):
    keep_citation(citation=make_outdated(source), by=make_user(), now=NOW)

    make_version(articles=LATER.replace("赌博", "娱乐"), day=date(2027, 1, 1))

    assert outdated() == ["《示范法》第二条第二款"]


def test_a_wording_that_returns_is_outdated_no_more(source):
    make_outdated(source)

    make_version(articles=ARTICLES + "第三条 丙。", day=date(2027, 1, 1))

    assert (outdated(), Citation.objects.get().outdated_by) == ([], None)


def test_a_refused_version_outdates_nothing(source):
    make_version()
    cite_everything(source)

    with pytest.raises(Exception, match="already here"):
        save_regulation(outline=parse(law_text(articles=LATER)), by=None, now=NOW)

    assert outdated() == []


def test_an_article_is_cited_where_its_words_are_the_cited_ones(source):
    old = make_version()
    cite_everything(source)
    newer = make_version(articles=LATER, day=date(2026, 12, 1))

    def cited(version):
        article = queries.article_with_text(version.articles.last().pk)
        return [citation.words for citation in queries.citations_to_article(article)]

    assert len(cited(old)) == 5
    assert cited(newer) == ["《示范法》第二条第一款", "《示范法》第二条第二款第（一）项"]


def test_an_article_that_only_moved_is_cited_under_its_new_number(source):
    make_version()
    note(source, "《示范法》第一条、第二条第一款")
    moved = "第一条 新写的一条。\n\n" + ARTICLES.replace("第二条", "第三条").replace("第一条", "第二条")
    newer = make_version(articles=moved, day=date(2026, 12, 1))

    def cited(anchor):
        article = queries.article_with_text(newer.articles.get(anchor=anchor).pk)
        return [citation.words for citation in queries.citations_to_article(article)]

    assert [cited(f"art-{number}") for number in (1, 2, 3)] == [[], ["《示范法》第一条"], ["《示范法》第二条第一款"]]
    by_article = queries.citations_by_article(newer, queries.reading(newer))
    anchors = dict(newer.articles.values_list("pk", "anchor"))
    assert {anchors[pk]: [c.words for c in cites] for pk, cites in by_article.items()} == {
        "art-2": ["《示范法》第一条"],
        "art-3": ["《示范法》第二条第一款"],
    }


@pytest.mark.parametrize("count", [3, 40])
def test_saving_a_version_takes_as_many_queries_however_much_cites_it(django_assert_max_num_queries, count):
    make_version()
    for _ in range(count):
        note(make_user(), "《示范法》第二条第二款")
    outline = parse(law_text(articles=LATER, day=date(2026, 12, 1)))

    with django_assert_max_num_queries(60):
        save_regulation(outline=outline, by=None, now=NOW)

    assert (len(outdated()), Regulation.objects.count()) == (count, 1)


# What came in late, and what was repealed

SINCE, BETWEEN = date(2026, 7, 1), date(2025, 1, 1)


def came_late():
    """A source about a day cites the wording of then; only now does the version come in that held on that day."""
    make_version(day=date(2018, 1, 1))
    source = make_user()
    note(source, "《示范法》第二条", on=SINCE)
    return source, make_version(articles=LATER, day=BETWEEN)


def test_a_version_that_comes_in_late_outdates_what_was_noted_without_it():
    came_late()

    assert outdated() == ["《示范法》第二条"]


def test_a_corrected_comma_does_not_take_it_off_the_list():
    source, _ = came_late()

    note(source, "按《示范法》第二条", on=SINCE)

    assert outdated() == ["《示范法》第二条"]


def test_what_links_to_a_wording_is_listed_under_it_whatever_was_noted_first():
    _, late = came_late()
    changed = late.articles.get(anchor="art-2")

    assert [c.words for c in queries.citations_to_article(changed)] == ["《示范法》第二条"]
    assert list(queries.citations_by_article(late, queries.reading(late))) == [changed.pk]


@pytest.mark.parametrize(
    ("days", "repealed", "held"),
    [
        ([date(2018, 1, 1)], None, [True, True, True]),
        ([date(2018, 1, 1), date(2025, 1, 1)], None, [True, False, False]),
        ([date(2018, 1, 1), date(2025, 1, 2)], None, [True, True, False]),
        ([date(2018, 1, 1), date(2026, 1, 1)], date(2025, 1, 1), [True, False, False]),
        ([date(2018, 1, 2)], None, [False, True, True]),
    ],
)
def test_the_days_of_a_version_end_where_the_next_one_begins_or_it_is_repealed(days, repealed, held):
    first, *_ = [make_version(articles=ARTICLES if n == 0 else LATER, day=day) for n, day in enumerate(days)]
    repeal_version(version=first, on=repealed, by=None, now=NOW)
    first.refresh_from_db()

    asked = [date(2018, 1, 1), date(2025, 1, 1), date(2025, 6, 1)]

    assert [day in queries.days_of(first) for day in asked] == held
    assert held == [queries.version_in_force(first.regulation, day) == first for day in asked]


def repeal(version, on):
    repeal_version(version=version, on=on, by=None, now=NOW)


def test_what_is_cited_about_a_day_after_the_repeal_is_cited_in_vain(source):
    version = make_version(day=date(2018, 1, 1))
    note(source, ("送礼", "《示范法》第一条"), on=SINCE)
    note(make_user(), ("宴请", "《示范法》第一条"), on=date(2020, 1, 1))

    repeal(version, date(2026, 6, 15))

    assert rows() == [("送礼", "《示范法》第一条", None), ("宴请", "《示范法》第一条", "art-1")]
    assert [citation.place for citation in queries.unresolved_citations()] == ["送礼"]
    assert events("citations.lost") == 1


def test_a_repeal_that_is_taken_back_gives_them_back(source):
    version = make_version(day=date(2018, 1, 1))
    note(source, "《示范法》第一条", on=SINCE)

    repeal(version, date(2026, 6, 15))
    repeal(version, None)

    assert rows() == [("", "《示范法》第一条", "art-1")]
    assert outdated() == []
