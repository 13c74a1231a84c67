"""What pages, questions and pledge texts cite is known as soon as they are out, and forgotten when they are gone."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page

from content import importers
from content.actions import note_page
from pledges import actions as pledges
from quizzes.actions import note_question, save_question
from quizzes.models import Question, QuestionBank
from regulations import queries
from regulations.models import Citation
from tests.builders import NOW, make_publisher
from tests.content.builders import BOUNDARY, make_case, make_notice, make_site
from tests.pledges.builders import BLOCKS, make_text, revise
from tests.regulations.builders import ARTICLES, make_version, plain_articles

pytestmark = pytest.mark.django_db


def cited(source):
    return [(citation.place, citation.words) for citation in queries.citations_of(source)]


def test_a_published_case_cites_what_it_broke_and_what_it_tells():
    make_version()
    case = make_case(happened=["何某想起《示范法》第一条。"], broken=[{"regulation": "示范法", "article": "第二条"}])

    assert cited(case) == [("", "《示范法》第一条"), ("", "《示范法》第二条")]
    assert {citation.on for citation in queries.citations_of(case)} == {date(2025, 3, 18)}


def test_a_draft_cites_nothing_until_it_is_out():
    make_version()
    case = make_case()
    case.body.append(("citation", "示范法第一条"))
    revision = case.save_revision()
    before = cited(case)

    revision.publish()

    assert (before, cited(case)) == ([("", "《示范法》第二条")], [("", "《示范法》第二条"), ("", "《示范法》第一条")])


@pytest.mark.parametrize("leave", [lambda case: case.unpublish(), lambda case: case.delete()])
def test_a_case_that_is_gone_cites_nothing(leave):
    make_version()
    case = make_case()

    leave(case)

    assert Citation.objects.count() == 0


def test_deleting_a_shelf_forgets_what_stood_on_it():
    make_version()
    site = make_site()
    make_case(site)

    Page.objects.get(pk=site.sections["cases"].pk).delete()

    assert Citation.objects.count() == 0


def test_each_boundary_item_cites_by_itself():
    make_version()
    page = importers.save_boundary_list(make_site().sections["boundary"], BOUNDARY, NOW)

    assert cited(page) == [(title, "《示范法》第二条") for title in ("不准收礼", "不送财物", "可以走访")]


def test_a_laws_own_page_does_not_cite_all_that_the_law_cites():
    version = make_version(articles=ARTICLES + "第三条 依照《示范法》第一条办理。")
    data = {"summary": "见《示范法》第二条。"}
    page = importers.save_regulation_page(make_site().sections["regulations"], version.regulation, data, NOW)

    assert cited(page) == [("", "《示范法》第二条")]


# Questions


def make_question(**fields):
    bank, _ = QuestionBank.objects.get_or_create(name="题库")
    data = {"stem": "对吗？", "answer": True, "citation": "示范法第二条第二款", **fields}
    return save_question(bank=bank, kind="truefalse", now=NOW, key="q", **data)[0]


def test_an_imported_question_cites():
    make_version()

    assert cited(make_question(explanation="另见《示范法》第一条。")) == [
        ("", "《示范法》第一条"),
        ("", "《示范法》第二条第二款"),
    ]


WHY = "见《示范法》第一条。"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("single", {"options": ["可以", WHY], "answer": 1}),
        ("matching", {"pairs": [["送礼", WHY], ["宴请", "不许"]]}),
        ("scenario", {"parts": [{"text": "他收下了。", "zone": "red", "why": WHY}]}),
        ("scenario", {"parts": [{"text": "他该怎么办？", "options": ["退回", WHY], "answers": [1]}]}),
    ],
)
def test_what_the_options_and_parts_of_a_question_say_cites(kind, fields):
    make_version()
    bank = QuestionBank.objects.create(name="题库")

    question, _ = save_question(bank=bank, kind=kind, stem="对吗？", now=NOW, key="q", **fields)

    assert cited(question) == [("", "《示范法》第一条")]


def test_a_question_saved_in_the_cms_cites(client):
    make_version()
    make_site()
    question = make_question(citation="")
    client.force_login(make_publisher())
    address = f"/cms/snippets/quizzes/truefalse/edit/{question.pk}/"
    said = {"bank": question.bank_id, "stem": "对吗？", "difficulty": 2, "is_true": "on"}

    client.post(address, {**said, "citation": "《示范法》第一条"})

    question.refresh_from_db()
    assert (cited(question), question.article.anchor) == ([("", "《示范法》第一条")], "art-1")


def test_a_corrected_comma_does_not_hide_that_the_law_has_changed():
    make_version()
    question = make_question()
    make_version(articles=ARTICLES.replace("宴请", "赌博"), day=date(2026, 11, 1))

    question.stem = "对吗"
    question.save()
    note_question(question=question, by=None, now=NOW)

    assert [citation.words for citation in queries.outdated_citations()] == ["《示范法》第二条第二款"]


def test_what_is_new_in_a_question_cites_the_law_of_today():
    """One of its citations is of before, and stays so."""
    make_version()
    question = make_question()
    newer = make_version(articles=ARTICLES.replace("宴请", "赌博"), day=date(2026, 11, 1))

    question.stem = "《示范法》第二条第三款说的对吗？"
    question.save()
    note_question(question=question, by=None, now=NOW)

    cited = queries.citations_of(question).select_related("article__version")
    assert {c.words: c.article.version == newer for c in cited} == {
        "《示范法》第二条第二款": False,
        "《示范法》第二条第三款": True,
    }


def test_before_eight_in_the_morning_a_question_cites_the_law_of_that_day_and_not_of_the_day_before():
    make_version()
    newer = make_version(articles=ARTICLES.replace("宴请", "赌博"), day=date(2026, 12, 1))
    bank = QuestionBank.objects.create(name="题库")
    early = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)

    question, _ = save_question(
        bank=bank, kind="truefalse", now=early, stem="对吗？", answer=True, citation="示范法第二条"
    )

    assert [each.on for each in queries.citations_of(question)] == [date(2026, 12, 1)]
    assert question.article.version == newer


def test_a_deleted_question_cites_nothing():
    make_version()

    make_question().delete()

    assert (Question.objects.count(), Citation.objects.count()) == (0, 0)


# Pledge texts


def test_a_published_pledge_text_cites_clause_by_clause():
    make_version()
    items = ["按《示范法》第二条，不送礼。", "主动回避。", "依《示范法》第一条行事。"]
    version = make_text(blocks={**BLOCKS, "items": items}).versions.get()

    assert cited(version) == [("第一条", "《示范法》第二条"), ("第三条", "《示范法》第一条")]


def test_a_superseded_wording_cites_nothing_any_more():
    make_version()
    text = make_text(blocks={**BLOCKS, "items": ["按《示范法》第二条，不送礼。"]})

    newer = revise(text, blocks={**BLOCKS, "items": ["按《示范法》第一条，不送礼。"]})

    assert {citation.source_id for citation in Citation.objects.all()} == {newer.pk}


def test_a_withdrawn_wording_cites_nothing():
    make_version()
    version = make_text(blocks={**BLOCKS, "items": ["按《示范法》第二条，不送礼。"]}).versions.get()

    pledges.withdraw_version(version=version, reason="措辞有误", by=None, now=NOW)

    assert Citation.objects.count() == 0


# All at once


def test_everything_is_read_again_by_a_command():
    make_version()
    case, question = make_case(), make_question()
    version = make_text(blocks={**BLOCKS, "items": ["按《示范法》第二条，不送礼。"]}).versions.get()
    before = [cited(source) for source in (case, question, version)]
    Citation.objects.all().delete()

    for _ in range(2):
        call_command("renew_citations", stdout=StringIO())

    assert [cited(source) for source in (case, question, version)] == before


def test_what_was_noted_when_fewer_ways_of_citing_were_read_is_put_right_by_the_command():
    old = make_version(articles=plain_articles(4), day=date(2018, 1, 1))
    make_version(articles=plain_articles(5), day=date(2024, 1, 1))
    case = make_case(happened=["按《示范法》第一条至第三条、《示范法》（2018年）第四条办理。"], broken=[])
    rows = queries.citations_of(case)
    rows.filter(words="《示范法》第二条").delete()
    rows.filter(article__version=old).update(words="《示范法》第四条")

    call_command("renew_citations", stdout=StringIO())

    assert [words for _, words in cited(case)] == [
        *[f"《示范法》第{number}条" for number in "一三"],
        "《示范法》第二条",
        "《示范法（2018年）》第四条",
    ]


# What an editor is told while writing


def save_in_the_cms(client, case, **headers):
    form = {
        "title": case.title,
        "slug": case.slug,
        "summary": case.summary,
        "source": "来源",
        "audience": "members",
        "body-count": "1",
        "body-0-type": "broken",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "body-0-value-count": "1",
        "body-0-value-0-order": "0",
        "body-0-value-0-deleted": "",
        "body-0-value-0-id": "",
        "body-0-value-0-value-citation": "示范法第九十九条",
        "body-0-value-0-value-note": "",
    }
    for formset in ("lines", "comments"):
        form |= {f"{formset}-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    return client.post(f"/cms/pages/{case.pk}/edit/", form, headers=headers)


@pytest.fixture
def editor(client):
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    return client


def test_a_citation_without_its_marks_is_told_too_when_it_points_nowhere(editor):
    make_version()
    case = make_case()

    save_in_the_cms(editor, case)

    assert "《示范法》第九十九条" in editor.get("/cms/").text


def notice_of_2021():
    """Of then are its page and what it cites; the law has changed since."""
    make_version()
    page = make_notice(make_site(), public=False, body=["按《示范法》第二条第二款办理。"])
    page.first_published_at = datetime(2021, 3, 1, 1, 0, tzinfo=UTC)
    page.save()
    note_page(page=page, by=None, now=NOW)
    make_version(articles=ARTICLES.replace("宴请", "赌博") + "第三条 新的一条。", day=date(2024, 1, 1))
    return page


def cites(client, page, citation):
    """What she is told after she has saved a notice that cites this."""
    form = {"title": page.title, "slug": page.slug, "summary": page.summary, "audience": "members", "body-count": "1"}
    form |= {"body-0-type": "citation", "body-0-value": citation, "body-0-order": "0"}
    form |= {"body-0-deleted": "", "body-0-id": ""}
    form |= {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    client.post(f"/cms/pages/{page.pk}/edit/", form)
    return [str(message) for message in get_messages(client.get("/cms/").wsgi_request)]


@pytest.mark.parametrize("article", ["第二条", "第三条"])
def test_who_cites_in_a_page_of_old_what_has_changed_since_is_told_how_to_cite_todays(editor, article):
    page = notice_of_2021()

    told = "".join(cites(editor, page, f"《示范法》{article}"))

    assert "本页面 2021-03-01 发布，引用的是当天有效的条文。" in told
    assert f"要引用现行条文，请改写：《示范法》{article} → 《示范法》（2024年）{article}" in told
    assert "没有对应的现行条文" not in told


@pytest.mark.parametrize("words", ["《示范法》第一条", "《示范法》（2024年）第三条", "《示范法》第二条第二款"])
def test_what_reads_the_same_or_names_its_version_or_was_cited_before_is_not_told(editor, words):
    page = notice_of_2021()

    told = "".join(cites(editor, page, words))

    assert "已保存" in told
    assert "要引用现行条文" not in told


def test_the_chooser_of_a_page_of_old_asks_for_the_articles_of_its_day(editor):
    page = notice_of_2021()

    assert '<input type="hidden" data-cited-on="2021-03-01">' in editor.get(f"/cms/pages/{page.pk}/edit/").text
    new = reverse("wagtailadmin_pages:add", args=["content", "noticepage", page.get_parent().pk])
    assert "data-cited-on" not in editor.get(new).text


@pytest.mark.parametrize("words", ["《示范法》第二条至第一条", "《示范法》第二条三款", "《示范法》（1999年）第二条"])
def test_what_is_nearly_a_citation_is_listed_marked_and_keeps_a_case_in(editor, words):
    make_version()
    case = make_case(happened=[f"按{words}办理。"], broken=[])

    draft = editor.get(f"/cms/pages/{case.pk}/view_draft/").text

    assert queries.unresolved_citations().count() == 1
    assert f'<mark class="cite-missing">{words}</mark>' in draft
    assert not case.safety_findings(writers={1}, editor=2)["in_force"]


def test_a_range_on_a_page_is_linked_at_its_ends(editor):
    version = make_version(articles=plain_articles(4))
    case = make_case(happened=["按《示范法》第一条至第四条办理。"], broken=[])

    draft = editor.get(f"/cms/pages/{case.pk}/view_draft/").text

    address = version.get_absolute_url()
    assert f'href="{address}#art-1">《示范法》第一条</a>至<a' in draft
    assert f'href="{address}#art-4">第四条</a>办理' in draft
    assert [words for _, words in cited(case)] == [f"《示范法》第{number}条" for number in "一二三四"]


def test_what_saves_itself_piles_up_no_words(editor):
    make_version()
    case = make_case()

    saved = [save_in_the_cms(editor, case, accept="application/json").json()["success"] for _ in range(3)]

    assert saved == [True] * 3
    assert "《示范法》第九十九条" not in editor.get("/cms/").text
