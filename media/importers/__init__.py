"""From a film or a recording as uploaded to a film that any phone can play, by ffmpeg."""

from .ffmpeg import find_ffmpeg, probe
from .films import MadeFilm, local_copy, make_ready

__all__ = ["MadeFilm", "find_ffmpeg", "local_copy", "make_ready", "probe"]
