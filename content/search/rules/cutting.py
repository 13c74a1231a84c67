"""How Chinese text is cut for the index and for a question.

The index holds every pair of neighbouring characters, which needs no dictionary, so that a better dictionary never
asks for a new index. Only the question is cut into words; each word is then looked for as a phrase of its pairs.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations

_CHINESE = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U000323af"
_RUNS = re.compile(rf"[{_CHINESE}]+|[^\W_{_CHINESE}]+")
_STARTS_CHINESE = re.compile(rf"[{_CHINESE}]")
# Where a letter and a digit touch: ISO14001 is ISO 14001.
_SEAM = re.compile(r"(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])")
_GAP = re.compile(r"(?<=[a-z])\W+(?=[0-9])|(?<=[0-9])\W+(?=[a-z])")
# Where the characters are that may be traditional; converting them all takes a twentieth of a second, once.
_MAY_BE_TRADITIONAL = [range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x2A6E0)]

MOST_QUERY_CHARACTERS = 64
# Of longer questions the longest words are looked for, so that the ways to leave some out stay few.
MOST_WORDS = 6
# PostgreSQL takes no longer words, and nobody seeks one.
_LONGEST_TOKEN = 100

# Words that say nothing about what is sought. They count only where a question has no other word.
_IDLE_WORDS = frozenset("的了着过和与及或而在于是为有被把对从到也都就吗呢吧啊呀我你您他她它们这那个") | {
    "怎么", "怎样", "如何", "什么", "哪些", "哪个", "为什么", "是否", "是不是", "可以", "能否", "能不能", "应该",
    "请问", "关于", "以及", "不能", "不要", "要不要", "会不会", "有没有", "该不该",
    "the", "a", "an", "of", "to", "in", "is", "and", "or", "how", "what",
}  # fmt: skip


@dataclass(frozen=True)
class Term:
    """One word as the index knows it: its tokens, which must follow each other, the last one maybe only begun."""

    tokens: tuple[str, ...]
    is_prefix: bool

    @property
    def text(self) -> str:
        return " ".join(self.tokens)


@dataclass(frozen=True)
class Question:
    """What was typed, folded: as a `whole` if it is one run, all its `words`, and those that are sought.

    The dictionary cuts 购物卡 into 购物 and 卡, and a name it does not know into pieces. So first what is left over as
    one character is sought together with its neighbour (`glued`); only where that finds nothing without it (`sought`):
    卡 alone would find every 卡. It still counts for which page comes first. Letters and digits that touch are the same
    words as with a space between.
    """

    whole: str
    words: tuple[str, ...]
    glued: tuple[str, ...]
    sought: tuple[str, ...]

    @property
    def levels(self) -> list[list[tuple[str, ...]]]:
        """The ways to take the words, the strictest first: all; if nothing has them, all but one, half, any."""
        count = len(self.sought)
        fewer = sorted({count - 1, (count + 1) // 2, 1} - {0, count}, reverse=True)
        exact = [_spellings(words) for words in self._exact]
        return ([*exact, *(list(combinations(self.sought, needed)) for needed in fewer)]) if count else []

    @property
    def _exact(self) -> list[tuple[str, ...]]:
        return list(dict.fromkeys([self.glued, self.sought]))

    def is_exact(self, level: int) -> bool:
        """Whether all words are found on a level."""
        return level < len(self._exact)

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """What counts for which page comes first: the words, however letters and digits stand in them."""
        return tuple(dict.fromkeys(word for spelling in _spellings(self.words) for word in spelling))

    @property
    def marks(self) -> tuple[str, ...]:
        """What is marked where it is found: never a single character that was cut off a word."""
        spelt = [word for words in self._exact for spelling in _spellings(words) for word in spelling]
        return tuple(dict.fromkeys([*([self.whole] if self.whole else []), *spelt]))


def fold(text: str) -> str:
    """Full-width and half-width, capital and small, traditional and simplified as one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    pattern, simplified = _traditional()
    return folded.translate(simplified) if pattern.search(folded) else folded


@cache
def _traditional() -> tuple[re.Pattern, dict[int, str]]:
    """What finds a traditional character, and the simplified one for each: one for one, so that places stay."""
    from opencc import OpenCC

    characters = [chr(code) for codes in _MAY_BE_TRADITIONAL for code in codes]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    pairs = zip(characters, simplified, strict=True)
    table = {ord(one): other for one, other in pairs if one != other and len(other) == 1}
    return re.compile(f"[{''.join(map(chr, table))}]"), table


def bigrams(text: str) -> str:
    """The text as the index holds it: 廉洁奉公 → 廉洁 洁奉 奉公 公; letters and digits stay whole.

    The last character of a run stands alone once more, so that a single character is found wherever it is.
    """
    return " ".join(token for run in _RUNS.findall(fold(text)) for token in _tokens(run))


def _tokens(run: str) -> list[str]:
    if not _STARTS_CHINESE.match(run):
        return [run[:_LONGEST_TOKEN]]
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


def question_of(text: str) -> Question:
    """What a text asks for; nothing is `sought` where there is nothing in it that could be found."""
    text = text[:MOST_QUERY_CHARACTERS]
    runs = _RUNS.findall(fold(text))
    words = query_words(text)
    sought = [word for word in words if len(word) > 1 or word in runs] or words
    longest = sorted(sought, key=len, reverse=True)[:MOST_WORDS]
    sought = [word for word in sought if word in longest]
    glued = [word for run in runs for word in _glued(run, words)] if len(words) > len(sought) else sought
    return Question(
        whole=runs[0] if len(runs) == 1 else "",
        words=tuple(words),
        glued=tuple(list(dict.fromkeys(glued))[:MOST_WORDS]) or tuple(sought),
        sought=tuple(sought),
    )


def _spellings(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The words as they are, and with a space, or with none, wherever a letter meets a digit."""
    parted = tuple(_SEAM.sub(" ", word) for word in words)
    joined: list[str] = []
    for word in (_GAP.sub("", word) for word in words):
        if joined and _SEAM.search(joined[-1][-1] + word[0]):
            joined[-1] += word
        else:
            joined.append(word)
    return list(dict.fromkeys([words, parted, tuple(joined)]))


def _glued(run: str, words: list[str]) -> list[str]:
    """The words of one run, each single character put to the word before it, or else to the one after it."""
    found: list[str] = []
    for word in _segmenter()(run):
        if word not in words:
            found.append("")
        elif found and found[-1] and (len(word) == 1 or len(found[-1]) == 1):
            found[-1] += word
        else:
            found.append(word)
    return [word for word in found if word]


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
