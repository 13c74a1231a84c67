"""The editor's list of citations that the law has left behind."""

from datetime import date

import pytest
from django.urls import reverse

from journal.models import Entry
from quizzes.actions import save_question
from quizzes.models import QuestionBank
from regulations.models import Citation
from tests.builders import NOW, make_publisher
from tests.content.builders import make_case, make_site
from tests.pledges.builders import BLOCKS, make_text
from tests.regulations.builders import ARTICLES, make_version

pytestmark = pytest.mark.django_db
CHANGED = ARTICLES.replace("（二）宴请；", "（二）超标准宴请；")
BROKEN = [{"regulation": "示范法", "article": "第二条第二款", "note": "收受卡片。"}]


@pytest.fixture
def editor(client):
    make_site()
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    return client


def listed(which="outdated"):
    return reverse("content-cms:citations", args=[which])


def amend(articles=CHANGED, day=date(2026, 12, 1)):
    return make_version(articles=articles, day=day)


def make_outdated():
    make_version()
    case = make_case(title="三张购物卡", broken=BROKEN)
    amend()
    return case, Citation.objects.get()


def test_a_case_that_cites_what_was_changed_is_listed_with_the_change(editor):
    case, _ = make_outdated()

    page = editor.get(listed()).text

    assert "三张购物卡" in page
    assert f"/cms/pages/{case.pk}/edit/" in page
    assert "《示范法》第二条第二款" in page
    assert ">超标准<" in page


def test_questions_and_pledges_are_listed_with_them(editor):
    make_version()
    bank = QuestionBank.objects.create(name="题库")
    data = {"stem": "可以宴请吗？", "answer": True, "citation": "《示范法》第二条"}
    question, _ = save_question(bank=bank, kind="truefalse", now=NOW, **data)
    make_text(blocks={**BLOCKS, "items": ["按《示范法》第二条，不宴请。"]})
    amend()

    page = editor.get(listed()).text

    assert f"/cms/snippets/quizzes/truefalse/edit/{question.pk}/" in page
    assert "清廉从业承诺书 1.0" in page
    assert "已发布的承诺书文字不能修改" in page


def test_what_still_stands_is_not_listed(editor):
    make_version()
    make_case(broken=[{"regulation": "示范法", "article": "第一条"}])
    amend()

    page = editor.get(listed()).text

    assert "所有引用的条文都没有变化" in page


def test_an_article_that_moved_is_followed(editor):
    make_version()
    make_case(broken=BROKEN)
    amend(ARTICLES.replace("第二条", "第二条 新加的。\n\n第三条").replace("（二）宴请", "（二）超标准宴请"))

    page = editor.get(listed()).text

    assert "该条现为第三条" in page
    assert ">超标准<" in page


def test_an_article_that_was_written_anew_under_its_number_is_not_called_gone(editor):
    make_version()
    make_case(broken=BROKEN)
    amend(ARTICLES[: ARTICLES.index("第二条")] + "第二条 子丑寅卯辰巳午未。")

    page = editor.get(listed()).text

    assert "新版本没有相应的条文" not in page
    assert "<ins>" in page


def test_an_article_that_was_dropped_says_so(editor):
    make_version()
    make_case(broken=BROKEN)
    amend("第一条 为了示范，制定本法。")

    page = editor.get(listed()).text

    assert "新版本没有相应的条文" in page
    assert "<del>" in page


def test_it_says_how_the_later_wording_is_cited_in_a_page_that_means_that_of_its_day(editor):
    make_version()
    make_case(broken=BROKEN)
    moved = "第一条 新的一条。\n\n" + CHANGED.replace("第二条", "第三条").replace("第一条", "第二条")
    amend(moved)

    assert (
        '要引用新条文，请写：<b class="citing__now">《示范法》（2026年）第三条第二款</b>' in editor.get(listed()).text
    )


def test_of_two_versions_of_a_year_none_is_named_by_it(editor):
    make_version()
    make_case(broken=BROKEN)
    amend(day=date(2026, 11, 30))
    amend(CHANGED + "第三条 又一条。")

    assert "要引用新条文" not in editor.get(listed()).text


def test_a_question_cites_todays_wording_without_saying_so(editor):
    make_version()
    bank = QuestionBank.objects.create(name="题库")
    save_question(bank=bank, kind="truefalse", now=NOW, stem="对吗？", answer=True, citation="《示范法》第二条")
    amend()

    page = editor.get(listed()).text

    assert "《示范法》第二条" in page
    assert "要引用新条文" not in page


def test_what_may_stay_leaves_the_list_and_comes_back(editor):
    _, citation = make_outdated()

    editor.post(reverse("content-cms:keep-citation", args=[citation.pk]))
    kept = editor.get(listed()).text, editor.get(listed("kept")).text
    editor.post(reverse("content-cms:reopen-citation", args=[citation.pk]))

    assert ["三张购物卡" in page for page in kept] == [False, True]
    assert "林编辑" in kept[1]
    assert "三张购物卡" in editor.get(listed()).text
    events = list(Entry.objects.filter(event__startswith="regulations.citation.").values_list("event", "by"))
    assert [event for event, _ in events] == ["regulations.citation.kept", "regulations.citation.reopened"]
    assert all(by for _, by in events)


def test_looking_at_the_list_keeps_nothing(editor):
    _, citation = make_outdated()

    answer = editor.get(reverse("content-cms:keep-citation", args=[citation.pk]))

    citation.refresh_from_db()
    assert (answer.status_code, citation.checked_at) == (405, None)


def test_a_citation_of_nothing_is_listed_apart(editor):
    make_case(title="三张购物卡", broken=BROKEN)

    page = editor.get(listed("unresolved")).text

    assert "三张购物卡" in page
    assert "《示范法》第二条第二款" in page
    assert "三张购物卡" not in editor.get(listed()).text


def test_the_home_of_the_cms_tells_how_many_there_are(editor):
    make_version()
    make_case(broken=BROKEN)
    before = editor.get("/cms/").text
    amend()

    after = editor.get("/cms/").text

    assert ["有 1 处引用的条文已被新版本修改或删去" in page for page in (before, after)] == [False, True]
    assert listed() in after


def test_the_reports_lead_to_the_list(editor):
    assert listed() in editor.get("/cms/").text


def test_a_list_that_is_none_is_not_found(editor):
    assert editor.get(listed("whatever")).status_code == 404


@pytest.mark.parametrize("cases", [1, 12])
def test_a_list_of_any_length_takes_as_many_queries(editor, cases, django_assert_max_num_queries):
    make_version()
    site = make_site()
    for number in range(cases):
        make_case(site, title=f"案例{number}", broken=BROKEN)
    amend()
    editor.get(listed())

    with django_assert_max_num_queries(26):
        page = editor.get(listed()).text

    assert page.count("citing__words") == cases
