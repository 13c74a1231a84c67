"""What changed between two wordings: articles, lines and words."""

import time
from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from regulations.rules.comparing import Change, Words, compare_articles, compare_lines, compare_words
from regulations.rules.parse import parse
from tests.regulations.builders import ARTICLES, REAL_LAWS, make_version, needs_real_laws, plain_articles

ADDED, CHANGED, DROPPED, SAME = Change.ADDED, Change.CHANGED, Change.DROPPED, Change.SAME


def law(*texts, first=1):
    """Articles numbered on from `first`; a text may have several lines."""
    return [Words(f"art-{n}", f"第{n}条", tuple(text.split("\n"))) for n, text in enumerate(texts, first)]


def became(pairs):
    return [(pair.change, pair.old and pair.old.label, pair.new and pair.new.label) for pair in pairs]


def marked(line):
    signs = {SAME: "{}", ADDED: "[+{}]", DROPPED: "[-{}]"}
    return "".join(signs[piece.change].format(piece.words) for piece in line)


GIFTS, MEALS, TRIPS = "企业不得向工作人员赠送礼品。", "企业不得安排超标准的宴请。", "企业不得以考察为名安排旅游。"


def test_an_article_in_the_middle_does_not_change_those_that_follow():
    pairs = compare_articles(law(GIFTS, TRIPS), law(GIFTS, MEALS, TRIPS))

    assert became(pairs) == [(SAME, "第1条", "第1条"), (ADDED, None, "第2条"), (SAME, "第2条", "第3条")]
    assert [pair.moved for pair in pairs] == [False, False, True]


def test_a_dropped_article_stands_where_it_stood():
    pairs = compare_articles(law(GIFTS, MEALS, TRIPS), law(GIFTS, TRIPS))

    assert became(pairs) == [(SAME, "第1条", "第1条"), (DROPPED, "第2条", None), (SAME, "第3条", "第2条")]


def test_a_changed_article_under_another_number_is_known_by_its_words():
    pairs = compare_articles(law(GIFTS, MEALS), law("总的规定在此。", GIFTS.replace("礼品", "礼品、礼金"), MEALS))

    assert became(pairs) == [(ADDED, None, "第1条"), (CHANGED, "第1条", "第2条"), (SAME, "第2条", "第3条")]


def test_articles_that_have_nothing_in_common_are_not_one():
    pairs = compare_articles(law("甲乙丙丁戊己。"), law("子丑寅卯辰巳？"))

    assert became(pairs) == [(DROPPED, "第1条", None), (ADDED, None, "第1条")]


def test_two_articles_of_the_same_words_keep_their_numbers():
    pairs = compare_articles(law("略。", GIFTS, "略。"), law("略。", MEALS, "略。"))

    assert [(old, new) for _, old, new in became(pairs)][::2] == [("第1条", "第1条"), ("第3条", "第3条")]


def test_a_line_more_is_one_line():
    lines = list(compare_lines(["甲：", "（一）送礼；"], ["甲：", "（一）送礼；", "（二）宴请。"]))

    assert list(map(marked, lines)) == ["甲：", "（一）送礼；", "[+（二）宴请。]"]


def test_a_line_that_changed_shows_where():
    lines = list(compare_lines([GIFTS, MEALS], [GIFTS, MEALS.replace("超标准的", "任何形式的")]))

    assert list(map(marked, lines)) == [GIFTS, "企业不得安排[-超标准][+任何形式]的宴请。"]


def test_of_lines_that_have_nothing_in_common_what_went_stands_before_what_came():
    lines = list(compare_lines([GIFTS, "甲乙丙丁", MEALS], ["子丑寅卯", "辰巳午未", MEALS]))

    assert list(map(marked, lines)) == [f"[-{GIFTS}]", "[-甲乙丙丁]", "[+子丑寅卯]", "[+辰巳午未]", MEALS]


def test_a_line_that_has_nothing_in_common_is_shown_whole():
    assert marked(compare_words("甲乙丙丁", "子丑寅卯")) == "[-甲乙丙丁][+子丑寅卯]"


def test_a_number_is_one_word():
    assert marked(compare_words("罚款1200元。", "罚款1500元。")) == "罚款[-1200][+1500]元。"


TEXTS = st.text("甲乙丙，。（一）", min_size=1, max_size=12)


@given(TEXTS, TEXTS)
def test_both_wordings_can_be_read_back_from_what_changed(old, new):
    line = compare_words(old, new)

    assert "".join(piece.words for piece in line if piece.change != ADDED) == old
    assert "".join(piece.words for piece in line if piece.change != DROPPED) == new


@given(st.lists(TEXTS, max_size=8), st.lists(TEXTS, max_size=8))
def test_no_article_is_lost_and_none_is_shown_twice(old, new):
    pairs = compare_articles(law(*old), law(*new))

    assert [pair.new for pair in pairs if pair.new] == law(*new)
    assert sorted(pair.old.key for pair in pairs if pair.old) == sorted(each.key for each in law(*old))


@given(st.lists(TEXTS, max_size=8), st.lists(TEXTS, max_size=8))
def test_no_line_is_lost(old, new):
    lines = [piece for line in compare_lines(old, new) for piece in line]

    assert "".join(piece.words for piece in lines if piece.change != ADDED) == "".join(old)
    assert "".join(piece.words for piece in lines if piece.change != DROPPED) == "".join(new)


@given(st.lists(TEXTS, max_size=8))
def test_the_same_law_twice_has_not_changed(texts):
    assert {pair.change for pair in compare_articles(law(*texts), law(*texts))} <= {SAME}


def test_five_hundred_changed_articles_are_compared_in_a_second():
    texts = [f"{GIFTS}第{number}种情形，由第{number * 7}号部门处理，期限为{number}日。" for number in range(500)]
    began = time.process_time()

    pairs = compare_articles(law(*texts), law(*[text.replace("礼品", "礼金") for text in texts]))

    assert time.process_time() - began < 1
    assert {pair.change for pair in pairs} == {CHANGED}


def real(name):
    outline = parse((REAL_LAWS / f"{name}.md").read_text(), name)
    return [Words(a.anchor, a.label, tuple(p.text for p in a.paragraphs)) for a in outline.articles]


@needs_real_laws
def test_a_real_amendment_is_followed_through_its_new_numbers():
    pairs = compare_articles(real("监察法(2018-03-20)"), real("监察法(2024-12-25)"))

    assert ("第六十五条", "第七十四条") in [(old, new) for _, old, new in became(pairs)]
    assert len([pair for pair in pairs if pair.change == ADDED]) == 9
    assert [pair for pair in pairs if pair.change == DROPPED] == []


# The page


def address(new, old):
    return reverse("regulations:compare", args=[new.regulation.slug, new.name, old.name])


@pytest.fixture
def versions(db):
    """A law that gained an article, and lost a word of another; the older one first."""
    old = make_version(articles=ARTICLES + "第三条 丙。", day=date(2018, 1, 1))
    changed = ARTICLES.replace("（二）宴请；", "（二）超标准宴请；")
    return old, make_version(articles=changed + "第三条 新加的。\n第四条 丙。", day=date(2024, 1, 1))


def test_anybody_sees_what_changed(client, versions):
    old, new = versions

    page = client.get(address(new, old)).text

    assert "（二）<ins>" in page
    assert ">超标准<" in page
    assert page.count("compare__one--changed") == 1
    assert page.count("compare__one--added") == 1
    assert "原第三条" in page


def test_it_is_said_in_words_too(client, versions):
    old, new = versions

    page = client.get(address(new, old)).text

    assert '<span class="visually-hidden">新增：</span>超标准<span class="visually-hidden">（完）</span></ins>' in page


def test_two_versions_are_chosen_and_put_in_order(client, versions):
    old, new = versions

    chosen = client.get(address(new, old), {"new": old.name, "old": new.name})

    assert chosen.url == address(new, old)


def test_a_version_compared_with_itself_is_that_version(client, versions):
    old, new = versions

    assert client.get(address(new, old), {"new": new.name, "old": new.name}).url == new.get_absolute_url()


@pytest.mark.parametrize(("new", "old"), [("2024-01-01", "1999-01-01"), ("1999-01-01", "2018-01-01")])
def test_a_version_that_is_not_there_is_not_compared(client, versions, new, old):
    assert client.get(reverse("regulations:compare", args=["示范法", new, old])).status_code == 404


def test_the_reader_leads_to_what_changed(client, versions):
    old, new = versions

    assert address(new, old) in client.get(new.get_absolute_url()).text
    assert "/since/" not in client.get(old.get_absolute_url()).text


def test_a_colon_of_another_width_is_no_change(client, db):
    old = make_version(articles="第一条 如下:甲。", day=date(2018, 1, 1))
    new = make_version(articles="第一条 如下：甲。\n第二条 乙。", day=date(2024, 1, 1))

    assert "compare__one--changed" not in client.get(address(new, old)).text


@pytest.mark.parametrize("articles", [3, 500])
def test_a_comparison_of_any_length_takes_as_many_queries(client, db, django_assert_max_num_queries, articles):
    old = make_version(articles=plain_articles(articles), day=date(2018, 1, 1))
    new = make_version(articles=plain_articles(articles).replace("件事", "件大事"), day=date(2024, 1, 1))

    with django_assert_max_num_queries(5):
        page = client.get(address(new, old))

    assert page.text.count("compare__one--changed") == articles
