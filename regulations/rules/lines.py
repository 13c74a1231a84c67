"""From a text of any provenance to clean lines: no markup, one kind of space, numbered for messages."""

import hashlib
import re
from dataclasses import dataclass

from regulations.rules.numerals import NUMERAL

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]+")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+|#{1,6}$")
_MARKDOWN_QUOTE = re.compile(r"(?:>\s?)+")
# A bullet before a label that counts already says nothing. Any other dash may be the office's own.
_BULLET = re.compile(rf"[-*+•·●]\s+(?=[“\"]?[（(]\s*{NUMERAL}{{1,5}}\s*[）)]|\**第\s*{NUMERAL})")
_MARKDOWN_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,}|={3,})")
_EMPHASIS = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
# A label in bold stands apart from what follows, even without a space.
_BOLD_LABEL = re.compile(r"(\*\*|__)\s*(第[^*_]{1,16}条[^*_]{0,6}?)\s*\1")
# A line of a printed table of contents: leaders or a tab, then the page.
_CONTENTS_ENTRY = re.compile(
    r"\s*(?:第.{1,40}?|附\s*[则件表录].{0,30}?)(?:[.．…·]{2,}|\t)\s*[-—]?\s*\d{1,4}\s*[-—]?\s*"
)


@dataclass(frozen=True)
class Line:
    """One line that says something. `number` counts from 1 in the source; `marked` when it was a heading there."""

    number: int
    text: str
    marked: bool = False


def clean_lines(text: str) -> list[Line]:
    """The lines that carry the regulation's words, in order."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    lines = (_clean(number, raw) for number, raw in enumerate(text.split("\n"), start=1))
    return [line for line in lines if line]


def _clean(number: int, raw: str) -> Line | None:
    if _CONTENTS_ENTRY.fullmatch(raw):
        return None
    text = _SPACES.sub(" ", _INVISIBLE.sub("", raw)).strip()
    if _MARKDOWN_RULE.fullmatch(text):
        return None
    text = _MARKDOWN_QUOTE.sub("", text, count=1) if text.startswith(">") else text
    bullet = _BULLET.match(text)
    text = text[bullet.end() :] if bullet else text
    heading = _MARKDOWN_HEADING.match(text)
    text = text[heading.end() :] if heading else text
    text = _BOLD_LABEL.sub(lambda words: f"{words[2]} ", text, count=1) if text[:2] in ("**", "__") else text
    text = _EMPHASIS.sub(lambda words: words[1] or words[2], text).strip()
    return Line(number, text, bool(heading)) if text else None


def digest(lines: list[Line]) -> str:
    """SHA-256 of the words alone, so that the same text as Word or Markdown is the same text."""
    words = "\n".join("".join(line.text.split()) for line in lines)
    return hashlib.sha256(words.encode()).hexdigest()
