"""The words at one place of an article, and whether two places say the same."""

import hashlib
from collections.abc import Iterable

_FULL_WIDTH = str.maketrans(",:;()?!", "，：；（）？！")

# One paragraph as plain values: its number, its words, and its items as (number, label, words).
Paragraph = tuple[int, str, list[tuple[int, str, str]]]


def words_at(paragraphs: Iterable[Paragraph], paragraph: int = 0, item: int = 0) -> str | None:
    """The words of a whole article, of one paragraph with its items, or of one item; None if there is no such place."""
    chosen = [each for each in paragraphs if paragraph in (0, each[0])]
    if item:
        found = [words for _, _, items in chosen for number, _, words in items if number == item]
        return found[0] if found else None
    if not chosen and paragraph:
        return None
    lines: list[str] = []
    for _, text, items in chosen:
        lines += [text, *(f"{label}{words}" for _, label, words in items)]
    return "\n".join(filter(None, lines))


def fold(words: str) -> str:
    """The words with their punctuation in full width, as one office types it and another does not."""
    return words.translate(_FULL_WIDTH)


def digest_of(words: str) -> str:
    """SHA-256 of the words alone: a space more or less, or a colon of another width, is no other wording."""
    return hashlib.sha256("".join(fold(words).split()).encode()).hexdigest()
