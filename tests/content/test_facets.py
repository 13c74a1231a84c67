"""By which words a list is narrowed, told without a database."""

import pytest

from content.rules import Choice, Fact, choice_of, counts, fits

FACTS = [
    Fact("case", "采购", 2024, frozenset({"送礼收礼", "采购"})),
    Fact("case", "财务", 2025, frozenset({"送礼收礼"})),
    Fact("story", "", 2025, frozenset({"家风"}), count=3),
]


def test_each_word_is_counted_beside_what_was_chosen_of_the_other_sorts():
    choice = Choice(kind="case", topic="送礼收礼")

    assert counts(FACTS, choice, "kind") == {"case": 2}
    assert counts(FACTS, choice, "topic") == {"送礼收礼": 2, "采购": 1}
    assert counts(FACTS, choice, "post") == {"采购": 1, "财务": 1}
    assert counts(FACTS, choice, "year") == {"2024": 1, "2025": 1}


def test_pages_alike_count_as_many_as_they_are_and_no_post_is_no_word():
    assert counts(FACTS, Choice(), "kind") == {"case": 2, "story": 3}
    assert counts(FACTS, Choice(), "post") == {"采购": 1, "财务": 1}


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        (Choice(), 3),
        (Choice(year="2025"), 2),
        (Choice(year="2025", kind="case"), 1),
        (Choice(topic="家风", post="采购"), 0),
        (Choice(year="去年"), 0),
    ],
)
def test_choices_hold_together(choice, left):
    assert sum(fits(fact, choice) for fact in FACTS) == left


def test_an_address_is_read_without_trust():
    assert choice_of({"kind": " case ", "topic": "长" * 999, "other": "x"}) == Choice(kind="case", topic="长" * 60)
    assert not choice_of({})
