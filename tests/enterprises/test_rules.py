import pytest
from hypothesis import given
from hypothesis import strategies as st

from enterprises.rules import ALPHABET, COLUMNS, RosterRow, RowRefused, check_character, check_row, is_credit_code

GOOD = {
    "enterprise": "清源溪石智能装备有限公司",
    "credit_code": "91350100M000100Y43",
    "department": "采购部",
    "name": "王小明",
    "phone": "139 1234 5678",
    "post": "采购专员",
    "is_party_member": "是",
    "branch": "第一党支部",
    "risk_level": "高",
}


def test_the_code_of_the_standard_is_good():
    assert is_credit_code("91350100M000100Y43")


@given(st.text(alphabet=ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_a_code_with_one_character_changed_is_refused(first_17, place, other):
    code = first_17 + check_character(first_17)
    changed = code[:place] + other + code[place + 1 :]

    assert is_credit_code(code)
    assert is_credit_code(changed) == (changed == code)


def test_a_good_row_comes_out_in_the_words_of_the_product():
    assert check_row(GOOD) == RosterRow(
        **GOOD | {"phone": "+8613912345678", "is_party_member": True, "risk_level": "high"}
    )


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("enterprise", "", "missing"),
        ("name", "", "missing"),
        ("name", '=HYPERLINK("http://x","a")', "formula"),
        ("credit_code", "91350500M000100Y44", "check_character"),
        ("phone", "1380000", "phone_length"),
        ("phone", "not-a-phone", "phone_not_a_number"),
        ("is_party_member", "也许", "yes_or_no"),
        ("risk_level", "极高", "risk_level"),
    ],
)
def test_a_bad_row_is_refused_by_column_and_reason(field, value, code):
    with pytest.raises(RowRefused) as refusal:
        check_row(GOOD | {field: value})

    assert (refusal.value.column, refusal.value.code) == (COLUMNS[field], code)
