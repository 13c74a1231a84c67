"""Playlists of HTTP Live Streaming (RFC 8216): what ffmpeg wrote of each step, and the one that names all of them."""

import re
from typing import NamedTuple

_SEGMENT = re.compile(r"#EXTINF:([\d.]+),.*?#EXT-X-BYTERANGE:(\d+)", re.DOTALL)


class Picture(NamedTuple):
    """What the head of an MP4 says of its moving picture."""

    codec: str
    width: int
    height: int


def read_picture(head):
    """The H.264 picture that the first bytes of an MP4 announce."""
    record = head.index(b"avcC")
    entry = head.rindex(b"avc1", 0, record)
    width, height = (int.from_bytes(head[entry + at : entry + at + 2], "big") for at in (28, 30))
    return Picture(f"avc1.{head[record + 5 : record + 8].hex()}", width, height)


def seconds_of(playlist):
    return sum(float(seconds) for seconds, _ in _SEGMENT.findall(playlist))


def bandwidth_of(playlist):
    """What the busiest segment takes, in bits a second."""
    return max(int(int(size) * 8 / max(float(seconds), 0.5)) for seconds, size in _SEGMENT.findall(playlist))


def main_playlist(rungs, *, has_sound):
    """The playlist of the playlists in `rungs`, [(name, bandwidth, Picture)]: the middle one first.

    Players begin with the first, before they know the network.
    """
    first = rungs[len(rungs) // 2]
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for name, bandwidth, picture in [first, *(rung for rung in rungs if rung is not first)]:
        codecs = picture.codec + (",mp4a.40.2" if has_sound else "")
        size = f"{picture.width}x{picture.height}"
        lines.append(f'#EXT-X-STREAM-INF:BANDWIDTH={bandwidth},RESOLUTION={size},CODECS="{codecs}"')
        lines.append(name)
    return "\n".join([*lines, ""])
