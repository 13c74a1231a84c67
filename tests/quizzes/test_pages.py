import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quizzes import queries
from quizzes.models import Attempt, Quiz, WrongEntry
from tests.builders import make_coordinator, make_enterprise, make_member
from tests.quizzes.builders import (
    DATA,
    answer_all,
    finish,
    make_bank,
    make_question,
    make_quiz,
    right_answer,
    start,
)

pytestmark = pytest.mark.django_db
SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def member(client):
    member = make_member()
    client.force_login(member.user)
    return member


def begin(client, quiz):
    client.post(reverse("quizzes:start", args=[quiz.public_id]))
    return Attempt.objects.get(quiz=quiz, finished_at=None)


def paper_url(name, attempt):
    return reverse(f"quizzes:{name}", args=[attempt.token])


def every_kind(**common):
    bank = make_bank()
    return [make_question(kind, bank=bank, **common) for kind in DATA]


def test_a_start_leads_to_the_paper_with_every_kind_to_answer(client, member):
    attempt = begin(client, make_quiz(*every_kind()))

    page = client.get(paper_url("sit", attempt))

    assert page.status_code == 200
    assert page.content.count(b"data-number=") == len(DATA)


def test_an_answer_by_script_is_acknowledged_with_its_seq(client, member):
    attempt = begin(client, make_quiz())

    reply = client.post(paper_url("answer", attempt), {"number": 1, "q1": right_answer(attempt, 1), "seq": 4}, **SCRIPT)

    assert reply.json() == {"seq": 4}
    assert queries.answers_in(attempt) == {1: right_answer(attempt, 1)}


@pytest.mark.parametrize(("go", "leads_to"), [("next", "?q=2"), ("1", "?q=1"), ("hand-in", "hand-in/")])
def test_without_a_script_a_button_saves_and_leads_on(client, member, go, leads_to):
    attempt = begin(client, make_quiz())

    reply = client.post(paper_url("answer", attempt), {"number": 1, "q1": right_answer(attempt, 1), "go": go})

    assert reply.url.endswith(leads_to)
    assert 1 in queries.answers_in(attempt)


def test_a_save_after_hand_in_is_a_conflict_with_words(client, member):
    attempt = begin(client, make_quiz())
    client.post(paper_url("hand-in", attempt))

    reply = client.post(paper_url("answer", attempt), {"number": 1, "seq": 9}, **SCRIPT)

    assert (reply.status_code, reply.json()["code"]) == (409, "finished")


def test_a_question_the_paper_has_not_is_not_found(client, member):
    attempt = begin(client, make_quiz())

    codes = [client.post(paper_url("answer", attempt), {"number": n}).status_code for n in ("3", "0", "-1", "x", "")]

    assert codes == [404] * 5


def test_another_browser_is_asked_before_it_takes_the_paper_over(client, member):
    attempt = begin(client, make_quiz())
    other = Client()
    other.force_login(member.user)

    assert b"take-over" not in client.get(paper_url("sit", attempt)).content
    assert "quizzes/take_over.html" in [t.name for t in other.get(paper_url("sit", attempt)).templates]

    other.post(paper_url("take-over", attempt))
    reply = client.post(paper_url("answer", attempt), {"number": 1, "seq": 9}, **SCRIPT)
    assert (reply.status_code, reply.json()["code"]) == (409, "elsewhere")


def test_the_hand_in_page_lists_what_is_unanswered(client, member):
    attempt = begin(client, make_quiz())
    client.post(paper_url("answer", attempt), {"number": 1, "q1": right_answer(attempt, 1)})

    page = client.get(paper_url("hand-in", attempt))

    assert page.context["missing"] == [2]


def test_the_hand_in_takes_along_what_could_not_be_sent(client, member):
    attempt = begin(client, make_quiz())
    late = {"late": ["1", "2"], "q1": right_answer(attempt, 1), "q2": right_answer(attempt, 2)}

    client.post(paper_url("hand-in", attempt), late)

    attempt.refresh_from_db()
    assert attempt.score == 100


def test_a_hand_in_sent_again_leads_to_the_same_receipt(client, member):
    attempt = begin(client, make_quiz())
    client.post(paper_url("hand-in", attempt))
    first = client.get(paper_url("receipt", attempt)).json()

    again = client.post(paper_url("hand-in", attempt))

    assert again.url == paper_url("result", attempt)
    assert client.get(paper_url("receipt", attempt)).json() == first


def test_an_overdue_paper_leads_to_the_hand_in(client, member):
    attempt = begin(client, make_quiz(time_limit=10))
    Attempt.objects.update(deadline=timezone.now() - timedelta(minutes=1))

    assert client.get(paper_url("sit", attempt)).url == paper_url("hand-in", attempt)
    assert client.get(paper_url("hand-in", attempt)).context["overdue"]


def test_the_result_shows_every_kind_with_its_right_answer(client, member):
    attempt = begin(client, make_quiz(*every_kind(explanation="因为如此")))
    client.post(paper_url("hand-in", attempt))

    page = client.get(paper_url("result", attempt)).content.decode()

    assert page.count("因为如此") == len(DATA)
    assert "标本兼治" in page


def test_a_draft_is_not_found(client, member):
    quiz = make_quiz(state=Quiz.State.DRAFT)

    assert client.get(reverse("quizzes:quiz", args=[quiz.public_id])).status_code == 404
    assert client.post(reverse("quizzes:start", args=[quiz.public_id])).status_code == 404


def test_the_seventh_start_in_an_hour_is_too_many(client, member):
    for _ in range(6):
        start(make_quiz(), member, now=timezone.now())

    reply = client.post(reverse("quizzes:start", args=[make_quiz().public_id]))

    assert reply.status_code == 429
    assert b"data-number" not in reply.content


def test_somebody_elses_paper_is_not_found_by_any_address(client, member):
    attempt = start(make_quiz(), make_member())
    get = [client.get(paper_url(name, attempt)) for name in ("sit", "hand-in", "receipt", "result")]
    post = [client.post(paper_url(name, attempt), {"number": 1}) for name in ("answer", "take-over", "hand-in")]

    assert [reply.status_code for reply in get + post] == [404] * 7


def test_a_coordinator_without_a_membership_has_no_practice(client):
    client.force_login(make_coordinator(make_enterprise()))

    assert client.get(reverse("quizzes:practice")).status_code == 403


def test_the_daily_question_takes_one_tap(client, member):
    make_question("truefalse", answer=True, explanation="因为如此")

    before = client.get(reverse("quizzes:practice")).content.decode()
    reply = client.post(reverse("quizzes:daily"), {"q1": "true"}, follow=True)

    assert 'name="q1" value="true"' in before
    assert "因为如此" not in before
    assert "因为如此" in reply.content.decode()


def test_a_review_is_answered_once_and_sent_twice_leads_on(client, member):
    question = make_question("truefalse", answer=True)
    entry = WrongEntry.objects.create(member=member, question=question, due_at=timezone.now())
    sent = {"question": question.public_id, "q1": "true"}

    first = client.post(reverse("quizzes:review"), sent)
    second = client.post(reverse("quizzes:review"), sent)

    entry.refresh_from_db()
    assert (first.status_code, second.status_code, entry.box) == (200, 302, 1)


def test_the_red_line_trainer_asks_and_then_explains(client, member):
    make_question("scenario", parts=[{"text": "收下购物卡", "zone": "red", "why": "卡也是钱"}])
    page = client.get(reverse("quizzes:red-line"))
    part = page.context["dealt"].face["parts"][0]["id"]

    marked = client.post(reverse("quizzes:red-line"), {f"q1-{part}": "red"})

    assert "卡也是钱" not in page.content.decode()
    assert (marked.context["line"].correct, "卡也是钱" in marked.content.decode()) == (True, True)


@pytest.mark.parametrize("name", ["practice", "daily", "wrong-book", "review", "red-line"])
def test_every_page_of_practice_has_something_to_say_when_there_is_nothing(client, member, name):
    assert client.get(reverse(f"quizzes:{name}")).status_code == 200


def many(member, quizzes):
    bank = make_bank()
    for _ in range(quizzes):
        make_question("truefalse", bank=bank)
        finish(answer_all(start(make_quiz(make_question()), member)))


@pytest.mark.parametrize("quizzes", [1, 3])
def test_practice_asks_the_database_no_more_for_more_quizzes(client, member, quizzes, django_assert_max_num_queries):
    many(member, quizzes)
    client.get(reverse("quizzes:practice"))

    with django_assert_max_num_queries(10):
        client.get(reverse("quizzes:practice"))


@pytest.mark.parametrize("questions", [1, 3])
def test_a_paper_asks_the_database_no_more_for_more_questions(client, member, questions, django_assert_max_num_queries):
    attempt = begin(client, make_quiz(*[make_question() for _ in range(questions)]))
    client.get(paper_url("sit", attempt))

    with django_assert_max_num_queries(6):
        client.get(paper_url("sit", attempt))


# -- T01: nothing tells an answer before hand-in


def canary_questions():
    """A question of every kind whose explanation, citation and hidden words carry a canary."""
    bank = make_bank()
    hidden = {"explanation": "ANS-解析", "citation": "ANS-引用"}
    data = DATA | {
        "fillin": {"blanks": [["ANS-空"]]},
        "scenario": {"parts": [{"text": "收下", "zone": "red", "why": "ANS-理由"}]},
    }
    return [make_question(kind, bank=bank, **data[kind], **hidden) for kind in data]


def member_pages(client, quiz, attempt):
    """What every route of ours answers to a member with an open paper, script and plain."""
    fixed = ["practice", "daily", "wrong-book", "review", "red-line"]
    addresses = [reverse(f"quizzes:{name}") for name in fixed]
    addresses += [reverse("quizzes:quiz", args=[quiz.public_id])]
    addresses += [paper_url(name, attempt) for name in ("sit", "hand-in", "receipt", "result")]
    pages = [client.get(address, **extra) for address in addresses for extra in ({}, SCRIPT)]
    pages += [client.post(paper_url("answer", attempt), {"number": n}, **SCRIPT) for n in range(1, 8)]
    return "".join(page.content.decode() for page in pages)


def test_no_page_tells_an_answer_before_hand_in_and_one_does_after(client, member):
    quiz = make_quiz(*canary_questions())
    attempt = begin(client, quiz)

    before = member_pages(client, quiz, attempt)
    client.post(paper_url("hand-in", attempt))
    after = client.get(paper_url("result", attempt)).content.decode()

    assert "ANS-" not in before
    assert {word for word in ("ANS-解析", "ANS-引用", "ANS-空", "ANS-理由") if word in after} == {
        "ANS-解析",
        "ANS-引用",
        "ANS-空",
        "ANS-理由",
    }


def test_the_stored_paper_names_no_right_option(client, member):
    attempt = begin(client, make_quiz(*canary_questions()))

    paper = json.dumps(attempt.paper, ensure_ascii=False)

    assert "ANS-" not in paper
    assert '"right"' not in paper.replace('"rights"', "")
