import pytest

from media.rules.probes import FilmRefused, Probe, percent_done, read_probe

SAID = """Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'film.mp4':
  Duration: {duration}, start: 0.000000, bitrate: 441 kb/s
  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(progressive), 960x540, 337 kb/s, 12 fps
  Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 22050 Hz, mono, fltp, 82 kb/s (default)
At least one output file must be specified
"""


def test_a_film_is_what_ffmpeg_read_of_it():
    assert read_probe(SAID.format(duration="00:01:08.08")) == Probe(68.08, 960, 540, "h264", "aac")


def test_a_silent_film_is_a_film():
    silent = "\n".join(line for line in SAID.format(duration="00:00:02.00").splitlines() if "Audio" not in line)

    assert read_probe(silent).audio == ""


@pytest.mark.parametrize(
    "said", ["", "film.mp4: Invalid data found when processing input", SAID.format(duration="N/A")]
)
def test_what_ffmpeg_could_not_read_is_no_film(said):
    with pytest.raises(FilmRefused, match="not-a-film"):
        read_probe(said)


def test_a_film_of_more_than_two_hours_is_refused():
    with pytest.raises(FilmRefused, match="too-long"):
        read_probe(SAID.format(duration="02:00:01.00"))


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
