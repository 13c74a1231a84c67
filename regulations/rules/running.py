"""Articles that run on in one line, as they come when a page is copied: each is put on a line of its own, and told.

A label inside a line opens an article only behind a sentence or a heading, where the numbers go on and no later line
opens that article. Any other is a reference.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from regulations.rules import labels, marks
from regulations.rules.labels import Key, follows
from regulations.rules.lines import Line
from regulations.rules.marks import ArticleMark, InnerLabel
from regulations.rules.outline import Doubt, Doubtful


@dataclass(frozen=True)
class _Place:
    """A label where it stands: `inner` is None for one that begins its line."""

    index: int
    mark: ArticleMark
    inner: InnerLabel | None = None


def one_a_line(lines: list[Line], points: bool = False) -> tuple[list[Line], list[Doubt]]:
    """The lines, each article beginning one; parts of one line keep its number. What was done to them is doubted."""
    found, contents = labels.point_marks(lines) if points else labels.article_marks(lines)
    end = labels.end_of_articles(lines, found)
    labels_in = marks.inner_points if points else marks.inner_labels
    body = {index: line for index, line in enumerate(lines[:end]) if index not in contents}
    inner = {index: labels_in(line) for index, line in body.items()}
    headings = {} if points else {index: marks.heading_at_end(line) for index, line in body.items()}
    walk = _Walk(found[:end], inner, points)
    parts, doubts = [], []
    for index, line in enumerate(lines):
        cut = walk.cut.get(index, [])
        start, heading = headings.get(index, (0, ""))
        parts += _parts(line, [start, *(each for place in cut for each in place.inner.starts)])
        if cut or heading:
            doubts.append(Doubt(line.number, Doubtful.ARTICLES_RUN_ON, _span(cut) or heading))
    doubts += [Doubt(lines[place.index].number, Doubtful.ARTICLE_INSIDE, place.mark.label) for place in walk.left]
    return parts, doubts


class _Walk:
    """Goes through all labels in order. `cut`: by line, the labels that open an article; `left`: those that may."""

    def __init__(self, found: labels.Marks, inner: dict[int, list[InnerLabel]], points: bool):
        self._points = points
        starts = [mark for mark in found if mark]
        starts = starts or [each.mark for labels_there in inner.values() for each in labels_there]
        spaced = sum(mark.convincing for mark in starts)
        # Whether this office sets labels apart from the words, and whether it does so by a sign: 第一条、甲.
        self._spaced = spaced >= sum(not mark.mention and not mark.spaced for mark in starts)
        self._signed = any(mark.signed and mark.convincing for mark in starts)
        self._places = list(self._in_order(found, inner))
        self._begins = {p.mark.key: p.index for p in self._places if not p.inner and self._may_open(p.mark)}
        self._ahead = {p.mark.key: n for n, p in enumerate(self._places) if self._may_open(p.mark)}
        self.cut: dict[int, list[_Place]] = {}
        self.left: list[_Place] = []
        self._last: Key = (0, 0)
        for number, place in enumerate(self._places):
            self._take(number, place)
        opened = {place.mark.key for places in self.cut.values() for place in places}
        self.left = [place for place in self.left if place.mark.key not in opened]

    def _in_order(self, found: labels.Marks, inner: dict[int, list[InnerLabel]]) -> Iterable[_Place]:
        for index, mark in enumerate(found):
            if mark:
                yield _Place(index, mark)
            yield from (_Place(index, each.mark, each) for each in inner.get(index, []))

    def _take(self, number: int, place: _Place) -> None:
        key = place.mark.key
        if not place.inner:
            if self._may_open(place.mark) and (follows(self._last, key) or (place.mark.spaced and key > self._last)):
                self._last = key
            return
        if self._begins.get(key, -1) > place.index:
            return
        if self._opens(place.mark, place.inner, number):
            self.cut.setdefault(place.index, []).append(place)
            self._last = key
        elif follows(self._last, key) and (not place.mark.mention or place.mark.signed):
            self.left.append(place)

    def _opens(self, mark: ArticleMark, inner: InnerLabel, number: int) -> bool:
        parted = self._may_open(mark) or mark.spaced or (self._signed and mark.signed)
        if not (inner.behind_a_sentence and parted):
            return False
        return follows(self._last, mark.key) or (mark.convincing and self._skips(mark.key, number))

    def _skips(self, key: Key, number: int) -> bool:
        """Whether articles are missing before this one: what should come next comes nowhere further down."""
        after = (self._last[0] + 1, 0), (self._last[0], self._last[1] + 1)
        if self._points:
            return False
        return key > self._last and not any(self._ahead.get(each, -1) > number for each in after)

    def _may_open(self, mark: ArticleMark) -> bool:
        return mark.convincing if self._spaced else not mark.mention


def _parts(line: Line, starts: list[int]) -> list[Line]:
    places = sorted(set(starts) - {0})
    words = [line.text[start:end].strip() for start, end in zip([0, *places], [*places, None], strict=True)]
    return [Line(line.number, text, line.marked and not place) for place, text in enumerate(words)]


def _span(cut: list[_Place]) -> str:
    """The first and the last label."""
    return "…".join(dict.fromkeys([place.mark.label for place in cut][:: max(1, len(cut) - 1)]))
