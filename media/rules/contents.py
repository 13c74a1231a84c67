"""What a file is, by what is in it and never by its name."""

HEAD = 64  # bytes that are enough to tell

FILMS = ("mp4", "mov", "webm")
SOUNDS = ("m4a", "mp3", "wav", "ogg")

# QuickTime may point at other files. Whoever opens it says that those are not to be followed (importers.ffmpeg).
_BRANDS = {
    "mov": {b"qt  "},
    "m4a": {b"M4A ", b"M4B "},
    "mp4": {
        *(b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"mp71"),
        *(b"avc1", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"dash", b"3gp4", b"3gp5", b"3gp6"),
    },
}


def kind_of(head):
    """The kind of a file by its first bytes: "png", "jpeg", "webp", one of FILMS or SOUNDS, or None for all else.

    A kind of film may turn out to hold sound alone.
    """
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(head[8:12])
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        # Matroska, of which WebM is the kind that browsers record.
        return "webm" if b"\x42\x82\x84webm" in head else None
    if head.startswith(b"OggS\x00"):
        return "ogg"
    return _mp4_kin(head) or ("mp3" if _is_mp3(head) else None)


def _mp4_kin(head):
    if head[4:8] != b"ftyp":
        return None
    return next((kind for kind, brands in _BRANDS.items() if head[8:12] in brands), None)


def _is_mp3(head):
    """A tag of names before the sound, or a frame of it: in step, layer III, of a bit rate and a sampling rate."""
    if head.startswith(b"ID3"):
        return len(head) > 9 and head[3] < 5
    return (
        len(head) > 3
        and head[0] == 0xFF
        and head[1] & 0xE6 == 0xE2
        and head[1] & 0x18 != 0x08
        and head[2] >> 4 not in (0, 15)
        and head[2] & 0x0C != 0x0C
    )
