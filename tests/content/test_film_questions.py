"""Questions at moments of a film: set in the CMS, listed below the film for whoever may answer them."""

import re

import pytest
from django import forms
from django.core.exceptions import ValidationError

from content import importers
from content.models import FilmQuestion
from content.models.film import MomentField
from tests.builders import NOW, make_member, make_publisher
from tests.content.builders import make_film, make_site
from tests.quizzes.builders import make_question, make_quiz, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    data = {"title": "莲", "slug": "lotus", "summary": "一部短片。", "intro": ["请看。"]}
    return importers.save_film_page(make_site().sections["films"], make_film(), data, NOW)


def ask(page, moment=65, **fields):
    question = make_question(**fields)
    FilmQuestion.objects.create(page=page, moment=moment, question=question)
    return question


def read(client, page):
    return client.get(page.url).content.decode()


def test_a_member_finds_the_questions_below_the_film_in_its_order(client, page):
    ask(page, 65, stem="后问的")
    ask(page, 5, stem="先问的", explanation="先问的解析")
    client.force_login(make_member().user)

    html = read(client, page)

    assert re.findall(r'data-at="(\d+)"', html) == ["5", "65"]
    assert html.index("0:05") < html.index("先问的") < html.index("1:05") < html.index("后问的")
    assert "/practice/film/" in html
    assert "先问的解析" not in html
    assert "in_film" in html


def test_a_film_without_questions_fetches_nothing_for_them(client, page):
    client.force_login(make_member().user)

    html = read(client, page)

    assert "in_film" not in html
    assert "data-film-questions" not in html


def test_who_is_no_member_is_not_asked(client, page):
    question = ask(page)
    client.force_login(make_publisher())

    assert question.stem not in read(client, page)


def test_a_question_of_a_paper_she_is_sitting_is_left_out(client, page):
    question = ask(page)
    member = make_member()
    start(make_quiz(question), member)
    client.force_login(member.user)

    assert question.stem not in read(client, page)


def test_one_question_or_three_cost_the_same(client, page, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(make_member().user)
    ask(page, 1)
    read(client, page)
    with CaptureQueriesContext(connection) as one:
        read(client, page)
    ask(page, 2)
    ask(page, 3)

    with django_assert_num_queries(len(one)):
        read(client, page)


def test_only_what_one_tap_answers_can_be_set(page):
    single, ordering = make_question("single"), make_question("ordering")

    FilmQuestion(page=page, moment=3, question=single).full_clean()

    with pytest.raises(ValidationError) as refused:
        FilmQuestion(page=page, moment=3, question=ordering).full_clean()
    assert list(refused.value.message_dict) == ["question"]


@pytest.mark.parametrize(
    ("moment", "kind", "taken"), [("1:05", "single", True), ("5分", "single", False), ("1:05", "ordering", False)]
)
def test_a_question_is_set_in_the_cms_or_refused_there(client, page, moment, kind, taken):
    editor = make_publisher()
    editor.is_superuser = True
    editor.save()
    client.force_login(editor)
    question = make_question(kind)
    fields = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "audience": page.audience,
        "topics": "",
        "film": page.film_id,
        "intro": "null",
        "transcript": "",
        "post": "",
        "questions-TOTAL_FORMS": 1,
        "questions-INITIAL_FORMS": 0,
        "questions-MIN_NUM_FORMS": 0,
        "questions-MAX_NUM_FORMS": 1000,
        "questions-0-moment": moment,
        "questions-0-question": question.pk,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": "",
    }

    client.post(f"/cms/pages/{page.pk}/edit/", fields)

    page.refresh_from_db()
    drafted = page.get_latest_revision_as_object().questions.all()
    assert [each.moment for each in drafted] == ([65] if taken else [])


class MomentForm(forms.Form):
    moment = MomentField("moment").formfield()


@pytest.mark.parametrize(("written", "moment"), [("1:05", 65), ("90", 90), ("0:00", 0)])
def test_a_moment_is_written_as_people_do(written, moment):
    form = MomentForm({"moment": written})

    assert form.is_valid()
    assert form.cleaned_data == {"moment": moment}


def test_what_is_no_moment_is_refused_with_what_was_written():
    form = MomentForm({"moment": "一分五秒"})

    assert "1:05" in str(form.errors)
    assert "一分五秒" in str(form["moment"])
    assert 'value="1:05"' in str(MomentForm(initial={"moment": 65})["moment"])
