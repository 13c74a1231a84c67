import random

from quizzes.rules import dealing


def test_two_papers_never_share_an_options_id():
    first, _ = dealing.deal_options([("甲", True), ("乙", False)], random.Random(1))
    second, _ = dealing.deal_options([("甲", True), ("乙", False)], random.Random(2))

    assert not {option["id"] for option in first} & {option["id"] for option in second}


def test_options_that_speak_of_one_another_keep_their_order():
    options = [("甲", False), ("乙", False), ("以上都是", True)]

    orders = {tuple(o["text"] for o in dealing.deal_options(options, random.Random(n))[0]) for n in range(20)}

    assert orders == {("甲", "乙", "以上都是")}


def test_other_options_are_shuffled():
    options = [("甲", False), ("乙", False), ("丙", True)]

    orders = {tuple(o["text"] for o in dealing.deal_options(options, random.Random(n))[0]) for n in range(20)}

    assert len(orders) > 1


def test_an_explanation_that_names_a_letter_keeps_the_order():
    assert dealing.speaks_of_places("选项B没有依据")
    assert not dealing.speaks_of_places("ISO37001和APP都不是选项")


def test_steps_are_never_dealt_in_their_right_order():
    dealt = [dealing.deal_out_of_order(["一", "二"], random.Random(n))[0] for n in range(20)]

    assert {tuple(item["text"] for item in items) for items in dealt} == {("二", "一")}


def test_no_question_is_drawn_twice_and_a_small_pool_gives_all_it_has():
    drawn = dealing.draw([([1, 2], 2, 5), ([1, 2, 3], 9, 2)], random.Random(1))

    assert sorted(drawn) == [(1, 5), (2, 5), (3, 2)]
