import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import User
from quizzes.models import Question, QuestionBank, Quiz, kinds
from quizzes.models.single_choice import SingleChoice
from tests.builders import make_publisher
from tests.quizzes.builders import DATA, make_bank, make_question, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    """Somebody whom Wagtail lets do anything: the editors are tested here, not who may open them."""
    user = make_publisher()
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    client.force_login(user)
    return client


def address(model, view, *args):
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


def test_every_kind_has_an_editor_that_opens_empty_and_filled(editor):
    questions = {kind: make_question(kinds()[kind].data_name) for kind in kinds()}

    pages = [editor.get(address(kinds()[kind], "add")) for kind in questions]
    pages += [editor.get(address(type(one), "edit", one.pk)) for one in questions.values()]

    assert [page.status_code for page in pages] == [200] * 14


@pytest.mark.parametrize("model", [QuestionBank, Quiz, Question])
def test_banks_quizzes_and_all_questions_are_listed(editor, model):
    make_quiz()

    assert editor.get(address(model, "list")).status_code == 200


@pytest.mark.parametrize("count", [1, 2])
def test_the_list_of_all_questions_leads_to_each_kinds_own_editor(editor, count, django_assert_max_num_queries):
    bank = make_bank()
    questions = [make_question(kind, bank=bank) for kind in DATA for _ in range(count)]
    editor.get(address(Question, "list"))

    with django_assert_max_num_queries(40):
        page = editor.get(address(Question, "list")).content.decode()

    assert all(address(type(one), "edit", one.pk) in page for one in questions)


def single_choice_form(bank, *right):
    options = [("option", {"text": text, "right": "on" if text in right else ""}) for text in ("甲", "乙")]
    fields = {"bank": bank.pk, "stem": "题干", "options": streamfield(options), "difficulty": 2}
    blank = {"explanation": "", "citation": "", "topic": ""}
    return nested_form_data(fields | blank)


def test_an_editor_writes_a_single_choice(editor):
    reply = editor.post(address(SingleChoice, "add"), single_choice_form(make_bank(), "乙"))

    question = SingleChoice.objects.get()
    assert reply.status_code == 302
    assert [(option.value["text"], option.value["right"]) for option in question.options] == [
        ("甲", False),
        ("乙", True),
    ]


def test_a_single_choice_with_two_right_options_is_not_kept(editor):
    reply = editor.post(address(SingleChoice, "add"), single_choice_form(make_bank(), "甲", "乙"))

    assert reply.status_code == 200
    assert not SingleChoice.objects.exists()


def test_a_quiz_is_edited_with_its_draws_and_fixed_questions(editor):
    quiz = make_quiz()

    assert editor.get(address(Quiz, "edit", quiz.pk)).status_code == 200
