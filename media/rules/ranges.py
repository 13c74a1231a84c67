"""Which bytes of a file a browser is given (RFC 9110, 14)."""

import re
from typing import NamedTuple

_RANGE = re.compile(r"\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*", re.IGNORECASE | re.ASCII)


class RangeRefused(Exception):
    """No byte that was asked for exists."""


class ByteRange(NamedTuple):
    """The bytes from `first` to `last`, both included, counted from 0."""

    first: int
    last: int

    @property
    def length(self):
        return self.last - self.first + 1


def requested_range(header, size):
    """The one range that `header` asks for, or None where the whole file is the answer.

    A header that makes no sense is passed over, and so are several ranges at once: no player
    sends them, and the standard lets a server answer them with the whole.
    """
    match = _RANGE.fullmatch(header or "")
    if match is None:
        return None
    first, last = match.groups()
    if not first:
        return _last_bytes(last, size)
    start, end = int(first), int(last) if last else size - 1
    if last and end < start:
        return None
    if start >= size:
        raise RangeRefused(f"The file ends at byte {size}.")
    return ByteRange(start, min(end, size - 1))


def _last_bytes(count, size):
    if not count:
        return None
    if int(count) == 0 or size == 0:
        raise RangeRefused("The last 0 bytes were asked for.")
    return ByteRange(max(size - int(count), 0), size - 1)
