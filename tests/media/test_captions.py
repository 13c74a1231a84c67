import pytest

from media.rules.captions import CaptionsRefused, Cue, Fault, check_fits, look_through, read_captions, write_captions


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
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n窗口\nA --> B\n", "arrow", 5),
        ("WEBVTT\n\n1\n00:01.000 --> 00:02.000\n窗口\n00:03,000 --> 00:04,000\n莲\n", "arrow", 6),
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


def test_everything_that_is_wrong_is_found_at_once_with_its_line_and_caption():
    text = (
        "WEBVTT\n\nNOTE not counted\n\n00:01.000 --> 00:02.000\ngood\n\n"
        "00:04.000 --> 00:02.000\nback\n\n? --> 00:09.000\nno time\n\n00:10.000 --> 00:11.000\n"
    )

    cues, faults = look_through(text)

    assert cues == [Cue(1.0, 2.0, "good")]
    assert faults == [Fault("backwards", 8, 2), Fault("timing", 11, 3), Fault("wordless", 14, 4)]


def test_captions_that_were_written_are_read_as_they_were():
    cues = [Cue(0.5, 1.999, "莲"), Cue(3599.9995, 3605.25, "两行\nA --> <B> & C")]

    written = write_captions(cues)

    assert read_captions(written) == [cues[0], Cue(3600.0, 3605.25, "两行\nA --> <B> & C")]
    assert written.count("-->") == 2


def test_an_arrow_in_the_words_is_read_where_it_is_written_so_that_players_show_it():
    assert read_captions("WEBVTT\n\n00:01.000 --> 00:02.000\nA --&gt; B\n") == [Cue(1.0, 2.0, "A --> B")]


def test_a_time_begins_a_new_caption_without_an_empty_line_before_it_as_players_have_it():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n窗口\n00:03.000 --> 00:04.000\n莲\n"

    assert read_captions(text) == [Cue(1.0, 2.0, "窗口"), Cue(3.0, 4.0, "莲")]
