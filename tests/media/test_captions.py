import pytest

from media.rules.captions import CaptionsRefused, Cue, check_fits, read_captions


def test_captions_are_read_with_names_notes_tags_and_settings_passed_over():
    text = (
        "\ufeffWEBVTT - 莲\r\nKind: captions\r\n\r\nNOTE by the editor\r\n\r\nfirst\r\n"
        "00:01.000 --> 00:04.500 align:start\r\n<v 奶奶>莲子心苦。\r\n\r\n"
        "01:00:05.000 --> 01:00:06.000\r\n两行\r\n字幕\r\n"
    )

    assert read_captions(text) == [Cue(1.0, 4.5, "莲子心苦。"), Cue(3605.0, 3606.0, "两行\n字幕")]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "not-webvtt", 1),
        ("1\n00:00:01,000 --> 00:00:02,000\nSubRip\n", "not-webvtt", 1),
        ("WEBVTT\n", "empty", 2),
        ("WEBVTT\n\n00:01 --> 00:02\nno thousandths\n", "timing", 3),
        ("WEBVTT\n\njust words\n", "timing", 4),
        ("WEBVTT\n\n00:04.000 --> 00:02.000\nback\n", "backwards", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n", "wordless", 3),
    ],
)
def test_what_are_no_captions_is_refused_with_its_line(text, code, line):
    with pytest.raises(CaptionsRefused) as refused:
        read_captions(text)

    assert (refused.value.code, refused.value.line) == (code, line)


def test_captions_of_a_longer_film_are_refused():
    with pytest.raises(CaptionsRefused, match="too-long"):
        check_fits([Cue(0, 1, "a"), Cue(61, 62, "b")], 60.0)


def test_a_last_caption_may_outlast_the_film_a_little():
    check_fits([Cue(58, 62, "a")], 60.0)
