import pytest

from accounts.rules import PhoneRefused, mask_phone, may_pass, normalise_phone


@pytest.mark.parametrize(
    "typed",
    ["13800000001", "138 0000 0001", "138-0000-0001", "+86 13800000001", "008613800000001", "8613800000001",
     "１３８０００００００１", "　13800000001　", "13800000001.0"],
)  # fmt: skip
def test_every_spelling_of_a_number_is_one_number(typed):
    assert normalise_phone(typed) == "+8613800000001"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "empty"), (None, "empty"), ("1380000", "length"), ("not-a-phone", "not_a_number"), ("12800000001", "prefix")],
)
def test_a_number_that_is_none_is_refused_with_its_reason(typed, code):
    with pytest.raises(PhoneRefused) as refusal:
        normalise_phone(typed)

    assert refusal.value.code == code


def test_a_masked_number_keeps_the_ends_only():
    assert mask_phone("+8613812345678") == "138****5678"


def test_a_route_open_to_anyone_asks_for_nothing():
    assert may_pass(allowed={"anyone"}, roles=set(), signed_in=False)


def test_a_role_that_the_table_does_not_name_is_kept_out():
    assert not may_pass(allowed={"coordinator"}, roles={"member"}, signed_in=True)
    assert may_pass(allowed={"coordinator"}, roles={"coordinator"}, signed_in=True)


def test_nobody_passes_before_signing_in():
    assert not may_pass(allowed={"signed_in"}, roles=set(), signed_in=False)
