"""ffmpeg reads what strangers send, so it runs outside the web process, may open local files only,
takes a file for what its first bytes say and nothing else, and knows no more codecs than films need.
"""

import ctypes
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from threading import Event, Timer

from django.conf import settings

from media.rules import contents, probes
from media.rules.probes import FilmRefused

# What phones, cameras, screen recorders and editing programs write.
_CODECS = (
    "h264,hevc,av1,libdav1d,vp8,vp9,mpeg4,mpeg2video,h263,mjpeg,prores,dnxhd,"
    "aac,ac3,eac3,alac,flac,mp3,mp3float,mp2,mp2float,opus,vorbis,amrnb,amrwb,adpcm_ima_qt,pcm_alaw,pcm_mulaw,"
    "pcm_u8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be"
)
# The relatives of MP4, QuickTime among them, may say that their pictures lie in another file: they are not believed.
_MP4 = ("-f", "mov", "-enable_drefs", "0", "-use_absolute_path", "0")
_DEMUXERS = {
    **dict.fromkeys(("mp4", "mov", "m4a"), _MP4),
    "webm": ("-f", "matroska"),
    "mp3": ("-f", "mp3"),
    "wav": ("-f", "wav"),
    "ogg": ("-f", "ogg"),
}
_PATIENCE = 20  # times the film's length
_PR_SET_PDEATHSIG = 1


def find_ffmpeg():
    """The operator's ffmpeg, the machine's, or the one that came as a package."""
    if wanted := settings.FFMPEG:
        if found := shutil.which(wanted):
            return found
        raise FilmRefused("no-ffmpeg", wanted)
    if found := shutil.which("ffmpeg"):
        return found
    try:
        import imageio_ffmpeg
    except ImportError:
        raise FilmRefused("no-ffmpeg") from None
    return imageio_ffmpeg.get_ffmpeg_exe()


def reading(path):
    """How ffmpeg is told to read the file at `path`; FilmRefused when its first bytes are those of no film."""
    try:
        with open(path, "rb") as file:
            head = file.read(contents.HEAD)
    except FileNotFoundError as error:
        raise FilmRefused("unreadable", str(error)) from error
    if not head:
        raise FilmRefused("empty")
    if (kind := contents.kind_of(head)) not in _DEMUXERS:
        raise FilmRefused("not-a-film")
    return ("-protocol_whitelist", "file", "-codec_whitelist", _CODECS, *_DEMUXERS[kind], "-i", path)


def probe(path):
    """What the file at `path` is; FilmRefused when it is no film."""
    # Asked for no output ffmpeg always ends with an error; what it read stands above it.
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and every word is ours but the file's path
            [find_ffmpeg(), "-hide_banner", "-nostdin", *reading(path)],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=120,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FilmRefused("took-too-long") from error
    _check_not_killed(done.returncode)
    found = probes.read_probe(done.stderr)
    if not found.seconds:
        found = found._replace(seconds=_played_through(path))
    probes.check_length(found.seconds)
    return found


def _played_through(path):
    """How long a recording is that does not say so: taken as it went along, it has its end nowhere but at its end."""
    reached = 0.0

    def note(line):
        nonlocal reached
        reached = probes.seconds_done(line) or reached

    run([*reading(path), "-map", "0:a:0?", "-map", "0:v:0?", "-c", "copy", "-f", "null", "-"], 120, note)
    return reached


def run(words, limit, hear=lambda line: None, folder=None):
    """Run ffmpeg with `words` for `limit` seconds at most; gives back all it said, or FilmRefused with why not.

    `hear` is called with each line of its progress. What it raises stops ffmpeg.
    """
    command = [find_ffmpeg(), "-hide_banner", "-nostdin", "-y", "-loglevel", "level+info", "-nostats"]
    command += ["-progress", "pipe:1", *words]
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        process = subprocess.Popen(  # noqa: S603 - as above
            command, stdout=subprocess.PIPE, stderr=said, text=True, cwd=folder, preexec_fn=_die_with_the_worker
        )
        failed, too_long = _attend(process, limit, hear)
        said.seek(0)
        text = said.read()
    if too_long:
        raise FilmRefused("took-too-long")
    _check_not_killed(failed)
    if failed:
        raise probes.read_failure(text)
    return text


def _check_not_killed(ended):
    """What was ended by a signal did not end by itself: for want of memory mostly, or when the machine went down."""
    if ended < 0:
        raise FilmRefused("stopped", signal.Signals(-ended).name)


def patience(seconds):
    """How long a film of so many seconds may take."""
    return 120 + _PATIENCE * seconds


def _attend(process, limit, hear):
    """Listen to ffmpeg until it ends. Whether it says anything or not, a watch stops it in time."""
    too_long = Event()

    def stop():
        too_long.set()
        process.kill()

    watch = Timer(limit, stop)
    watch.start()
    try:
        for line in process.stdout:
            hear(line)
        return process.wait(), too_long.is_set()
    finally:
        watch.cancel()
        process.kill()
        process.wait()
        process.stdout.close()


def _die_with_the_worker():
    """A worker that is killed takes its ffmpeg along, or two would soon be at work on one film."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
