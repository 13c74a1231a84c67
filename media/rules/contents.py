"""What a file is, by what is in it and never by its name."""

HEAD = 64  # bytes that are enough to tell

# MP4 and its close kin only. QuickTime ("qt  ") may point at other files, so it stays out.
_MP4_BRANDS = {
    *(b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"mp71"),
    *(b"avc1", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"dash", b"3gp4", b"3gp5", b"3gp6"),
}


def kind_of(head):
    """ "mp4", "png", "jpeg" or "webp" for the first bytes of a file, or None for all else."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in _MP4_BRANDS:
        return "mp4"
    return None
