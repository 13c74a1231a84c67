"""Puts lines together into divisions and articles, in one pass over the body of a regulation."""

from dataclasses import replace
from itertools import chain

from regulations.rules import dates, labels, marks
from regulations.rules.labels import follows
from regulations.rules.lines import Line
from regulations.rules.marks import ArticleMark, DivisionMark
from regulations.rules.opening import OpenArticle
from regulations.rules.outline import Article, Division, Doubt, Doubtful, Role

# So many numbers may be missing, and the last article still be known.
_NEAR = 10
_DIVISIONS = {"编": Role.BOOK, "分编": Role.BOOK, "章": Role.CHAPTER, "节": Role.SECTION}


class Assembly:
    """The body of one regulation taken apart: read its lists when it has been made."""

    def __init__(self, lines: list[Line], points: bool = False):
        self.front: list[Line] = []
        self.books: list[Division] = []
        self.chapters: list[Division] = []
        self.sections: list[Division] = []
        self.articles: list[Article] = []
        self.appendix: list[str] = []
        self.signature: list[str] = []
        self.doubts: list[Doubt] = []
        self.roles: dict[int, Role] = {}
        self._lines = lines
        self._points = points
        self._marks, self._contents = labels.point_marks(lines) if points else labels.article_marks(lines)
        self._end = labels.end_of_articles(lines, self._marks)
        divisions = [(index, mark) for index, mark in enumerate(map(marks.division_mark, lines)) if mark]
        self._last_book = max((index for index, mark in divisions if mark.kind == "编"), default=-1)
        self._is_numbered = any(mark.number for _, mark in divisions)
        body = [(index, mark) for index, mark in enumerate(self._marks[: self._end]) if mark and not mark.mention]
        self._last_seen = {mark.key: index for index, mark in body if mark.spaced}
        self._last_of_any = {mark.key: index for index, mark in body}
        self._last_label = body[-1][0] if body else -1
        self._signed_from = labels.signed_from(lines, self._last_label, self._end)
        # Whether this office sets an article's label apart from its words.
        self._set_apart = len(self._last_seen) >= len({mark.key for _, mark in body if not mark.spaced})
        self._open: OpenArticle | None = None
        self._suspected = (0, 0)
        self._untitled: list[Division] | None = None
        self._last_division = Role.CHAPTER
        self._broken: list[str] = []
        self._take_all()
        self._close_article()
        if self._broken:
            self.doubts.append(Doubt(0, Doubtful.LINES_BROKEN, f"{self._broken[0]}（{len(self._broken)}）"))

    @property
    def texts(self) -> list[str]:
        """The paragraphs of each article."""
        return ["\n".join(paragraph.text for paragraph in article.paragraphs) for article in self.articles]

    def _take_all(self) -> None:
        for index, line in enumerate(self._lines):
            mark = self._marks[index]
            if self.appendix:
                self._add_appendix(line)
            elif index in self._contents:
                self.roles[line.number] = Role.CONTENTS
            elif mark and self._opens_article(mark, index):
                self._open_article(mark, line)
            elif (division := self._division_at(index)) and self._accepts(division, line):
                self._add_division(division, line)
            elif index == self._end:
                self._close_article()
                self._add_appendix(line)
            elif index >= self._signed_from:
                self._add_signature(line)
            else:
                self._doubt_heading(line, index)
                self.roles[line.number] = self._add_text(line)
                self._doubt_label(line, index)

    def _add_signature(self, line: Line) -> None:
        if not self.signature:
            self.doubts.append(Doubt(line.number, Doubtful.SIGNATURE, line.text))
        self._close_article()
        self.signature.append(line.text)
        self.roles[line.number] = Role.SIGNATURE

    def _add_appendix(self, line: Line) -> None:
        self.appendix.append(line.text)
        self.roles[line.number] = Role.APPENDIX

    # Articles

    def _opens_article(self, mark: ArticleMark, index: int) -> bool:
        last = self._open.mark.key if self._open else (0, 0)
        comes_later = self._last_seen.get(mark.key, -1) > index
        if follows(last, mark.key) and (mark.convincing or (mark.spaced and not comes_later)):
            return True
        if mark.mention or (follows(last, mark.key) and comes_later):
            self._suspect(mark, index, last)
            return False
        if follows(last, mark.key) and (not self._set_apart or self._goes_on_after(mark.key, index)):
            return True
        if mark.key > last and self._may_skip_to(mark, index) and not self._goes_on_after(last, index):
            self._doubt(Doubtful.ARTICLES_MISSING, index, mark.label)
            return True
        self._doubt(Doubtful.ARTICLE_OUT_OF_ORDER, index, mark.label)
        return False

    def _goes_on_after(self, key: tuple[int, int], index: int) -> bool:
        """Whether the article after this one comes further down, written as this office writes its articles."""
        number, suffix = key
        seen = self._last_seen if self._set_apart else self._last_of_any
        return any(seen.get(each, -1) > index for each in ((number + 1, 0), (number, suffix + 1)))

    def _may_skip_to(self, mark: ArticleMark, index: int) -> bool:
        """Whether a later number than expected may open an article.

        Without a space the numbers must go on from it, or it must be the last and read like the end of a regulation.
        """
        if mark.spaced or self._set_apart or not self._open:
            return mark.spaced
        if self._last_of_any.get(mark.key, -1) > index:
            return False
        is_last = index == self._last_label and mark.number - self._open.mark.number < _NEAR and marks.closes(mark.text)
        return is_last or self._goes_on_after(mark.key, index)

    def _suspect(self, mark: ArticleMark, index: int, last: tuple[int, int]) -> None:
        """Doubt a reference to the very article that should come next, where it may be that article itself."""
        could_be = mark.signed or not self._set_apart
        comes_later = self._last_of_any.get(mark.key, -1) > index
        if mark.mention and could_be and follows(max(last, self._suspected), mark.key) and not comes_later:
            self._suspected = mark.key
            self._doubt(Doubtful.ARTICLE_OR_REFERENCE, index, mark.label)

    def _doubt_label(self, line: Line, index: int) -> None:
        """Doubt a line that begins with 第…条 of no number. The points of an amendment may say what they like."""
        if not self._points and (label := marks.unread_label(line)):
            self._doubt(Doubtful.ARTICLE_UNREAD, index, label)

    def _doubt_heading(self, line: Line, index: int) -> None:
        """Doubt a line that may be a heading without a number: nothing else would tell that it became a paragraph."""
        if not self._untitled and self._unnumbered_at(index):
            about = Doubtful.HEADING_AMONG_NUMBERED if self._is_numbered else Doubtful.HEADING_OR_TEXT
            self._doubt(about, index, line.text)

    def _open_article(self, mark: ArticleMark, line: Line) -> None:
        self._close_article()
        self._untitled = None
        self._open = OpenArticle(mark, *self._place())
        self.roles[line.number] = Role.ARTICLE
        if mark.text:
            self._open.add(Line(line.number, mark.text), self.doubts)

    def _close_article(self) -> None:
        if self._open and not self._open.closed:
            self._broken += [self._open.mark.label] * self._open.broken
            self.articles.append(self._open.close())

    def _place(self) -> tuple[int | None, int | None, int | None]:
        """Indices of the book, chapter and section that an article opened now stands in."""
        book = len(self.books) - 1 if self.books else None
        chapter = len(self.chapters) - 1 if self.chapters and self.chapters[-1].within == book else None
        section = len(self.sections) - 1 if self.sections and self.sections[-1].within == chapter else None
        return book, chapter, section

    def _add_text(self, line: Line) -> Role:
        if marks.CONTENTS.fullmatch(line.text):
            return Role.CONTENTS
        if self._untitled and len(line.text) <= 30 and line.text[-1] not in "。；：，":
            self._untitled[-1] = _with_heading(self._untitled[-1], marks.tidy_heading(line.text))
            self._untitled = None
            return self._last_division
        if self._open and not self._open.closed:
            return self._open.add(line, self.doubts)
        if self._open:
            self.doubts.append(Doubt(line.number, Doubtful.TEXT_OUTSIDE_ARTICLES, line.text[:20]))
        self.front.append(line)
        return Role.PREAMBLE

    # Divisions

    def _division_at(self, index: int) -> DivisionMark | None:
        """What a line opens. 附则 after the last book is none of its chapters, but stands beside the books."""
        mark = marks.division_mark(self._lines[index])
        if mark and mark.is_closing and self.books and index > self._last_book:
            return replace(mark, kind="编")
        return mark or self._marked_heading_at(index)

    def _marked_heading_at(self, index: int) -> DivisionMark | None:
        """A heading without a number opens a chapter where it is marked as one, and no chapter has a number."""
        marked = self._lines[index].marked and not self._is_numbered
        return self._unnumbered_at(index) if marked else None

    def _unnumbered_at(self, index: int) -> DivisionMark | None:
        """The heading that a line may be which stands between a finished sentence and the label of an article."""
        line, after = self._lines[index], self._marks[index + 1] if index + 1 < self._end else None
        last = self._open.mark.key if self._open else (0, 0)
        if self._points or not after or after.mention or after.key <= last or not self._may_end_before(line):
            return None
        return marks.unnumbered_mark(line)

    def _may_end_before(self, line: Line) -> bool:
        """Whether what stands above a line is finished; above the first article there are dates and names as well."""
        if self._open:
            return not self._open.closed and self._open.is_finished
        if dates.DAY.search(line.text) or dates.document_number_in(line.text) or dates.is_signature(line.text):
            return False
        above = self.front[-1].text if self.front else ""
        return line.marked or above[-1:] in ("。", "：") or bool(dates.DAY.search(above))

    def _accepts(self, mark: DivisionMark, line: Line) -> bool:
        if not self._open and self._repeats_the_first(mark):
            # Everything up to here was the table of contents.
            self.books, self.chapters, self.sections = [], [], []
            contents = {number for number, role in self.roles.items() if role in _DIVISIONS.values()}
            self.roles |= dict.fromkeys(contents, Role.CONTENTS)
        if mark.number in (0, 1) or mark.number == self._last_number(mark.kind) + 1:
            return True
        self.doubts.append(Doubt(line.number, Doubtful.DIVISION_OUT_OF_ORDER, mark.label))
        return mark.certain

    def _repeats_the_first(self, mark: DivisionMark) -> bool:
        if self.books:
            return mark.kind == "编" and mark.number == self.books[0].number
        return bool(self.chapters) and mark.kind == "章" and mark.number == self.chapters[0].number

    def _last_number(self, kind: str) -> int:
        if kind == "分编":
            return self.books[-1].part if self.books else 0
        found = {"编": self.books, "章": self.chapters, "节": self.sections}[kind]
        return next((division.number for division in reversed(found) if division.number), 0)

    def _add_division(self, mark: DivisionMark, line: Line) -> None:
        self._last_division = self.roles[line.number] = _DIVISIONS[mark.kind]
        # Articles number through, so the open one ends here but its number stays the last.
        self._close_article()
        if mark.kind in ("编", "分编"):
            into, division = self.books, self._book(mark)
        elif mark.kind == "章":
            # Chapters number on through the parts (分编) of one book.
            outer = f"book-{self.books[-1].number}-" if self.books else ""
            into, division = self.chapters, self._inside(mark, f"{outer}ch", self.books)
        else:
            outer = f"{self.chapters[-1].anchor}-" if self.chapters else ""
            into, division = self.sections, self._inside(mark, f"{outer}sec", self.chapters)
        into.append(division)
        self._untitled = None if division.heading else into

    def _book(self, mark: DivisionMark) -> Division:
        if mark.kind == "编":
            return Division(mark.number, mark.label, mark.heading, self._free(f"book-{mark.number}"))
        number = self.books[-1].number if self.books else 0
        anchor = self._free(f"book-{number}-{mark.number}")
        return Division(number, mark.label, mark.heading, anchor, part=mark.number)

    def _inside(self, mark: DivisionMark, prefix: str, parents: list[Division]) -> Division:
        within = len(parents) - 1 if parents else None
        unnumbered = sum(1 for chapter in self.chapters if not chapter.number) + 1
        place = f"h{unnumbered}" if mark.is_unnumbered else mark.number
        return Division(mark.number, mark.label, mark.heading, self._free(f"{prefix}-{place}"), within)

    def _free(self, anchor: str) -> str:
        """The anchor, or, where a number comes twice (already a doubt), one that is not taken."""
        taken = {division.anchor for division in (*self.books, *self.chapters, *self.sections)}
        again = (f"{anchor}-again-{count}" for count in range(2, len(taken) + 2))
        return next(free for free in chain([anchor, f"{anchor}-again"], again) if free not in taken)

    def _doubt(self, about: Doubtful, index: int, words: str) -> None:
        self.doubts.append(Doubt(self._lines[index].number, about, words))


def _with_heading(division: Division, heading: str) -> Division:
    return replace(division, heading=heading)
