import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.rules import sent as rules

STATES = (rules.DRAFT, rules.WAITING, rules.RETURNED, rules.TAKEN, rules.PUBLISHED, rules.WITHDRAWN)
CREDITS = (rules.ANONYMOUS, rules.FIRM, rules.NAME)


def states_that_pass(check, **facts):
    passed = []
    for state in STATES:
        try:
            check(state=state, **facts)
        except rules.StoryRefused:
            continue
        passed.append(state)
    return passed


def refusal(check, **facts):
    with pytest.raises(rules.StoryRefused) as refused:
        check(**facts)
    return refused.value.code


def test_a_writer_changes_sends_and_deletes_what_is_hers_alone():
    hers = [rules.DRAFT, rules.RETURNED]

    assert states_that_pass(rules.check_may_write, version=3, known=3) == hers
    assert states_that_pass(rules.check_may_send, missing=[], agreed=True, waiting=0) == hers
    assert states_that_pass(rules.check_may_delete) == hers


def test_a_writer_takes_back_what_waits_and_withdraws_what_was_taken():
    assert states_that_pass(rules.check_may_take_back) == [rules.WAITING]
    assert states_that_pass(rules.check_may_withdraw, withdrawn_by_writer=False) == [
        rules.TAKEN,
        rules.PUBLISHED,
        rules.WITHDRAWN,
    ]
    assert states_that_pass(rules.check_may_withdraw, withdrawn_by_writer=True) == []


def test_an_editor_decides_on_what_waits_and_again_only_where_the_page_was_thrown_away():
    assert states_that_pass(rules.check_may_decide, has_page=True, by="苏文澜") == [rules.WAITING]
    assert states_that_pass(rules.check_may_decide, has_page=False, by="苏文澜") == [rules.WAITING, rules.TAKEN]


def test_whoever_comes_second_is_told_who_was_first():
    with pytest.raises(rules.StoryRefused) as refused:
        rules.check_may_decide(state=rules.TAKEN, has_page=True, by="苏文澜")

    assert (refused.value.code, refused.value.by) == ("decided", "苏文澜")


def test_what_another_window_kept_is_not_overwritten_unseen():
    assert refusal(rules.check_may_write, state=rules.DRAFT, version=4, known=3) == "changed-elsewhere"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"missing": ["title"]}, "incomplete"),
        ({"agreed": False}, "not-agreed"),
        ({"waiting": rules.MOST_WAITING}, "too-many-waiting"),
    ],
)
def test_a_story_is_sent_whole_agreed_on_and_a_few_at_a_time(facts, code):
    sound = {"state": rules.DRAFT, "missing": [], "agreed": True, "waiting": rules.MOST_WAITING - 1}
    rules.check_may_send(**sound)

    assert refusal(rules.check_may_send, **sound | facts) == code


def test_a_member_has_a_handful_of_drafts():
    rules.check_may_begin(drafts=rules.MOST_DRAFTS - 1)

    assert refusal(rules.check_may_begin, drafts=rules.MOST_DRAFTS) == "too-many-drafts"


def test_a_reason_has_words():
    rules.check_reason("请补充时间")

    assert refusal(rules.check_reason, reason=" 不 ") == "no-reason"


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, []),
        ({"title": ""}, ["title"]),
        ({"text": " 短 \n" * 19}, ["text"]),
        ({"descriptions": ["灶台", " "]}, ["descriptions"]),
        ({"recording": "processing"}, []),
        ({"recording": "failed"}, ["recording"]),
        ({"title": "", "text": ""}, ["title", "text"]),
    ],
)
def test_what_is_missing_is_said_in_the_order_of_the_form(facts, codes):
    sound = {"title": "秤", "text": "字" * 20, "descriptions": ["灶台"], "recording": ""}

    assert rules.missing(**sound | facts) == codes


def test_six_pictures_and_no_more():
    assert [rules.room_for(kept) for kept in (0, 4, 6, 7)] == [6, 2, 0, 0]


def test_an_editor_may_show_less_of_a_writer_and_never_more():
    more = {
        (chosen, shown) for chosen in CREDITS for shown in CREDITS if rules.reveals_more(chosen=chosen, shown=shown)
    }

    assert more == {(rules.ANONYMOUS, rules.FIRM), (rules.ANONYMOUS, rules.NAME), (rules.FIRM, rules.NAME)}


def test_a_page_holds_of_a_writer_what_may_be_shown():
    said = {chosen: rules.says_of(chosen=chosen, name="周晓梅", enterprise="溪石") for chosen in CREDITS}

    assert said == {rules.ANONYMOUS: ("", None), rules.FIRM: ("", "溪石"), rules.NAME: ("周晓梅", "溪石")}


def test_a_name_is_found_however_it_is_spaced():
    assert rules.gives_away(chosen=rules.ANONYMOUS, name="周晓梅", words="我叫周 晓\n梅。")
    assert rules.gives_away(chosen=rules.FIRM, name="周晓梅", words="周晓梅")
    assert not rules.gives_away(chosen=rules.NAME, name="周晓梅", words="周晓梅")
    assert not rules.gives_away(chosen=rules.ANONYMOUS, name="周晓梅", words="我叫小梅。")


def test_words_that_name_a_writer_are_kept_from_where_she_is_not_to_be_named():
    told = {"name": "周晓梅", "words": "周晓梅的外婆", "instead": "家风故事"}

    assert rules.kept_from(chosen=rules.ANONYMOUS, **told) == "家风故事"
    assert rules.kept_from(chosen=rules.NAME, **told) == "周晓梅的外婆"
    assert rules.kept_from(chosen=rules.ANONYMOUS, **told | {"words": "外婆"}) == "外婆"


def test_each_line_is_a_paragraph():
    assert rules.paragraphs_of("一\r\n\r\n  二 \n") == ["一", "二"]


def test_a_summary_is_whole_sentences_as_long_as_a_list_has_room():
    text = "外婆有两杆秤。一杆自己用！另一杆给客人用。" + "后来的事很长" * 20 + "。"

    assert rules.summary_of(text) == "外婆有两杆秤。一杆自己用！另一杆给客人用。"
    assert rules.summary_of("长" * 200) == "长" * 89 + "…"


@given(st.text(max_size=300))
def test_a_summary_is_never_too_long_and_takes_nothing_that_was_not_said(text):
    summary = rules.summary_of(text)

    assert len(summary) <= rules.LONGEST_SUMMARY
    assert summary.rstrip("…") in " ".join(text.split())
