"""One pass over the original makes everything: each step of the ladder is encoded once, and written as it is both
for the playlists and for the one file that browsers without them play.
"""

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from media.importers.ffmpeg import patience, probe, reading, run
from media.importers.stills import draw_still
from media.rules import ladder, playlists, probes
from media.rules.probes import FilmRefused

FILM, MAIN, POSTER, SHEET = "film.mp4", "main.m3u8", "poster.jpg", "scrubber.jpg"
THUMB_SIDE = 160  # pixels
_X264 = ("-c:v", "libx264", "-preset", "veryfast", "-profile:v", "main", "-pix_fmt", "yuv420p")
# Where and on what it was filmed is nobody's business.
_PLAIN = ("-flags", "+global_header", "-map_metadata", "-1", "-map_chapters", "-1")
_KEYS = ("-force_key_frames", f"expr:gte(t,n_forced*{ladder.KEY_EVERY})", "-sc_threshold", "0")
# The short side becomes {0}, whichever way the phone was held; both sides come out even.
_SCALE = "scale='if(gt(iw,ih),-2,{0})':'if(gt(iw,ih),{0},-2)'"
# Pixels that are not square become so: no player is left to stretch them.
_SQUARE = "scale='trunc(iw*sar/2+0.5)*2':ih,setsar=1,"
_ENCODING = 0.95  # of all the work; the rest is small pictures


@dataclass(frozen=True)
class MadeFilm:
    """What was made of one original: its files, by their names in `folder`, and what is known of them.

    `rungs` are [{"side", "width", "height", "bandwidth"}], smallest first; `sheet` is {} or says how the small pictures
    lie on theirs.
    """

    folder: Path
    names: list
    rungs: list
    sheet: dict
    seconds: float
    loudness: float | None
    is_sound: bool


@contextmanager
def local_copy(file, folder):
    """A path to a stored file for ffmpeg: its own, or of a copy in `folder` where the storage is no disk of ours."""
    try:
        path, copied = Path(file.path), False
    except NotImplementedError:
        path, copied = folder / "original", True
        with path.open("wb") as copy, file.open("rb") as source:
            shutil.copyfileobj(source, copy, 1024 * 1024)
    try:
        yield path
    finally:
        if copied:
            path.unlink(missing_ok=True)


def make_ready(source, folder, progress=lambda percent: None, still=None):
    """Make all that is shown of the film or recording at `source` in `folder`, calling `progress(percent)`.

    `still` is an open picture for a recording to be seen by; without one a quiet one is drawn.
    """
    film = probe(source)
    limit = patience(film.seconds)

    def hear(line):
        if (percent := probes.percent_done(line, film.seconds)) is not None:
            progress(int(percent * _ENCODING))

    if film.is_sound:
        draw_still(folder / POSTER, still)
    steps = [ladder.step_for_still()] if film.is_sound else ladder.steps_for(film.width, film.height)
    said = _encode(source, film, steps, folder, hear)
    rungs = _rungs(folder, steps)
    seconds = playlists.seconds_of(_text(folder, steps[-1]))
    _write_main(folder, rungs, film)
    sheet = {}
    if not film.is_sound:
        _take_poster(folder, seconds)
        sheet = _take_sheet(folder, seconds, limit)
    names = [FILM, MAIN, POSTER, *([SHEET] if sheet else [])]
    names += [f"{step.side}.{suffix}" for step in steps for suffix in ("m3u8", "m4s")]
    loudness = probes.read_loudness(said)
    return MadeFilm(folder, names, rungs, sheet, seconds, loudness, film.is_sound)


def _encode(source, film, steps, folder, hear):
    """Encode all steps whole, or FilmRefused; gives back what ffmpeg said.

    Where the sound goes on after the picture, the last picture stays until it is over.
    """

    def once(stay=0):
        words = _recording(source, film, steps) if film.is_sound else _film(source, film, steps, stay)
        words += [*_X264, *_KEYS, *_qualities(steps), *_sound(film), *_PLAIN, *_written(steps, film)]
        return run(words, patience(film.seconds), hear, folder)

    said = once()
    seen = playlists.seconds_of(_text(folder, steps[-1]))
    if probes.is_whole(seen, film.seconds):
        return said
    # Only the one file says how long its sound is.
    probes.check_whole(probe(folder / FILM).seconds, film.seconds)
    return once(stay=film.seconds - seen)


def _film(source, film, steps, stay=0):
    """The picture is cut down from step to step, since the next is then cheaper to cut."""
    first = ("fps=30," if film.rate > 31 else "") + (_SQUARE if film.pixel != 1 else "")
    if stay:
        first = f"fps={min(film.rate or 25, 30)},tpad=stop_mode=clone:stop_duration={stay:.3f}," + first
    parts, at = [], "[0:v:0]"
    for step in reversed(steps):
        scaled = f"{at}{first}{_SCALE.format(step.side)},setsar=1"
        at, first = f"[rest{step.side}]", ""
        parts.append(f"{scaled}[v{step.side}]" if step is steps[0] else f"{scaled},split[v{step.side}]{at}")
    maps = [word for step in steps for word in ("-map", f"[v{step.side}]")]
    return [*reading(source), "-filter_complex", ";".join(parts + _measured(film, 0)), *maps]


def _recording(source, film, steps):
    """One picture, twice a second, for as long as there is something to hear."""
    picture = ("-protocol_whitelist", "file", "-f", "image2", "-loop", "1", "-framerate", "2", "-i", POSTER)
    words = [*picture, *reading(source), "-filter_complex", ";".join(_measured(film, 1))]
    return [*words, "-map", "0:v:0", "-tune", "stillimage", "-t", f"{film.seconds:.3f}"]


def _measured(film, number):
    return [f"[{number}:a:0]ebur128=framelog=verbose[sound]"] if film.audio else []


def _qualities(steps):
    words = []
    for place, step in enumerate(steps):
        words += [f"-crf:v:{place}", f"{step.quality}", f"-maxrate:v:{place}", f"{step.most}k"]
        words += [f"-bufsize:v:{place}", f"{2 * step.most}k"]
    return words


def _sound(film):
    if not film.audio:
        return []
    return ["-map", "[sound]", "-c:a", "aac", "-b:a", f"{ladder.AUDIO_KBITS}k", "-ac", "2", "-ar", "48000"]


def _written(steps, film):
    """One file for each step, read in pieces by its playlist, and the one file for browsers without playlists."""
    fallback, sound = ladder.fallback_of(steps), ",a" if film.audio else ""
    hls = f"f=hls:hls_time={ladder.SEGMENT}:hls_playlist_type=vod:hls_segment_type=fmp4:hls_flags=single_file"
    outputs = [
        f"[{hls}:hls_segment_filename={step.side}.m4s:select=\\'v:{place}{sound}\\']{step.side}.m3u8"
        for place, step in enumerate(steps)
    ]
    # Players look for the index at the start.
    outputs.append(f"[f=mp4:movflags=+faststart:select=\\'v:{steps.index(fallback)}{sound}\\']{FILM}")
    return ["-f", "tee", "|".join(outputs)]


def _text(folder, step):
    return (folder / f"{step.side}.m3u8").read_text()


def _rungs(folder, steps):
    rungs = []
    for step in steps:
        with (folder / f"{step.side}.m4s").open("rb") as file:
            picture = playlists.read_picture(file.read(4096))
        bandwidth = playlists.bandwidth_of(_text(folder, step))
        rungs.append({"side": step.side, **picture._asdict(), "bandwidth": bandwidth})
    return rungs


def _write_main(folder, rungs, film):
    named = [
        (f"{rung['side']}.m3u8", rung["bandwidth"], playlists.Picture(rung["codec"], rung["width"], rung["height"]))
        for rung in rungs
    ]
    (folder / MAIN).write_text(playlists.main_playlist(named, has_sound=bool(film.audio)))


def _take_poster(folder, seconds):
    film, at = folder / FILM, f"{min(seconds / 10, 20):.2f}"
    run(["-ss", at, *reading(film), "-frames:v", "1", "-q:v", "3", "-update", "1", POSTER], 120, folder=folder)
    if not (folder / POSTER).is_file():
        raise FilmRefused("unreadable", "no picture for the poster")


def _take_sheet(folder, seconds, limit):
    """Small pictures at even distances, all on one sheet."""
    sheet = ladder.sheet_for(seconds)
    picture = probe(folder / FILM)
    scale = THUMB_SIDE / max(picture.width, picture.height)
    width, height = (max(int(side * scale) // 2 * 2, 2) for side in (picture.width, picture.height))
    # Key frames alone are looked at: there is one wherever a small picture is due.
    due = f"select='isnan(prev_selected_t)+gte(t-prev_selected_t,{sheet.every - 0.1})'"
    cut = f"{due},scale={width}:{height},tile={sheet.columns}x{sheet.rows}"
    words = ["-skip_frame", "nokey", *reading(folder / FILM), "-an", "-vf", cut]
    words += ["-frames:v", "1", "-q:v", "5", "-update", "1", SHEET]
    run(words, limit, folder=folder)
    if not (folder / SHEET).is_file():
        return {}
    return {**sheet._asdict(), "width": width, "height": height}
