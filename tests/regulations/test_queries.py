from datetime import date, timedelta

import pytest

from regulations import queries
from regulations.models import Version
from tests.regulations.builders import ARTICLES, TODAY, make_version, plain_articles

pytestmark = pytest.mark.django_db

OLD, NEW = date(2018, 3, 20), date(2024, 12, 25)


def make_two_versions():
    old = make_version(day=OLD)
    return old, make_version(articles=ARTICLES + "第三条 新增。", day=NEW)


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (OLD - timedelta(days=1), None),
        (OLD, "2018-03-20"),
        (NEW - timedelta(days=1), "2018-03-20"),
        (NEW, "2024-12-25"),
        (TODAY, "2024-12-25"),
    ],
)
def test_one_version_at_most_is_in_force_on_a_day(on, name):
    regulation = make_two_versions()[0].regulation

    version = queries.version_in_force(regulation, on)

    assert (version.name if version else None) == name


def test_a_repealed_version_is_not_replaced_by_the_one_before_it():
    _, new = make_two_versions()
    new.repealed_on = date(2026, 1, 1)
    new.save()

    assert queries.version_in_force(new.regulation, TODAY) is None
    assert queries.standing(new, [new], TODAY) == queries.REPEALED


def test_each_version_says_how_it_stands():
    versions = make_two_versions()

    assert [queries.standing(v, versions, TODAY) for v in versions] == [queries.SUPERSEDED, queries.IN_FORCE]
    assert [queries.standing(v, versions, OLD) for v in versions] == [queries.IN_FORCE, queries.NOT_YET]


def test_a_citation_leads_to_the_version_of_its_day():
    make_two_versions()

    assert queries.resolve("《示范法》第一条", date(2020, 1, 1)).article.version.name == "2018-03-20"
    assert queries.resolve("《示范法》第一条", TODAY).article.version.name == "2024-12-25"


def test_a_citation_leads_to_its_item_by_any_name():
    make_version(aliases=["示范办法"])

    passages = [
        queries.resolve(text, TODAY)
        for text in (
            "《中华人民共和国示范法》第二条第二款第（三）项",
            "示范法第2条第2款第3项",
            "《示范办法》第二条第三项",
        )
    ]

    assert {passage.anchor for passage in passages} == {"art-2-2-3"}
    assert [p.label for p in passages[1:]] == ["《示范法》第二条第二款第（三）项", "《示范法》第二条第（三）项"]
    assert passages[0].item.text == "安排旅游。"


@pytest.mark.parametrize(
    "text",
    [
        "《示范法》第九条",
        "《示范法》第二条第九款",
        "《示范法》第二条第二款第九项",
        "《示范法》第一条之一",
        "《别的法》第一条",
        "随便",
    ],
)
def test_what_is_not_there_is_never_guessed(text):
    make_version()

    assert queries.resolve(text, TODAY) is None


def test_an_item_without_its_paragraph_is_clear_only_when_one_has_it():
    make_version(articles="第一条 甲：\n（一）子。\n乙：\n（一）丑。")

    assert queries.resolve("《示范法》第一条第一项", TODAY) is None
    assert queries.resolve("《示范法》第一条第二款第一项", TODAY).item.text == "丑。"


def test_many_citations_cost_as_much_as_one(django_assert_num_queries):
    make_version(articles=plain_articles(30))
    text = "、".join(f"《示范法》第{number}条第二款" for number in range(1, 31))
    citations = queries.citations_in(text)

    with django_assert_num_queries(4):
        found = queries.passages(citations, TODAY)

    assert [found[citation].anchor for citation in citations] == [f"art-{n}-2" for n in range(1, 31)]


def test_an_inserted_article_is_cited_by_its_suffix():
    make_version(articles="第一条 甲。\n第一条之一 乙。\n第二款。")

    assert queries.resolve("《示范法》第一条之一第二款", TODAY).anchor == "art-1z1-2"


def test_a_version_is_read_from_top_to_bottom():
    version = make_version(articles="第一章 总则\n第一条 甲：\n（一）子。\n第二章 分则\n第一节 某节\n第二条 乙。\n丙。")

    blocks = queries.reading(version).blocks

    assert [block.anchor for block in blocks] == ["ch-1", "art-1", "ch-2", "ch-2-sec-1", "art-2"]
    assert [block.level for block in queries.reading(version).contents] == [2, 2, 3]
    assert blocks[1].paragraphs[0].items == [("art-1-1-1", "（一）", "子。")]
    assert [paragraph.anchor for paragraph in blocks[-1].paragraphs] == ["art-2-1", "art-2-2"]


def test_a_citation_that_names_its_version_leads_to_that_one_on_any_day():
    old = make_version(day=date(2018, 3, 20))
    make_version(articles=ARTICLES + "第三条 丙。", day=date(2024, 12, 25))

    for text in (
        "《示范法》（2018年）第二条第二款",
        "《示范法(2018修正)》第二条第二款",
        "示范法（二〇一八年版）第二条第二款",
    ):
        assert queries.resolve(text, TODAY).url == f"{old.get_absolute_url()}#art-2-2"


@pytest.mark.parametrize(
    "text",
    [
        "《示范法》（2019年）第一条",
        "《示范法》（2018年）第三条",
        "《示范法》（2018年、2024年）第一条",
        "《无此法》（2018年）第一条",
    ],
)
def test_a_version_that_is_not_there_is_never_guessed(text):
    make_version(day=date(2018, 3, 20))
    make_version(articles=ARTICLES + "第三条 丙。", day=date(2024, 12, 25))

    assert queries.resolve(text, TODAY) is None


def test_a_citation_may_name_its_version_by_the_day_it_took_effect():
    make_version(day=date(2018, 10, 26))
    revised = make_version(articles=ARTICLES + "第三条 丙。", day=date(2023, 12, 29))
    Version.objects.filter(pk=revised.pk).update(effective_on=date(2024, 7, 1))

    by_day, by_year, wrong = (
        queries.resolve(f"《示范法》（{said}）第一条", TODAY)
        for said in ("2024年7月1日起施行", "2024年施行", "2024年7月2日起施行")
    )

    assert (by_day.article.version, by_year.article.version, wrong) == (revised, revised, None)


def test_two_versions_of_one_year_are_not_told_apart_by_it_but_by_their_days():
    make_version(day=date(2018, 3, 20))
    later = make_version(articles=ARTICLES + "第三条 丙。", day=date(2018, 12, 25))

    assert queries.resolve("《示范法》（2018年）第一条", TODAY) is None
    assert queries.resolve("《示范法》（2018年12月25日修正）第一条", TODAY).article.version == later


def test_a_year_that_belongs_to_the_name_of_a_regulation_names_no_version():
    make_version("园区负面清单", day=date(2022, 1, 1), aliases=["园区负面清单（2022年版）"])
    amended = make_version("园区负面清单", articles=ARTICLES + "第三条 丙。", day=date(2024, 1, 1))

    assert queries.resolve("《园区负面清单（2022年版）》第三条", TODAY).article.version == amended


def test_many_citations_of_versions_cost_as_much_as_one(django_assert_num_queries):
    make_version(articles=plain_articles(30), day=date(2018, 1, 1))
    text = "、".join(f"《示范法》（2018年）第{number}条、《示范法》第{number}条" for number in range(1, 31))
    citations = queries.citations_in(text)

    with django_assert_num_queries(4):
        found = queries.passages(citations, TODAY)

    assert len([passage for passage in found.values() if passage]) == 60


def test_a_name_means_a_law_without_its_brackets_unless_another_law_is_called_just_so():
    bracketed = make_version("示范条例（十二）").regulation
    said = [queries.regulation_named(name) for name in ("示范条例十二", "示范条例12", "示范条例(十二)")]
    plain = make_version("示范条例十二").regulation

    assert said == [bracketed] * 3
    assert [queries.regulation_named(name) for name in ("示范条例十二", "示范条例（十二）")] == [plain, bracketed]
    assert queries.resolve("《示范条例十二》第二条", TODAY).article.version.regulation == plain
