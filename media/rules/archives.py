"""Whether a ZIP archive, as every Word, Excel and PowerPoint file is one, may be opened by those who read it.

What an archive says of itself may be a lie, so each part is unfolded once, in small pieces, and counted.
"""

import zipfile
import zlib

MEGABYTE = 1024 * 1024
# A law of 1,300 articles unfolds to some 15 MB, a slide show with pictures to little more than it weighs.
LARGEST_UNFOLDED = 100 * MEGABYTE
STEEPEST = 100  # times its size
MOST_PARTS = 1_000
PIECE = 64 * 1024

_KNOWN_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_LOCKED = 0x1


class ArchiveRefused(ValueError):
    """An archive that must not be opened; `code` says why: damaged, locked, unfolds or strays."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def check_archive(file):
    """Give the names of the parts of an archive that is safe to open, or raise ArchiveRefused. Takes a binary file."""
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            for part in parts:
                _check_part(part)
            _check_sizes(parts, sum(part.file_size for part in parts))
            _check_sizes(parts, _unfolded(package, parts))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, UnicodeError) as error:
        raise ArchiveRefused("damaged") from error
    return [part.filename for part in parts]


def _check_part(part):
    if part.flag_bits & _LOCKED:
        raise ArchiveRefused("locked")
    if part.compress_type not in _KNOWN_WAYS:
        raise ArchiveRefused("damaged")
    steps = part.filename.replace("\\", "/").split("/")
    if ".." in steps or steps[0] == "" or ":" in steps[0]:
        raise ArchiveRefused("strays")


def _check_sizes(parts, unfolded):
    folded = sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or unfolded > LARGEST_UNFOLDED or unfolded > folded * STEEPEST:
        raise ArchiveRefused("unfolds")


def _unfolded(package, parts):
    """How many bytes all parts really have, counted only until it is clear that they are too many."""
    total = 0
    for part in parts:
        # Python stops at the size that the archive names, and takes as much memory as it likes on the way.
        part.file_size = LARGEST_UNFOLDED + 2 * PIECE
        with package.open(part) as unfolding:
            while total <= LARGEST_UNFOLDED and (piece := unfolding.read(PIECE)):
                total += len(piece)
    return total
