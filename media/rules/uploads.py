"""What an upload in pieces (tus 1.0) may be: how large, from where on, and of what kind."""

from base64 import b64decode
from binascii import Error

from media.rules.contents import FILMS, HEAD, SOUNDS, kind_of

LARGEST = 2 * 1024**3  # bytes
MOST_AT_ONCE = 5  # unfinished uploads of one person
VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"


class UploadRefused(Exception):
    """The upload cannot begin or go on. `code` says why."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def read_length(header):
    """How many bytes are announced; UploadRefused when that is no number, nothing, or more than anybody may send."""
    if not (header or "").isascii() or not (header or "").isdigit() or len(header) > 15:
        raise UploadRefused("no-length")
    length = int(header)
    if length == 0:
        raise UploadRefused("empty")
    if length > LARGEST:
        raise UploadRefused("too-large")
    return length


def read_offset(header):
    """From which byte on a piece is meant to be; None when that is no number."""
    return int(header) if header and header.isascii() and header.isdigit() and len(header) <= 15 else None


def read_name(header):
    """The file's name out of the metadata, `filename 6I6yLm1wNA==,filetype dmlkZW8vbXA0`; "" when there is none."""
    for pair in (header or "").split(","):
        key, _, value = pair.strip().partition(" ")
        if key == "filename":
            try:
                return b64decode(value, validate=True).decode()[:120]
            except (Error, UnicodeDecodeError):
                return ""
    return ""


def check_beginning(*, size, unfinished, free):
    """May somebody with so many unfinished uploads begin another, on a disk with so much room?"""
    if unfinished >= MOST_AT_ONCE:
        raise UploadRefused("too-many")
    # What is made of a film takes about as much again.
    if free < 2 * size:
        raise UploadRefused("no-room")


def check_kind(head, *, received):
    """As soon as the first bytes are there they say whether the rest is worth sending."""
    if received >= HEAD and kind_of(head) not in (*FILMS, *SOUNDS):
        raise UploadRefused("not-a-film")
