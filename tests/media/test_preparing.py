"""From the upload to a film that plays, or to a reason why not."""

import re
import stat
import time
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from media import actions, importers
from media.models import Film, FilmFault, FilmState
from media.rules.probes import FilmRefused
from media.tasks import prepare_film
from tests.media.builders import make_clip, make_film, make_picture, make_sound

pytestmark = pytest.mark.django_db
FILES = ["240.m3u8", "240.m4s", "film.mp4", "main.m3u8", "poster.jpg", "scrubber.jpg"]


def upload(path, title="莲", **fields):
    film = Film(title=title, **fields)
    with path.open("rb") as file:
        film.original.save(path.name, File(file), save=False)
    film.save()
    return film


def prepare(film):
    prepare_film.call(film.pk)
    film.refresh_from_db()
    return film


def names_in(folder):
    return sorted(path.name for path in Path(folder).iterdir())


def test_an_uploaded_film_becomes_one_that_plays(tmp_path):
    film = prepare(upload(make_clip(tmp_path / "clip.mp4")))

    assert (film.state, film.reason, film.progress, film.attempts) == (FilmState.READY, "", 100, 0)
    assert (film.width, film.height, film.is_sound) == (320, 240, False)
    assert film.seconds == pytest.approx(2, abs=0.2)
    assert film.loudness == pytest.approx(-21, abs=5)
    assert film.size == film.mp4.size > 0
    assert film.poster.width == 320
    assert names_in(Path(film.mp4.path).parent) == FILES
    assert film.original.storage.exists(film.original.name)


def test_what_was_worked_with_is_cleared_away(tmp_path, settings):
    film = upload(make_clip(tmp_path / "clip.mp4", seconds=1))
    left = settings.SCRATCH_ROOT / f"film-{film.pk}-killed"
    left.mkdir(parents=True)

    prepare(film)

    assert names_in(settings.SCRATCH_ROOT) == []


def test_a_large_film_filmed_upright_stays_upright_at_every_size(tmp_path):
    made = importers.make_ready(make_clip(tmp_path / "clip.mp4", size="1082x1922", seconds=1), tmp_path)

    sizes = [(rung["side"], rung["width"], rung["height"]) for rung in made.rungs]
    assert sizes == [(240, 240, 426), (480, 480, 852), (720, 720, 1278)]
    assert importers.probe(tmp_path / "film.mp4").width == 480


@pytest.mark.parametrize(
    ("size", "pixel", "sides", "shape"),
    [
        ("720x576", "16/11", [240, 480], 20 / 11),
        ("1440x1080", "4/3", [240, 480, 720], 16 / 9),
        ("720x480", "8/9", [240, 480], 4 / 3),
        ("360x480", "2/1", [240, 480], 3 / 2),
    ],
)
def test_a_film_from_a_tape_camera_is_not_squeezed(tmp_path, size, pixel, sides, shape):
    clip = make_clip(tmp_path / "clip.mp4", "-vf", f"setsar={pixel}", size=size, seconds=1)

    made = importers.make_ready(clip, tmp_path)

    assert [rung["height"] for rung in made.rungs] == sides
    assert [rung["width"] / rung["height"] for rung in made.rungs] == pytest.approx([shape] * len(sides), abs=0.02)
    assert importers.probe(tmp_path / "film.mp4").pixel == pytest.approx(1, abs=0.01)


def test_all_sizes_can_be_changed_at_the_same_moments(tmp_path):
    importers.make_ready(make_clip(tmp_path / "clip.mp4", size="852x480", seconds=13), tmp_path)

    moments = [re.findall("EXTINF:(.*),", (tmp_path / f"{side}.m3u8").read_text()) for side in (240, 480)]

    assert moments[0] == moments[1]
    assert [float(moment) for moment in moments[0]] == [6.0, 6.0, 1.0]


def test_addresses_in_a_playlist_lead_to_the_folder_it_stands_in(tmp_path):
    importers.make_ready(make_clip(tmp_path / "clip.mp4", seconds=1), tmp_path)

    for name in ("main.m3u8", "240.m3u8"):
        lines = (tmp_path / name).read_text().splitlines()
        named = {line for line in lines if line and not line.startswith("#")}
        assert named == {"240.m3u8"} if name == "main.m3u8" else {"240.m4s"}


def test_a_prepared_film_can_start_before_it_is_all_there_and_says_not_where_it_was_made(tmp_path):
    importers.make_ready(make_clip(tmp_path / "clip.mp4"), tmp_path)

    content = (tmp_path / "film.mp4").read_bytes()

    assert 0 < content.index(b"moov") < content.index(b"mdat")
    assert b"loci" in (tmp_path / "clip.mp4").read_bytes()
    assert b"loci" not in content + (tmp_path / "240.m4s").read_bytes()


def test_the_sheet_holds_a_small_picture_for_every_two_seconds(tmp_path):
    made = importers.make_ready(make_clip(tmp_path / "clip.mp4", seconds=5), tmp_path)

    sheet = Image.open(tmp_path / "scrubber.jpg")

    assert made.sheet == {"every": 2, "count": 3, "columns": 3, "rows": 1, "width": 160, "height": 120}
    assert sheet.size == (480, 120)
    # The clock of the test picture has gone on from one to the next.
    assert len({sheet.crop((160 * place, 0, 160 * place + 160, 120)).tobytes() for place in range(3)}) == 3


def test_a_silent_film_is_prepared_too(tmp_path):
    made = importers.make_ready(make_clip(tmp_path / "clip.mp4", sound=False, seconds=1), tmp_path)

    assert (importers.probe(tmp_path / "film.mp4").audio, made.loudness) == ("", None)


def test_a_film_from_a_phone_in_quicktime_is_prepared(tmp_path):
    film = prepare(upload(make_clip(tmp_path / "IMG_0001.MOV", seconds=1)))

    assert (film.state, film.original.name.rpartition("/")[2]) == (FilmState.READY, "original.mov")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("camera.mp4", ["-c:a", "ac3"]),
        ("camera.mov", ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-c:a", "pcm_s16be"]),
        ("edited.mov", ["-c:v", "prores", "-pix_fmt", "yuv422p10le", "-c:a", "pcm_s24le"]),
        ("tape.mp4", ["-c:v", "mpeg2video", "-c:a", "mp2"]),
    ],
)
def test_what_cameras_and_editing_programs_write_is_prepared(tmp_path, name, words):
    importers.make_ready(make_clip(tmp_path / name, *words, seconds=1), tmp_path)

    made = importers.probe(tmp_path / "film.mp4")
    assert (made.video, made.audio) == ("h264", "aac")


def test_where_the_sound_goes_on_after_the_picture_the_last_picture_stays(tmp_path):
    made = importers.make_ready(make_clip(tmp_path / "clip.mp4", seconds=2, sound_seconds=13), tmp_path)

    assert made.seconds == pytest.approx(13, abs=0.5)
    assert "EXTINF:6.0" in (tmp_path / "240.m3u8").read_text()


def test_progress_is_told_on_the_way(tmp_path):
    told = []

    importers.make_ready(make_clip(tmp_path / "clip.mp4"), tmp_path, told.append)

    assert told
    assert told == sorted(told)


# -- Recordings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("talk.m4a", []),
        ("talk.mp3", []),
        ("talk.wav", []),
        ("talk.ogg", ["-c:a", "libopus"]),
        ("talk.webm", ["-c:a", "libopus", "-live", "1"]),
    ],
)
def test_a_recording_becomes_a_film_of_one_picture(tmp_path, name, words):
    film = prepare(upload(make_sound(tmp_path / name, *words, seconds=3)))

    assert (film.state, film.is_sound) == (FilmState.READY, True)
    assert film.seconds == pytest.approx(3, abs=0.6)
    assert (film.width, film.height, film.sheet) == (1280, 720, {})
    made = importers.probe(Path(film.mp4.path))
    assert (made.video, made.audio) == ("h264", "aac")


def test_a_recording_is_seen_by_the_picture_it_was_given(tmp_path):
    picture = make_picture(size=(300, 300))

    film = prepare(upload(make_sound(tmp_path / "talk.m4a", seconds=1), still=picture))

    with Image.open(film.poster) as poster:
        middle, edge = poster.getpixel((640, 360)), poster.getpixel((20, 360))
        assert middle == pytest.approx((31, 122, 116), abs=6)
        assert min(edge) > 200


def test_a_very_quiet_recording_is_told_to_the_editor(tmp_path):
    film = prepare(upload(make_sound(tmp_path / "talk.wav", seconds=3, volume=0.02)))

    assert film.loudness < -31
    assert "quiet" in str(film.loudness_in_words) or "很小" in str(film.loudness_in_words)


# -- What cannot be prepared -------------------------------------------------------------------------------------------

HEAD = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", FilmFault.EMPTY),
        (HEAD + b"\x00" * 500, FilmFault.CUT_SHORT),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00qt  " + b"\x00" * 500, FilmFault.CUT_SHORT),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n", FilmFault.NOT_A_FILM),
        (b"ffconcat version 1.0\nfile '/etc/passwd'\n", FilmFault.NOT_A_FILM),
        (b"PK\x03\x04" + b"\x00" * 500, FilmFault.NOT_A_FILM),
    ],
)
def test_what_is_no_film_fails_with_its_reason_and_keeps_its_original(tmp_path, content, reason):
    (tmp_path / "bad.mp4").write_bytes(content)

    film = prepare(upload(tmp_path / "bad.mp4"))

    assert (film.state, film.reason) == (FilmState.FAILED, reason)
    assert (film.mp4.name, film.poster.name) == ("", "")
    assert film.original.storage.exists(film.original.name)
    assert names_in(Path(film.original.path).parent) == ["original.mp4"]


def test_a_film_that_was_cut_off_on_its_way_says_so(tmp_path):
    clip = make_clip(tmp_path / "clip.mp4", seconds=8, index_first=True)
    content = clip.read_bytes()
    clip.write_bytes(content[: len(content) // 2])

    film = prepare(upload(clip))

    assert (film.state, film.reason) == (FilmState.FAILED, FilmFault.CUT_SHORT)


def test_what_is_encoded_in_a_way_not_taken_is_named_with_what_to_do(tmp_path):
    words = ["-c:v", "qtrle", "-pix_fmt", "rgb24"]

    film = prepare(upload(make_clip(tmp_path / "clip.mov", *words, seconds=1)))

    assert (film.state, film.reason, film.detail) == (FilmState.FAILED, FilmFault.CODEC, "QTRLE")
    assert "H.264" in film.state_in_words
    assert "filter" not in film.state_in_words


def test_an_ffmpeg_that_the_machine_stopped_says_so_and_that_it_can_be_run_again(tmp_path, settings):
    killed = tmp_path / "ffmpeg"
    killed.write_text("#!/bin/sh\nkill -9 $$\n")
    killed.chmod(killed.stat().st_mode | stat.S_IXUSR)
    settings.FFMPEG = str(killed)

    film = prepare(make_film(ready=False))
    with pytest.raises(FilmRefused, match="stopped"):
        importers.ffmpeg.run([], 5)

    assert (film.state, film.reason, film.detail) == (FilmState.FAILED, FilmFault.STOPPED, "SIGKILL")


def test_a_playlist_within_a_film_opens_no_other_file(tmp_path):
    make_clip(tmp_path / "secret.mp4", seconds=1)
    (tmp_path / "list.mp4").write_text(f"ffconcat version 1.0\nfile '{tmp_path}/secret.mp4'\n")

    with pytest.raises(FilmRefused, match="not-a-film"):
        importers.probe(tmp_path / "list.mp4")


def test_a_machine_without_ffmpeg_says_so(settings):
    settings.FFMPEG = "/nowhere/ffmpeg"

    film = prepare(make_film(ready=False))

    assert (film.state, film.reason, film.detail) == (FilmState.FAILED, FilmFault.NO_FFMPEG, "/nowhere/ffmpeg")


def test_an_ffmpeg_that_says_nothing_is_stopped_in_time(tmp_path, settings):
    silent = tmp_path / "ffmpeg"
    silent.write_text("#!/bin/sh\nexec sleep 60\n")
    silent.chmod(silent.stat().st_mode | stat.S_IXUSR)
    settings.FFMPEG = str(silent)
    began = time.monotonic()

    with pytest.raises(FilmRefused, match="took-too-long"):
        importers.ffmpeg.run([], 0.5)

    assert time.monotonic() - began < 10


# -- Again -------------------------------------------------------------------------------------------------------------


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
            prepare(film)

    kept = [path for path in Path(film.original.path).parent.rglob("*") if path.is_file()]
    assert sorted(path.name for path in kept) == sorted([*FILES, "original.mp4"])


def files_of(film):
    return sorted(str(path) for path in Path(film.original.path).parent.rglob("*") if path.is_file())


def lose_ffmpeg(film, settings):
    settings.FFMPEG = "/nowhere/ffmpeg"
    prepare(film)


def kill_worker(film, settings):
    now = timezone.now()
    for _ in range(3):
        actions.begin_preparing(film_id=film.pk, now=now - timedelta(minutes=10))
        actions.take_back_films(lost_since=now - timedelta(minutes=5))


def fill_disk(film, settings):
    """The disk is full halfway through putting what was made in its place."""
    begun = actions.begin_preparing(film_id=film.pk, now=timezone.now())
    left = iter([None, None])

    def alive():
        if next(left, OSError) is OSError:
            raise OSError(28, "No space left on device")

    with TemporaryDirectory() as folder:
        made = importers.make_ready(Path(film.original.path), Path(folder))
        with pytest.raises(OSError, match="No space"):
            actions.finish_preparing(film=begun, made=made, alive=alive)
    actions.fail_preparing(film=begun, refusal=FilmRefused("disk", "No space left on device"))


@pytest.mark.parametrize("fail", [lose_ffmpeg, kill_worker, fill_disk])
def test_a_film_that_was_ready_keeps_all_its_files_where_preparing_it_again_fails(tmp_path, settings, fail):
    film = prepare(upload(make_clip(tmp_path / "clip.mp4", seconds=1)))
    before = (files_of(film), film.mp4.name, film.poster.name, film.seconds, film.rungs)

    fail(film, settings)

    film.refresh_from_db()
    assert (film.state, film.is_playable) == (FilmState.FAILED, True)
    assert (files_of(film), film.mp4.name, film.poster.name, film.seconds, film.rungs) == before


def test_its_files_stay_while_it_is_prepared_again(tmp_path):
    film = prepare(upload(make_clip(tmp_path / "clip.mp4", seconds=1)))
    before = files_of(film)

    again = actions.begin_preparing(film_id=film.pk, now=timezone.now())

    assert (again.state, again.is_playable, files_of(again)) == (FilmState.PROCESSING, True, before)


def test_a_film_whose_worker_gives_no_sign_of_life_is_taken_back_and_given_up_the_third_time():
    now = timezone.now()
    film = make_film(ready=False)

    for attempt in (1, 2, 3):
        actions.begin_preparing(film_id=film.pk, now=now - timedelta(minutes=10))
        again, given_up = actions.take_back_films(lost_since=now - timedelta(minutes=5))
        assert (again, given_up) == (([film.pk], []) if attempt < 3 else ([], [film.pk]))

    film.refresh_from_db()
    assert (film.state, film.reason) == (FilmState.FAILED, FilmFault.WORKER_LOST)


def test_a_film_at_work_is_left_alone():
    now = timezone.now()
    film = actions.begin_preparing(film_id=make_film(ready=False).pk, now=now - timedelta(hours=1))
    actions.note_progress(film=film, percent=40, now=now)

    assert actions.take_back_films(lost_since=now - timedelta(minutes=5)) == ([], [])


def test_a_worker_that_wakes_up_late_changes_nothing(tmp_path):
    late = actions.begin_preparing(film_id=make_film(ready=False).pk, now=timezone.now())
    actions.begin_preparing(film_id=late.pk, now=timezone.now())

    with pytest.raises(actions.PreparingTakenOver):
        actions.note_progress(film=late, percent=99, now=timezone.now())
    actions.fail_preparing(film=late, refusal=FilmRefused("unreadable"))

    film = Film.objects.get(pk=late.pk)
    assert (film.state, film.progress) == (FilmState.PROCESSING, 0)


def test_what_a_late_worker_made_is_not_kept(tmp_path):
    film = upload(make_clip(tmp_path / "clip.mp4", seconds=1))
    late = actions.begin_preparing(film_id=film.pk, now=timezone.now())
    made = importers.make_ready(Path(film.original.path), tmp_path)
    actions.begin_preparing(film_id=film.pk, now=timezone.now())

    with pytest.raises(actions.PreparingTakenOver):
        actions.finish_preparing(film=late, made=made)

    kept = [path.name for path in Path(film.original.path).parent.rglob("*") if path.is_file()]
    assert kept == ["original.mp4"]


def test_a_film_that_is_gone_by_its_turn_is_passed_over():
    prepare_film.call(4711)

    assert Film.objects.count() == 0


# -- Another storage ---------------------------------------------------------------------------------------------------


def test_a_film_can_be_kept_where_there_are_no_paths(tmp_path, settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "tests.media.builders.Elsewhere"}}
    film = Film(title="莲")
    film.original.save("clip.mp4", ContentFile(make_clip(tmp_path / "clip.mp4", seconds=1).read_bytes()))
    with pytest.raises(NotImplementedError):
        assert film.original.path

    prepare(film)

    assert film.state == FilmState.READY
    folders, files = film.mp4.storage.listdir(film.mp4.name.rpartition("/")[0])
    assert (folders, sorted(files)) == ([], FILES)
