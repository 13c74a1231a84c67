"""What a file may be called where it is kept."""

from pathlib import PurePath

MOST = 200  # bytes; a file system takes 255, and a storage adds some of its own
LONGEST_ENDING = 20  # bytes; what is longer is no ending


def shortened(name):
    """The name in 200 bytes of UTF-8 at most: cut between two characters, its ending kept."""
    ending = PurePath(name).suffix
    if len(ending.encode()) > LONGEST_ENDING:
        ending = ""
    stem = name.removesuffix(ending).encode()
    return stem[: MOST - len(ending.encode())].decode(errors="ignore") + ending
