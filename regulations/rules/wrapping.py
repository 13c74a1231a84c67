"""Text wrapped at a margin, as it comes out of a PDF: lines that end inside a sentence are joined, and it is told.

A text counts as wrapped only where no line goes beyond the margin, and those that end inside a sentence reach it.
"""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from regulations.rules import dates, labels, marks
from regulations.rules.lines import Line
from regulations.rules.outline import Doubt, Doubtful

# So many lines must end inside a sentence, and so few of a hundred of them may end short of the margin.
_FEWEST = 5
_SHORT_OF_A_HUNDRED = 10
# A line is full when it lacks no more than this of the margin: signs may not begin a line. A wide character is two.
_RAGGED = 8
_HANGING = 4


@dataclass
class Unwrapped:
    """The lines as they were meant. `joined`: numbers of lines, each with that of the line it now belongs to."""

    lines: list[Line]
    joined: dict[int, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def unwrapped(lines: list[Line]) -> Unwrapped:
    """The lines from the first article on joined to what they were before a margin broke them, if one did."""
    found, contents = labels.article_marks(lines)
    first = next((index for index, mark in enumerate(found) if mark), len(lines))
    end = labels.end_of_articles(lines, found)
    margin = _margin(lines[first:end])
    if not margin:
        return Unwrapped(lines)
    text, parts = Unwrapped([]), [[line] for line in lines[: first + 1]]
    for before, line in zip(lines[first:end], lines[first + 1 : end], strict=False):
        if _width(before) < margin - _RAGGED or _opens(line) or marks.division_mark(before):
            parts.append([line])
        elif _is_whole(before.text):
            parts.append([line])
            if not marks.article_mark(line):
                text.doubts.append(Doubt(line.number, Doubtful.PARAGRAPH_OR_NOT, line.text[:20]))
        else:
            parts[-1].append(line)
            text.joined[line.number] = parts[-1][0].number
    parts += [[line] for line in lines[max(end, first + 1) :]]
    text.lines = [replace(joined[0], text="".join(line.text for line in joined)) for joined in parts]
    text.doubts.append(Doubt(0, Doubtful.LINES_JOINED, str(len(text.joined))))
    return text


def _margin(lines: list[Line]) -> int:
    """Where the lines were broken, as a width; 0 where they were not."""
    ended = (_is_whole(line.text) or dates.is_signature(line.text) or _opens(after) for line, after in pairwise(lines))
    broken = sorted(_width(line) for line, is_ended in zip(lines, ended, strict=False) if not is_ended)
    if len(broken) < _FEWEST:
        return 0
    margin = broken[-1]
    short = sum(width < margin - _RAGGED for width in broken)
    widest = max(map(_width, lines))
    return margin if short * 100 <= len(broken) * _SHORT_OF_A_HUNDRED and widest <= margin + _HANGING else 0


def _width(line: Line) -> int:
    return sum(1 if character.isascii() else 2 for character in line.text)


def _is_whole(words: str) -> bool:
    """Whether the words end a sentence, be it in quotation marks or brackets."""
    return words[-1] in "。；：！？" or (words[-1] in "”’）" and words[-2:-1] in "。；！？")


def _opens(line: Line) -> bool:
    mark, division = marks.article_mark(line), marks.division_mark(line)
    return bool((mark and mark.convincing) or (division and division.certain) or marks.item_mark(line))
