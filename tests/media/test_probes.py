import pytest

from media.rules.probes import (
    FilmRefused,
    Probe,
    check_length,
    check_whole,
    how_loud,
    percent_done,
    read_failure,
    read_fault,
    read_loudness,
    read_probe,
)

SAID = """Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'film.mp4':
  Duration: {duration}, start: 0.000000, bitrate: 441 kb/s
  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(progressive), 960x540, 337 kb/s, 12 fps
  Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 22050 Hz, mono, fltp, 82 kb/s (default)
At least one output file must be specified
"""


def test_a_film_is_what_ffmpeg_read_of_it():
    assert read_probe(SAID.format(duration="00:01:08.08")) == Probe(68.08, 960, 540, "h264", "aac", 12)


def test_a_silent_film_is_a_film():
    silent = "\n".join(line for line in SAID.format(duration="00:00:02.00").splitlines() if "Audio" not in line)

    assert read_probe(silent).audio == ""


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ("720x576 [SAR 16:11 DAR 20:11]", (1047, 576)),
        ("1440x1080 [SAR 4:3 DAR 16:9]", (1920, 1080)),
        ("720x480, 4096 kb/s, SAR 8:9 DAR 4:3", (640, 480)),
        ("640x480 [SAR 1:1 DAR 4:3]", (640, 480)),
        ("640x480 [SAR 0:1 DAR 0:1]", (640, 480)),
        ("640x480 [SAR 1:100 DAR 1:75]", (640, 480)),
    ],
)
def test_a_film_is_as_large_as_it_is_seen_whatever_the_shape_of_its_pixels(said, size):
    probe = read_probe(SAID.format(duration="00:00:02.00").replace("960x540", said))

    assert (probe.width, probe.height) == size


RECORDING = """Input #0, mp3, from 'talk.mp3':
  Duration: 00:01:00.00, start: 0.025057, bitrate: 79 kb/s
  Stream #0:0: Audio: mp3, 44100 Hz, mono, fltp, 64 kb/s
"""


def test_a_file_without_a_moving_picture_is_a_recording():
    assert read_probe(RECORDING) == Probe(60, 0, 0, "", "mp3")
    assert read_probe(RECORDING).is_sound


def test_the_cover_of_a_recording_is_no_moving_picture():
    cover = "  Stream #0:1: Video: mjpeg, yuvj420p(pc), 600x600, 90k tbr, 90k tbn (attached pic)\n"

    assert read_probe(RECORDING + cover).is_sound


def test_a_recording_that_does_not_say_how_long_it_is_is_still_one():
    assert read_probe(RECORDING.replace("00:01:00.00", "N/A")).seconds == 0


@pytest.mark.parametrize("said", ["", "film.mp4: Invalid data found when processing input"])
def test_what_ffmpeg_could_not_read_is_no_film(said):
    with pytest.raises(FilmRefused, match="not-a-film"):
        read_probe(said)


def test_a_film_without_its_index_was_cut_short():
    with pytest.raises(FilmRefused, match="cut-short"):
        read_probe("[mov,mp4 @ 0x5] moov atom not found\nfilm.mp4: Invalid data found")


@pytest.mark.parametrize(("seconds", "code"), [(0, "not-a-film"), (7201, "too-long")])
def test_a_film_has_a_length_of_two_hours_at_most(seconds, code):
    with pytest.raises(FilmRefused, match=code):
        check_length(seconds)
    check_length(7200)


def test_a_film_that_ends_long_before_its_end_was_cut_short():
    check_whole(59, 60)

    with pytest.raises(FilmRefused, match="cut-short"):
        check_whole(40, 60)


SUMMARY = "[Parsed_ebur128_0 @ 0x1] [info] Summary:\n\n  Integrated loudness:\n    I:         {} LUFS\n"


@pytest.mark.parametrize(("said", "lufs"), [("-23.4", -23.4), ("-70.0", None)])
def test_loudness_is_what_was_measured_and_silence_has_none(said, lufs):
    assert read_loudness(SUMMARY.format(said)) == lufs
    assert read_loudness("") is None


@pytest.mark.parametrize(("lufs", "word"), [(None, ""), (-40, "quiet"), (-23, ""), (-14, ""), (-5, "loud")])
def test_only_what_is_very_quiet_or_very_loud_is_worth_a_word(lufs, word):
    assert how_loud(lufs) == word


def test_the_last_fault_is_told_without_what_else_was_said():
    said = "[info] Input #0\n[mov @ 0x1] [error] stream 0, offset 0x30: partial file\n[info] video:10kB\n"

    assert read_fault(said) == "stream 0, offset 0x30: partial file"
    assert read_fault("[info] all is well") == ""


NEW = "[dca @ 0x5] [error] Codec (dca) not on whitelist 'h264'\n[dec:dca @ 0x5] [error] Error while opening decoder\n"
OLD = "[error] Codec (dca) not on whitelist 'h264'\n[error] Error while opening decoder for input stream #0:1 : Bad\n"
NONE = "[error] Decoding requested, but no decoder found for: dca\n"
COVER = "[png @ 0x5] [error] Codec (png) not on whitelist 'h264'\n[h264 @ 0x5] [error] partial file\n"


@pytest.mark.parametrize(
    ("said", "code", "detail"),
    [
        (NEW, "codec", "DCA"),
        (OLD, "codec", "DCA"),
        (NONE, "codec", "DCA"),
        (COVER, "unreadable", "partial file"),
        ("[fatal] av_write: No space left on device\n", "disk", "av_write: No space left on device"),
    ],
)
def test_why_ffmpeg_failed_is_told_from_what_it_said(said, code, detail):
    refusal = read_failure(said)

    assert (refusal.code, refusal.detail) == (code, detail)


@pytest.mark.parametrize(
    ("line", "percent"),
    [
        ("out_time_us=30000000\n", 50),
        ("out_time_us=99000000", 99),
        ("out_time_us=N/A", None),
        ("fps=12", None),
        ("", None),
    ],
)
def test_progress_is_read_from_what_ffmpeg_says_and_is_never_done_too_soon(line, percent):
    assert percent_done(line, 60.0) == percent
