"""The safety checklist, as a compliance officer would read it."""

from datetime import date

import pytest

from content.rules import POINTS, findings, still_missing, telling_numbers

TODAY = date(2026, 11, 26)
SOUND = {
    "source": "通报〔2026〕第12号",
    "decided_on": date(2026, 10, 15),
    "today": TODAY,
    "anonymised": True,
    "telling": [],
    "cited": 1,
    "dead": 0,
    "writers": {1},
    "editor": 2,
}


def against(**changed):
    return [point for point, holds in findings(**{**SOUND, **changed}).items() if not holds]


def test_nothing_speaks_against_a_sound_case():
    assert against() == []


@pytest.mark.parametrize(
    ("changed", "point"),
    [
        ({"source": "  "}, "source"),
        ({"decided_on": None}, "effective"),
        ({"decided_on": date(2026, 11, 27)}, "effective"),
        ({"telling": ["13912345678"]}, "redacted"),
        ({"cited": 0}, "in_force"),
        ({"dead": 1}, "in_force"),
        ({"editor": 1}, "second_editor"),
        ({"writers": {None}}, "second_editor"),
    ],
)
def test_each_point_has_something_that_speaks_against_it(changed, point):
    assert against(**changed) == [point]


def test_a_decision_takes_effect_on_its_own_day():
    assert against(decided_on=TODAY) == []


def test_what_the_decision_itself_made_public_may_stand():
    assert against(telling=["13912345678"], anonymised=False) == []


def test_a_case_goes_out_when_all_is_true_and_all_is_ticked():
    assert still_missing(found=findings(**SOUND), ticked=set(POINTS)) == []


def test_a_tick_alone_or_a_truth_alone_is_not_enough():
    found = findings(**{**SOUND, "cited": 0})

    assert still_missing(found=found, ticked=set(POINTS) - {"source"}) == ["source", "in_force"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("身份证号35050019800101123X，请核对", ["35050019800101123X"]),
        ("电话13912345678或13912345678", ["13912345678"]),
        ("卡号6222021001116245702", ["6222021001116245702"]),
        ("车牌闽C·A1234停在门口", ["闽C·A1234"]),
        ("2026年10月15日收受4000元，通报〔2026〕第12号", []),
        ("统一社会信用代码和第三百八十九条", []),
    ],
)
def test_numbers_that_tell_who_somebody_is_are_seen(text, told):
    assert telling_numbers(text) == told
