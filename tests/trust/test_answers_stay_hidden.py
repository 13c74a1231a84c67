"""While a paper is open, nothing that its writer can read tells what is right. After the hand-in, everything may."""

import pytest
from django.urls import reverse

from quizzes.models import AttemptKey
from tests.quizzes.builders import DATA, finish, start
from tests.trust.builders import ANSWER
from tests.trust.routes import Asked, readable_addresses
from tests.trust.visitors import crawl, words


@pytest.fixture
def writer(park, visit):
    """The colleague, who has one paper open and has handed in none."""
    start(park.exam, park.first.colleague)
    return visit(park.first.colleague.user)


def read_everything(park, visitor):
    """All that a member can read, the searches for right answers and the scripts' own answers included."""
    addresses = list(readable_addresses(Asked(park, park.first, visitor)).values())
    addresses += ["/search/?q=解析", "/search/?q=缘由", "/search/?q=题", "/practice/red-line/?n=2"]
    return crawl(visitor, addresses)


def telling(said):
    return sorted(address for address, text in said.items() if ANSWER in text)


def test_no_page_tells_an_answer_while_a_paper_is_open(park, writer):
    paper = park.exam.attempts.get(member=park.first.colleague)

    said = read_everything(park, writer)

    assert reverse("quizzes:sit", args=[paper.token]) in said
    assert telling(said) == []


def test_after_the_hand_in_the_result_tells_them(park, writer):
    paper = park.exam.attempts.get(member=park.first.colleague)
    finish(paper)

    said = read_everything(park, writer)

    assert reverse("quizzes:result", args=[paper.token]) in telling(said)


def test_the_paper_holds_a_question_of_every_kind(park, writer):
    paper = park.exam.attempts.get(member=park.first.colleague)

    assert len(paper.paper) == len(DATA)
    assert ANSWER in str(AttemptKey.objects.get(attempt=paper).keys)


def test_nothing_the_page_says_of_a_question_depends_on_which_answer_is_right(park, writer):
    paper = park.exam.attempts.get(member=park.first.colleague)
    keys = AttemptKey.objects.get(attempt=paper)
    address = reverse("quizzes:sit", args=[paper.token])
    before = writer.get(address)

    AttemptKey.objects.filter(attempt=paper).update(keys=[{} for _ in keys.keys])

    # Masked tokens and nonces differ from one answer to the next, their lengths never.
    assert len(writer.get(address).content) == len(before.content)


def test_keeping_an_answer_does_not_tell_whether_it_is_right(park, writer):
    paper = park.exam.attempts.get(member=park.first.colleague)
    address = reverse("quizzes:answer", args=[paper.token])

    said = [
        words(writer.post(address, {"number": face["number"], "seq": 9}, headers={"accept": "application/json"}))
        for face in paper.paper
    ]

    assert [text for text in said if ANSWER in text] == []


def test_a_paper_whose_answers_wait_for_a_day_tells_nothing_after_the_hand_in(park, visit, writer):
    paper = park.exam.attempts.get(member=park.first.colleague)
    type(park.exam).objects.filter(pk=park.exam.pk).update(reveal_at="2027-01-01T00:00:00+08:00")
    finish(paper)

    said = read_everything(park, writer)

    assert telling(said) == []


def test_nobody_else_reads_the_result(park, visit, writer):
    paper = park.exam.attempts.get(member=park.first.colleague)
    finish(paper)
    address = reverse("quizzes:result", args=[paper.token])

    statuses = [visit(who).get(address).status_code for who in (park.first.member.user, park.second.member.user)]

    assert statuses == [404, 404]
    assert ANSWER not in words(visit(park.first.coordinator).get(address))
