"""Which lines may open an article, where one line alone does not tell: 第一条、甲 throughout, entries of contents."""

from dataclasses import replace
from itertools import pairwise

from regulations.rules import dates, marks
from regulations.rules.lines import Line
from regulations.rules.marks import ArticleMark

Key = tuple[int, int]
Marks = list[ArticleMark | None]


def follows(last: Key, key: Key) -> bool:
    """Whether an article of this number and suffix may come right after the last one."""
    return key in ((last[0] + 1, 0), (last[0], last[1] + 1)) and key[0] > 0


def point_marks(lines: list[Line]) -> tuple[Marks, range]:
    """The mark of each line that is a point of an amendment; these have no table of contents."""
    return [marks.point_mark(line) for line in lines], range(0)


def article_marks(lines: list[Line]) -> tuple[Marks, range]:
    """The mark of each line, or None; and the lines that are entries of a table of contents, which have none."""
    found = [marks.article_mark(line) for line in lines]
    contents = _contents_in(lines, found)
    for entry in contents:
        found[entry] = None
    return (_parted(found) if _are_parted_by_signs(lines, found) else found), contents


def end_of_articles(lines: list[Line], found: Marks) -> int:
    """Where the appendix begins: after it articles count from one again, or there are none."""
    begun = False
    for index, line in enumerate(lines):
        begun = begun or bool(found[index])
        if begun and marks.is_appendix(line):
            after = next((mark for mark in found[index + 1 :] if mark and not mark.mention), None)
            if after is None or after.key == (1, 0):
                return index
    return len(lines)


def signed_from(lines: list[Line], last_label: int, end: int) -> int:
    """Where body and day stand below the last article; `end`, where the appendix begins, if they do not.

    A list of bodies that the article names is none of them: its last sentence must have ended.
    """
    first = end
    while first - 1 > last_label and dates.is_signature(lines[first - 1].text):
        first -= 1
    ended = first > last_label > -1 and lines[first - 1].text[-1] in "。！？；”）〕】"
    return first if ended else end


def _contents_in(lines: list[Line], found: Marks) -> range:
    """From 目录 on, headings and labels of articles that all come again below; empty where no article is named.

    They end before the first of them comes again. A sentence among them would be the law itself.
    """
    start = next((index for index, line in enumerate(lines) if marks.CONTENTS.fullmatch(line.text)), len(lines))
    places = {index: _place(lines[index], found[index]) for index in range(start + 1, len(lines))}
    again = _first_again(places, len(lines))
    entries = [index for index, place in places.items() if place and index < again]
    # The first chapter of the law itself, where the contents name articles alone.
    below = {place for index, place in places.items() if index >= again}
    while entries and not found[entries[-1]] and places[entries[-1]] not in below:
        entries.pop()
    if again == len(lines) or not any(found[index] for index in entries):
        return range(0)
    listed = range(start, entries[-1] + 1)
    begun = any(mark and not mark.mention for mark in found[:start])
    return range(0) if begun or any("。" in lines[index].text for index in listed) else listed


def _place(line: Line, mark: ArticleMark | None) -> tuple | None:
    """What of a law a line may open: an article, or a division of it."""
    if mark and (mark.signed or not mark.mention):
        return "条", *mark.key
    division = marks.division_mark(line)
    return (division.kind, division.number) if division else None


def _first_again(places: dict[int, tuple | None], end: int) -> int:
    """The first line that opens again what the first heading or the first article opened; `end` if none does."""
    firsts: dict[bool, tuple] = {}
    for index, place in places.items():
        if place in firsts.values():
            return index
        if place:
            firsts.setdefault(place[0] == "条", place)
    return end


def _are_parted_by_signs(lines: list[Line], found: Marks) -> bool:
    """Whether an office writes 第一条、甲 or 第一条，甲: then such lines run on from one to the last."""
    begun = next((index for index, mark in enumerate(found) if mark), 0)
    after = (index for index in range(begun, len(lines)) if marks.is_appendix(lines[index]))
    body = [mark for mark in found[: next(after, len(lines))] if mark]
    signed = [mark for mark in body if mark.signed]
    others = [mark for mark in body if not mark.mention]
    if len(signed) < 2 or len(signed) <= len(others) or any(mark.convincing for mark in others):
        return False
    return all(follows(last, key) for last, key in pairwise([(0, 0), *(mark.key for mark in signed)]))


def _parted(found: Marks) -> Marks:
    """第一条、甲 as if it were 第一条 甲."""
    return [
        replace(mark, text=mark.text[1:].lstrip(), spaced=True, mention=False) if mark and mark.signed else mark
        for mark in found
    ]
