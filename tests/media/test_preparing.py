"""From the upload to a film that plays, or to a reason why not."""

from pathlib import Path

import pytest
from django.core.files import File
from django.core.management import call_command

from media import actions, importers
from media.models import Film, FilmFault, FilmState
from media.rules.probes import FilmRefused
from media.tasks import prepare_film
from tests.media.builders import make_clip, make_film

pytestmark = pytest.mark.django_db


def upload(path, title="莲"):
    film = Film(title=title)
    with path.open("rb") as file:
        film.original.save("clip.mp4", File(file), save=False)
    film.save()
    return film


def test_an_uploaded_film_becomes_one_that_plays(tmp_path):
    film = upload(make_clip(tmp_path / "clip.mp4"))

    prepare_film.call(film.pk)

    film.refresh_from_db()
    assert (film.state, film.reason, film.progress) == (FilmState.READY, "", 100)
    assert (film.width, film.height) == (320, 240)
    assert film.seconds == pytest.approx(2, abs=0.2)
    assert film.size == film.mp4.size > 0
    assert film.mp4_small.size > 0
    assert film.poster.width == 320


def test_a_prepared_film_can_start_before_it_is_all_there_and_says_not_where_it_was_made(tmp_path):
    made = importers.make_ready(make_clip(tmp_path / "clip.mp4"), tmp_path)

    content = made.mp4.read_bytes()

    assert 0 < content.index(b"moov") < content.index(b"mdat")
    assert b"loci" in (tmp_path / "clip.mp4").read_bytes()
    assert b"loci" not in content


def test_a_large_film_filmed_upright_stays_upright_and_fits(tmp_path):
    made = importers.make_ready(make_clip(tmp_path / "clip.mp4", size="1082x1922", seconds=1), tmp_path)

    small = importers.probe(made.mp4_small)

    assert (made.probe.width, made.probe.height) == (720, 1278)
    assert (small.width, small.height) == (360, 640)


def test_a_silent_film_is_prepared_too(tmp_path):
    made = importers.make_ready(make_clip(tmp_path / "clip.mp4", sound=False, seconds=1), tmp_path)

    assert made.probe.audio == ""


def test_progress_is_told_on_the_way(tmp_path):
    told = []

    importers.make_ready(make_clip(tmp_path / "clip.mp4"), tmp_path, told.append)

    assert told
    assert told == sorted(told)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + b"\x00" * 500,
        b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile '/etc/passwd'\n",
    ],
)
def test_what_is_no_film_fails_with_its_reason_and_keeps_its_original(tmp_path, content):
    make_clip(tmp_path / "good.mp4", seconds=1)  # skips where there is no ffmpeg
    (tmp_path / "bad.mp4").write_bytes(content)
    film = upload(tmp_path / "bad.mp4")

    prepare_film.call(film.pk)

    film.refresh_from_db()
    assert (film.state, film.reason) == (FilmState.FAILED, FilmFault.NOT_A_FILM)
    assert (film.mp4.name, film.poster.name) == ("", "")
    assert film.original.storage.exists(film.original.name)


def test_a_playlist_within_a_film_opens_no_other_file(tmp_path):
    make_clip(tmp_path / "secret.mp4", seconds=1)
    (tmp_path / "list.mp4").write_text(f"ffconcat version 1.0\nfile '{tmp_path}/secret.mp4'\n")

    with pytest.raises(FilmRefused, match="not-a-film"):
        importers.probe(tmp_path / "list.mp4")


def test_a_film_that_failed_can_be_tried_again(tmp_path):
    film = upload(make_clip(tmp_path / "clip.mp4", seconds=1))
    actions.fail_preparing(film=film, refusal=FilmRefused("took-too-long"))

    call_command("prepare_films", verbosity=0)

    film.refresh_from_db()
    assert (film.state, film.reason, film.detail) == (FilmState.READY, "", "")


def test_a_film_prepared_again_leaves_no_old_files_behind(tmp_path, django_capture_on_commit_callbacks):
    film = upload(make_clip(tmp_path / "clip.mp4", seconds=1))
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            prepare_film.call(film.pk)

    film.refresh_from_db()
    kept = sorted(path.name for path in Path(film.mp4.path).parent.iterdir())
    used = [film.original, film.mp4, film.mp4_small, film.poster]
    assert kept == sorted(Path(file.name).name for file in used)


def test_a_machine_without_ffmpeg_says_so(settings):
    settings.FFMPEG = "/nowhere/ffmpeg"
    film = make_film(ready=False)

    prepare_film.call(film.pk)

    film.refresh_from_db()
    assert film.state == FilmState.FAILED
    assert "/nowhere/ffmpeg" in film.detail


def test_progress_of_a_film_that_is_done_is_not_turned_back():
    film = make_film()

    actions.note_progress(film=film, percent=40)

    film.refresh_from_db()
    assert film.progress == 100
