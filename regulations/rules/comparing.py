"""What changed between two wordings: articles paired with what became of them, lines with lines, words with words.

Articles are paired by their words first, by their likeness next, and by their number only where the likeness allows it:
a law that gains an article in the middle has not changed all that follow.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property

# From which likeness (0 to 1) on two articles are one that was changed; of one number, they may be less alike.
ALIKE, ALIKE_OF_ONE_NUMBER = 0.5, 0.2
# From which likeness on two lines, or the words of two lines, are shown as one that was changed.
LINES_ALIKE, WORDS_ALIKE = 0.4, 0.3
# A pair of characters in so many articles at most is rare enough to find an article by; so many are looked at closely.
RARE, CANDIDATES = 40, 6
_TOKEN = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Piece:
    """Some words of a line, and whether they are the same in both wordings, were added, or were dropped."""

    change: Change
    words: str


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Words:
    """An article, or anything else that has lines, as it is compared: `key` stays within its version."""

    key: str
    label: str
    lines: tuple[str, ...]

    @cached_property
    def bare(self) -> str:
        """Its words without spaces and lines: what it says."""
        return "".join("".join(self.lines).split())


@dataclass(frozen=True)
class Pair:
    """What an article was and what it became; None for what was added or dropped."""

    old: Words | None
    new: Words | None
    lines: tuple[Line, ...]

    @property
    def change(self) -> Change:
        if self.old is None:
            return Change.ADDED
        if self.new is None:
            return Change.DROPPED
        return Change.SAME if self.old.bare == self.new.bare else Change.CHANGED

    @property
    def label(self) -> str:
        """What it is called now, or was called last."""
        return (self.new or self.old).label

    @property
    def moved(self) -> bool:
        """Whether it stands under another number."""
        return bool(self.old and self.new and self.old.label != self.new.label)


def compare_articles(old: Sequence[Words], new: Sequence[Words]) -> list[Pair]:
    """All articles of both versions in the order of the new one, what was dropped where it stood."""
    partner = _partners(old, new)
    dropped: dict[int, list[Words]] = defaultdict(list)
    place, places = -1, {there.key: index for index, there in enumerate(new)}
    partners = {mine.key: theirs for theirs, mine in partner.items()}
    for each in old:
        if each.key in partners:
            place = places[partners[each.key].key]
        else:
            dropped[place].append(each)
    pairs = [_pair(each, None) for each in dropped[-1]]
    for index, each in enumerate(new):
        pairs.append(_pair(partner.get(each), each))
        pairs += [_pair(gone, None) for gone in dropped[index]]
    return pairs


def _pair(old: Words | None, new: Words | None) -> Pair:
    return Pair(old, new, tuple(compare_lines(old.lines if old else (), new.lines if new else ())))


def _partners(old: Sequence[Words], new: Sequence[Words]) -> dict[Words, Words]:
    """The old article that each new one was: the same words of one number, the same words, and then the most alike."""
    found: dict[Words, Words] = {}
    left = {each.key: each for each in old}
    for each in new:
        if each.key in left and left[each.key].bare == each.bare:
            found[each] = left.pop(each.key)
    twins: dict[str, list[Words]] = defaultdict(list)
    for other in left.values():
        twins[other.bare].append(other)
    for each in new:
        if each not in found and twins[each.bare]:
            found[each] = left.pop(twins[each.bare].pop(0).key)
    for _, each, other in _alike(list(left.values()), [each for each in new if each not in found]):
        if each not in found and other.key in left:
            found[each] = left.pop(other.key)
    return found


def _alike(old: list[Words], new: list[Words]) -> list[tuple]:
    """(likeness, new, old) of all that may be one and the same article, the most alike first.

    Words that many articles share tell none of them apart: the few that have the rarest words in common are looked at.
    """
    marks = [_marks(each.bare) for each in old]
    having: dict[str, list[int]] = defaultdict(list)
    for index, mine in enumerate(marks):
        for mark in mine:
            having[mark].append(index)
    of_number = {each.key: index for index, each in enumerate(old)}
    found = []
    for place, each in enumerate(new):
        mine = _marks(each.bare)
        shared = Counter(index for mark in mine if len(having.get(mark, ())) <= RARE for index in having.get(mark, ()))
        near = {index for index, _ in shared.most_common(CANDIDATES)} | {of_number.get(each.key, -1)} - {-1}
        for index in near:
            same_number = old[index].key == each.key
            share = 2 * len(mine & marks[index]) / (len(mine) + len(marks[index]))
            if share >= (ALIKE_OF_ONE_NUMBER if same_number else ALIKE):
                found.append(((share, same_number, -abs(place - index)), each, old[index]))
    return sorted(found, key=lambda row: row[0], reverse=True)


def _marks(words: str) -> set[str]:
    """Every two neighbouring characters: what Chinese texts are compared by without knowing their words."""
    return {words[index : index + 2] for index in range(len(words) - 1)} or {words}


def likeness(old: str, new: str) -> float:
    """How alike two texts are, from 0 to 1."""
    mine, theirs = _marks("".join(old.split())), _marks("".join(new.split()))
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def compare_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Line by line: what stayed, what came, what went, and what changed within."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((Piece(Change.SAME, line),) for line in new[c:d])
        else:
            yield from _replaced(old[a:b], new[c:d])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Each new line beside the old one that it is like, in order; of the others, what went before what came."""
    rest, came = list(old), []
    for line in new:
        like = next((index for index, other in enumerate(rest) if likeness(other, line) >= LINES_ALIKE), None)
        if like is None:
            came.append(line)
            continue
        yield from _whole(rest[:like], came)
        yield compare_words(rest[like], line)
        rest, came = rest[like + 1 :], []
    yield from _whole(rest, came)


def _whole(went: Sequence[str], came: Sequence[str]) -> Iterator[Line]:
    yield from ((Piece(Change.DROPPED, line),) for line in went)
    yield from ((Piece(Change.ADDED, line),) for line in came)


def compare_words(old: str, new: str) -> Line:
    """Word by word; two texts that have little in common are shown whole, one after the other."""
    mine, theirs = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size > 1 or block.a in (0, len(mine) - 1)]
    if sum(block.size for block in blocks) * 2 < WORDS_ALIKE * (len(mine) + len(theirs)):
        return tuple(_pieces([("dropped", old), ("added", new)]))
    pieces, a, b = [], 0, 0
    for block in [*blocks, None]:
        to_a, to_b = (block.a, block.b) if block else (len(mine), len(theirs))
        pieces += [("dropped", "".join(mine[a:to_a])), ("added", "".join(theirs[b:to_b]))]
        if block:
            a, b = block.a + block.size, block.b + block.size
            pieces.append(("same", "".join(mine[block.a : a])))
    return tuple(_pieces(pieces))


def _pieces(pieces: Iterable[tuple[str, str]]) -> Iterator[Piece]:
    return (Piece(Change(change), words) for change, words in pieces if words)
