"""How what was found is shown: as safe HTML, the words in `<mark>`."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

from .cutting import fold

SNIPPET_CHARACTERS = 60


def marked(text: str, words: Iterable[str]) -> str:
    """The text as safe HTML with the words in `<mark>`."""
    return _with_marks(text, _spans(text, words), 0, len(text))


def marked_snippet(text: str, words: Iterable[str], width: int = SNIPPET_CHARACTERS) -> str:
    """About `width` characters where most of the words stand, as safe HTML with the words in `<mark>`."""
    text = " ".join(text.split())
    spans = _spans(text, words)
    first = _fullest(text, spans, width) if spans else 0
    begin = max(0, min(first - width // 3, len(text) - width))
    end = min(len(text), begin + width)
    # A word that is marked is seen whole.
    end = max((stop for start, stop in spans if start < end < stop), default=end)
    snippet = _with_marks(text, spans, begin, end)
    return ("…" if begin else "") + snippet + ("…" if end < len(text) else "")


def _fullest(text: str, spans: list[tuple[int, int]], width: int) -> int:
    """Where to begin so that the most of what was sought is seen; the earliest of equals."""
    reach = width - width // 3

    def seen(start: int) -> int:
        return sum(len(words) for words in {text[a:b] for a, b in spans if start <= a and b <= start + reach})

    return max((start for start, _ in spans), key=lambda start: (seen(start), -start))


def _spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where the words stand in the text, in order, those that touch or overlap joined."""
    folded, origins = _folded_with_origins(text)
    wanted = sorted({fold(word) for word in words if word.strip()}, key=len, reverse=True)
    if not wanted:
        return []
    hits = re.finditer("|".join(map(re.escape, wanted)), folded)
    spans: list[tuple[int, int]] = []
    for begin, end in ((origins[hit.start()], origins[hit.end() - 1] + 1) for hit in hits):
        if spans and begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))
    return spans


def _folded_with_origins(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters the place of the one it came from."""
    folded = fold(text)
    # Nearly always each character is folded into one, and a long text need not be walked through.
    if len(folded) == len(text):
        return folded, range(len(text))
    pieces = [_folded_character(character) for character in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]


@lru_cache(maxsize=8192)
def _folded_character(character: str) -> str:
    return fold(character)


def _with_marks(text: str, spans: list[tuple[int, int]], begin: int, end: int) -> str:
    parts, place = [], begin
    for start, stop in spans:
        start, stop = max(start, begin), min(stop, end)
        if start < stop:
            parts += [escape(text[place:start]), "<mark>", escape(text[start:stop]), "</mark>"]
            place = stop
    return "".join([*parts, escape(text[place:end])])
