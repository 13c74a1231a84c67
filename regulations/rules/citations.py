"""Citations as people type them: 《监察法》第四条第二款第（三）项, found in running text or read alone.

Nothing is guessed here: a citation says what was written; whether there is such an article is for queries.
"""

import re
from dataclasses import dataclass

from regulations.rules.naming import plain_name
from regulations.rules.numerals import NUMERAL, to_number

_N = rf"{NUMERAL}{{1,8}}"
_PLACE = (
    rf"第\s*(?P<article>{_N})\s*条(?:\s*之\s*(?P<suffix>{NUMERAL}{{1,3}}))?"
    rf"(?:\s*第\s*(?P<paragraph>{_N})\s*款)?"
    rf"(?:\s*第\s*[（(]?\s*(?P<item>{_N})\s*[）)]?\s*项)?"
)
_TITLE = r"《(?P<title>[^《》]{2,80})》(?:（[^（）]{1,20}）)?"
_PATTERN = re.compile(rf"{_TITLE}\s*{_PLACE}")
_FOLLOWING = re.compile(rf"\s*(?P<joint>[、和及与至或，]|以及|或者)\s*{_PLACE}")
_ALONE = re.compile(rf"(?:{_TITLE}|(?P<bare>[^《》第]{{2,80}}?))\s*{_PLACE}")


@dataclass(frozen=True)
class Citation:
    """One place cited. `start` and `end` delimit it in the text it was found in; 0 means "none named"."""

    start: int
    end: int
    title: str
    article: int
    suffix: int = 0
    paragraph: int = 0
    item: int = 0


def find_citations(text: str) -> list[Citation]:
    """Every citation in running text, in order; 《监察法》第四条、第五条 is two of the same title."""
    found, position = [], 0
    while match := _PATTERN.search(text, position):
        title = plain_name(match["title"])
        found.append(_citation(match, title, match.start()))
        while following := _FOLLOWING.match(text, match.end()):
            match = following
            found.append(_citation(match, title, match.end("joint")))
        position = match.end()
    return [citation for citation in found if citation.article]


def read_citation(text: str) -> Citation | None:
    """The one citation a text consists of, with or without 《》; None when it is anything else."""
    match = _ALONE.fullmatch(text.strip().rstrip("。；;."))
    if not match:
        return None
    citation = _citation(match, plain_name(match["title"] or match["bare"]), 0)
    return citation if citation.article else None


def _citation(match: re.Match, title: str, start: int) -> Citation:
    parts = [_number(match[part]) for part in ("article", "suffix", "paragraph", "item")]
    return Citation(start, match.end(), title, *parts)


def _number(numeral: str | None) -> int:
    try:
        return to_number(numeral) if numeral else 0
    except ValueError:
        return 0
