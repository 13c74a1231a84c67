import pytest

from media.rules import passes

KEY = passes.film_key("a secret that is long enough")
ENDS = 1_800_000_000


def token(**changes):
    return passes.make_pass(KEY, **({"film": "lotus", "viewer": "7/abc", "ends": ENDS} | changes))


def check(token, **changes):
    passes.check_pass(KEY, token, **({"film": "lotus", "viewer": "7/abc", "now": ENDS - 1} | changes))


def test_a_pass_opens_the_film_to_the_viewer_it_was_made_for():
    check(token())


@pytest.mark.parametrize("changes", [{"film": "card"}, {"viewer": "8/abc"}, {"viewer": "7/xyz"}, {"viewer": "visitor"}])
def test_a_pass_opens_no_other_film_and_serves_no_other_viewer_or_session(changes):
    with pytest.raises(passes.PassRefused):
        check(token(), **changes)


def test_a_pass_ends():
    with pytest.raises(passes.PassRefused):
        check(token(), now=ENDS)


def test_the_end_of_a_pass_cannot_be_put_off():
    longer = token(ends=ENDS + 3600).partition(".")[0]
    forged = f"{longer}.{token().partition('.')[2]}"

    with pytest.raises(passes.PassRefused):
        check(forged)


@pytest.mark.parametrize("forged", ["", ".", "abc", "zz.zz", "-1.x", "²." + "x" * 32, "9" * 400 + ".x", "莲.莲"])
def test_what_is_no_pass_is_refused(forged):
    with pytest.raises(passes.PassRefused):
        check(forged)


def test_a_pass_made_with_another_key_is_refused():
    other = passes.make_pass(passes.film_key("another"), film="lotus", viewer="7/abc", ends=ENDS)

    with pytest.raises(passes.PassRefused):
        check(other)


def test_a_pass_outlives_a_film_watched_slowly():
    assert passes.ends_at(1000, 600) >= 1000 + 600 / 0.75


def test_a_film_keeps_its_addresses_for_some_minutes():
    assert passes.ends_at(900, 60) == passes.ends_at(910, 60)


def test_whoever_is_not_signed_in_is_a_visitor_whatever_their_session():
    assert passes.viewer(None, "abc") == passes.viewer(None, None) == "visitor"
