"""How Chinese text is cut for the index and for a question, and how a found word is shown.

The index holds every pair of neighbouring characters, which needs no dictionary, so that a better dictionary never
asks for a new index. Only the question is cut into words; each word is then looked for as a phrase of its pairs.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from html import escape

_CHINESE = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U000323af"
_RUNS = re.compile(rf"[{_CHINESE}]+|[^\W_{_CHINESE}]+")
_STARTS_CHINESE = re.compile(rf"[{_CHINESE}]")

MOST_QUERY_CHARACTERS = 64
SNIPPET_CHARACTERS = 60

# Two characters of four right, in a title twice as long, may still be a title that somebody mistyped.
_LIKENESS = 0.3

# Words that say nothing about what is sought. They count only where a question has no other word.
_IDLE_WORDS = frozenset("的了着过和与及或而在于是为有被把对从到也都就吗呢吧啊呀我你您他她它们这那个") | {
    "怎么", "怎样", "如何", "什么", "哪些", "哪个", "为什么", "是否", "是不是", "可以", "能否", "能不能", "应该",
    "请问", "关于", "以及", "the", "a", "an", "of", "to", "in", "is", "and", "or", "how", "what",
}  # fmt: skip


@dataclass(frozen=True)
class Term:
    """One word as the index knows it: its tokens, which must follow each other, the last one maybe only begun."""

    tokens: tuple[str, ...]
    is_prefix: bool

    @property
    def text(self) -> str:
        return " ".join(self.tokens)


def fold(text: str) -> str:
    """Full-width and half-width, capital and small letters as one."""
    return unicodedata.normalize("NFKC", text).casefold()


def bigrams(text: str) -> str:
    """The text as the index holds it: 廉洁奉公 → 廉洁 洁奉 奉公 公; letters and digits stay whole.

    The last character of a run stands alone once more, so that a single character is found wherever it is.
    """
    return " ".join(token for run in _RUNS.findall(fold(text)) for token in _tokens(run))


def _tokens(run: str) -> list[str]:
    if not _STARTS_CHINESE.match(run):
        return [run]
    return [run[place : place + 2] for place in range(len(run) - 1)] + [run[-1]]


def query_words(text: str) -> list[str]:
    """The words of a question, folded, each once, in their order."""
    cut = _segmenter()(fold(text[: 4 * MOST_QUERY_CHARACTERS]))
    words = list(dict.fromkeys(word for word in cut if _RUNS.search(word)))
    return [word for word in words if word not in _IDLE_WORDS] or words


@cache
def _segmenter():
    # The dictionary takes a tenth of a second and 34 MB: only a process that is asked for something loads it.
    import rjieba

    return rjieba.cut


def term(word: str) -> Term | None:
    """How a word, or a phrase, is looked up; None if nothing in it can be."""
    runs = _RUNS.findall(fold(word))
    if not runs:
        return None
    tokens = [token for run in runs for token in _tokens(run)]
    if len(runs[-1]) > 1 and _STARTS_CHINESE.match(runs[-1]):
        return Term(tuple(tokens[:-1]), is_prefix=False)
    return Term(tuple(tokens), is_prefix=True)


def query_terms(text: str, *, all_of: bool = True) -> list[Term]:
    """What a question asks the index for. Where any word will do, a single character would find everything."""
    words = query_words(text)
    if not all_of:
        words = [word for word in words if len(word) > 1] or words
    return [found for word in words if (found := term(word))]


def marked(text: str, words: Iterable[str]) -> str:
    """The text as safe HTML with the words in `<mark>`."""
    return _with_marks(text, _spans(text, words), 0, len(text))


def marked_snippet(text: str, words: Iterable[str], width: int = SNIPPET_CHARACTERS) -> str:
    """About `width` characters around the first of the words, as safe HTML with the words in `<mark>`."""
    text = " ".join(text.split())
    spans = _spans(text, words)
    first = spans[0][0] if spans else 0
    begin = max(0, min(first - width // 3, len(text) - width))
    end = min(len(text), begin + width)
    snippet = _with_marks(text, spans, begin, end)
    return ("…" if begin else "") + snippet + ("…" if end < len(text) else "")


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


def _folded_with_origins(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place of the one it came from."""
    pieces = [fold(character) for character in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]


def _with_marks(text: str, spans: list[tuple[int, int]], begin: int, end: int) -> str:
    parts, place = [], begin
    for start, stop in spans:
        start, stop = max(start, begin), min(stop, end)
        if start < stop:
            parts += [escape(text[place:start]), "<mark>", escape(text[start:stop]), "</mark>"]
            place = stop
    return "".join([*parts, escape(text[place:end])])


def nearest_titles(text: str, titles: Iterable[str], most: int = 3) -> list[str]:
    """The titles that somebody may have meant who mistyped one of them, the nearest first."""
    by_folded = {fold(title): title for title in titles}
    return [by_folded[near] for near in get_close_matches(fold(text), by_folded, n=most, cutoff=_LIKENESS)]
