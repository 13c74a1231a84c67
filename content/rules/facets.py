"""By which words a list of pages can be narrowed, and how many pages each word would leave."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple

from content.rules.typing import typed

NAMES = ("kind", "topic", "post", "year")
MOST_CHARACTERS = 60


@dataclass(frozen=True)
class Choice:
    """The words chosen: one of each sort at most; "" narrows nothing."""

    kind: str = ""
    topic: str = ""
    post: str = ""
    year: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())

    def without(self, *names: str) -> "Choice":
        return replace(self, **dict.fromkeys(names, ""))


class Fact(NamedTuple):
    """What one page, or `count` pages alike, can be narrowed by."""

    kind: str
    post: str
    year: int | None
    topics: frozenset[str] = frozenset()
    count: int = 1


@dataclass(frozen=True)
class Facet:
    """One word, and how many pages choosing it would leave; `is_least` where there may be more."""

    value: str
    name: str
    count: int
    is_least: bool = False


def choice_of(words: dict) -> Choice:
    """What an address asks for. A year that is none narrows to nothing, as an unknown topic does."""
    return Choice(**{name: typed(words.get(name, ""), MOST_CHARACTERS) for name in NAMES})


def fits(fact: Fact, choice: Choice) -> bool:
    return (
        choice.kind in ("", fact.kind)
        and choice.post in ("", fact.post)
        and choice.year in ("", str(fact.year or ""))
        and (not choice.topic or choice.topic in fact.topics)
    )


def counts(facts: Iterable[Fact], choice: Choice, name: str) -> Counter[str]:
    """How many pages each word of one sort would leave, beside the words chosen of the other sorts."""
    others, found = choice.without(name), Counter()
    for fact in facts:
        if fits(fact, others):
            for word in _words(fact, name):
                found[word] += fact.count
    return found


def _words(fact: Fact, name: str) -> Iterable[str]:
    if name == "topic":
        return fact.topics
    word = getattr(fact, name)
    return [str(word)] if word else []
