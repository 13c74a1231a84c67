"""Which title somebody may have meant who mistyped one."""

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from .cutting import fold

# Two characters of four right, in a title twice as long, may still be a title that somebody mistyped.
LIKE_ENOUGH = 0.3
# Where something was found, only a title that is nearly the same is worth a word.
NEARLY_THE_SAME = 0.6
_MOST_COMPARED = 40


def pieces_of(text: str) -> list[list[str]]:
    """Which pieces of a mistyped title the right one must have: halves of it, else thirds, else pairs of characters.

    One wrong, missing or additional character leaves one half whole; two leave one third.
    """
    folded = _bare(text)
    parts = [_parts(folded, 2), _parts(folded, 3), [folded[i : i + 2] for i in range(len(folded) - 1)]]
    return [found for part in parts if (found := list(dict.fromkeys(p for p in part if len(p) > 1)))]


def ends_of(text: str) -> tuple[str, str] | None:
    """The first and the last character of a name of three: all that is left of 监察法 once its middle is mistyped."""
    folded = _bare(text)
    return (folded[0], folded[-1]) if len(folded) == 3 else None


def _bare(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def _parts(text: str, count: int) -> list[str]:
    bounds = [round(len(text) * step / count) for step in range(count + 1)]
    return [text[begin:end] for begin, end in zip(bounds, bounds[1:], strict=False)]


def nearest_titles(text: str, titles: Iterable[str], most: int = 3, least: float = LIKE_ENOUGH) -> list[str]:
    """The titles that somebody may have meant who mistyped one of them, the nearest first."""
    sought = fold(text)
    by_folded = {fold(title): title for title in titles}
    by_folded.pop(sought, None)
    characters = Counter(sought)
    sharing = sorted(by_folded, key=lambda title: _shared(characters, title), reverse=True)[:_MOST_COMPARED]
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(sought)
    likeness = {}
    for title in sharing:
        matcher.set_seq1(title)
        likeness[title] = matcher.ratio()
    near = sorted((title for title in sharing if likeness[title] >= least), key=lambda t: -likeness[t])
    return [by_folded[title] for title in near[:most]]


def _shared(characters: Counter, title: str) -> float:
    return 2 * (characters & Counter(title)).total() / (characters.total() + len(title))
