"""What a film stops for: one tap, then what was right; and nothing about it before."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from quizzes import actions, queries
from quizzes.models import WrongEntry
from tests.builders import NOW, make_member, make_publisher
from tests.quizzes.builders import DATA, make_question, make_quiz, start

pytestmark = pytest.mark.django_db
TOLD = {"explanation": "甲写在第三条。", "citation": "《示范法》第三条"}


@pytest.fixture
def member(client):
    member = make_member()
    client.force_login(member.user)
    return member


def address(question, member):
    return reverse("quizzes:in-film", args=[queries.film_ticket(question, member)])


def taps(question, member):
    """{right: [values], wrong: [values]} of what can be tapped."""
    dealt = queries.deal_in_film(question, member)
    values = [value for value, _ in question.taps(dealt.face)]
    given = {value: question.read(dealt.face, {dealt.face["field"]: value}) for value in values}
    right = [value for value in values if queries.marked(dealt, question, given[value]).correct]
    return right, [value for value in values if value not in right]


def answer(client, question, member, value):
    field = queries.deal_in_film(question, member).face["field"]
    return client.post(address(question, member), {field: value})


@pytest.mark.parametrize("kind", ["single", "truefalse"])
def test_a_right_answer_is_told_and_costs_nothing(client, member, kind):
    question = make_question(kind, **TOLD)
    right, _ = taps(question, member)

    page = answer(client, question, member, right[0]).content.decode()

    assert "notice--ok" in page
    assert TOLD["explanation"] in page
    assert WrongEntry.objects.count() == 0


def test_a_wrong_answer_goes_into_the_wrong_answer_book(client, member):
    question = make_question(**TOLD)
    _, wrong = taps(question, member)

    page = answer(client, question, member, wrong[0]).content.decode()

    assert "notice--warn" in page
    assert TOLD["explanation"] in page
    entry = WrongEntry.objects.get()
    assert (entry.member, entry.question_id) == (member, question.pk)


def test_nothing_tells_what_is_right_before_it_is_answered(client, member):
    question = make_question(**TOLD)

    page = client.get(address(question, member)).content.decode()

    assert question.stem in page
    assert TOLD["explanation"] not in page
    assert "data-answered" not in page


@pytest.mark.parametrize("value", ["", "nonsense"])
def test_no_answer_is_asked_again_and_changes_nothing(client, member, value):
    question = make_question(**TOLD)

    page = answer(client, question, member, value).content.decode()

    assert TOLD["explanation"] not in page
    assert WrongEntry.objects.count() == 0


def test_somebody_elses_ticket_opens_nothing(client, member):
    question = make_question()

    assert client.get(address(question, make_member())).status_code == 404
    assert client.get(address(question, member)).status_code == 200


def test_a_ticket_holds_for_a_day(client, member):
    question = make_question()
    ticket = address(question, member)

    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        client.force_login(member.user)
        assert client.get(ticket).status_code == 404


@pytest.mark.parametrize("ticket", ["x", "WzEsMV0:x:y", "莲"])
def test_what_is_no_ticket_opens_nothing(client, member, ticket):
    make_question()

    assert client.get(reverse("quizzes:in-film", args=[ticket])).status_code == 404


def test_who_is_no_member_is_asked_nothing(client):
    client.force_login(make_publisher())

    assert client.get(address(make_question(), make_member())).status_code in (403, 404)


def test_a_question_of_a_paper_that_she_is_sitting_is_not_asked(client, member):
    question = make_question()
    start(make_quiz(question), member, now=timezone.now())

    assert client.get(address(question, member)).status_code == 404


def test_only_what_one_tap_answers_can_be_asked():
    tapped = {kind for kind in DATA if type(make_question(kind)).taps is not None}

    assert tapped == {"single", "truefalse"}


def test_an_answer_is_marked_the_same_every_time():
    member, question = make_member(), make_question()
    right, _ = taps(question, member)

    for _ in range(2):
        assert actions.answer_in_film(member=member, question=question, answer=right[0], now=NOW).correct
