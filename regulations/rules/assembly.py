"""Puts lines together into divisions and articles, in one pass over the body of a regulation."""

from dataclasses import replace

from regulations.rules import marks
from regulations.rules.lines import Line
from regulations.rules.marks import ArticleMark, DivisionMark
from regulations.rules.outline import Article, Division, Doubt, Doubtful, Item, Paragraph


class Assembly:
    """The body of one regulation taken apart: read its lists when it has been made."""

    def __init__(self, lines: list[Line], points: bool = False):
        self.front: list[Line] = []
        self.books: list[Division] = []
        self.chapters: list[Division] = []
        self.sections: list[Division] = []
        self.articles: list[Article] = []
        self.appendix: list[str] = []
        self.doubts: list[Doubt] = []
        self._lines = lines
        mark = marks.point_mark if points else marks.article_mark
        self._marks: list[ArticleMark | None] = [mark(line) for line in lines]
        self._last_seen = {mark.key: index for index, mark in enumerate(self._marks) if mark and mark.convincing}
        self._open: _OpenArticle | None = None
        self._untitled: list[Division] | None = None
        self._take_all()
        self._close_article()

    @property
    def text(self) -> str:
        """All paragraphs, the last article first, because that is where a regulation says when it takes effect."""
        return "\n".join(p.text for article in reversed(self.articles) for p in article.paragraphs)

    def _take_all(self) -> None:
        for index, line in enumerate(self._lines):
            mark = self._marks[index]
            if self.appendix:
                self.appendix.append(line.text)
            elif mark and self._opens_article(mark, index):
                self._open_article(mark, line)
            elif (division := marks.division_mark(line)) and self._accepts(division, line):
                self._add_division(division)
            elif marks.is_appendix(line) and self._open and not self._expected_after(index):
                self._close_article()
                self.appendix.append(line.text)
            else:
                self._add_text(line)

    # Articles

    def _opens_article(self, mark: ArticleMark, index: int) -> bool:
        last = self._open.mark.key if self._open else (0, 0)
        comes_later = self._last_seen.get(mark.key, -1) > index
        if _follows(last, mark.key):
            return mark.convincing or (not comes_later and (mark.spaced or not mark.mention))
        if mark.mention:
            return False
        if mark.spaced and mark.key > last and not self._expected_after(index):
            self._doubt(Doubtful.ARTICLES_MISSING, index, mark.label)
            return True
        self._doubt(Doubtful.ARTICLE_OUT_OF_ORDER, index, mark.label)
        return False

    def _expected_after(self, index: int) -> bool:
        """Whether the article that should come next does come further down."""
        number, suffix = self._open.mark.key if self._open else (0, 0)
        return any(self._last_seen.get(key, -1) > index for key in ((number + 1, 0), (number, suffix + 1)))

    def _open_article(self, mark: ArticleMark, line: Line) -> None:
        self._close_article()
        self._untitled = None
        self._open = _OpenArticle(mark, *self._place())
        if mark.text:
            self._open.add(Line(line.number, mark.text), self.doubts)

    def _close_article(self) -> None:
        if self._open and not self._open.closed:
            self.articles.append(self._open.close())

    def _place(self) -> tuple[int | None, int | None, int | None]:
        """Indices of the book, chapter and section that an article opened now stands in."""
        book = len(self.books) - 1 if self.books else None
        chapter = len(self.chapters) - 1 if self.chapters and self.chapters[-1].within == book else None
        section = len(self.sections) - 1 if self.sections and self.sections[-1].within == chapter else None
        return book, chapter, section

    def _add_text(self, line: Line) -> None:
        if marks.CONTENTS.fullmatch(line.text):
            return
        if self._untitled and not line.marked and len(line.text) <= 30 and line.text[-1] not in "。；：，":
            self._untitled[-1] = _with_heading(self._untitled[-1], marks.tidy_heading(line.text))
            self._untitled = None
        elif self._open and not self._open.closed:
            self._open.add(line, self.doubts)
        else:
            if self._open:
                self.doubts.append(Doubt(line.number, Doubtful.TEXT_OUTSIDE_ARTICLES, line.text[:20]))
            self.front.append(line)

    # Divisions

    def _accepts(self, mark: DivisionMark, line: Line) -> bool:
        if not self._open and self._repeats_the_first(mark):
            # Everything up to here was the table of contents.
            self.books, self.chapters, self.sections = [], [], []
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
        return found[-1].number if found else 0

    def _add_division(self, mark: DivisionMark) -> None:
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
        return Division(mark.number, mark.label, mark.heading, self._free(f"{prefix}-{mark.number}"), within)

    def _free(self, anchor: str) -> str:
        """The anchor, or, where a number comes twice (already a doubt), one that is not taken."""
        taken = {division.anchor for division in (*self.books, *self.chapters, *self.sections)}
        return anchor if anchor not in taken else self._free(f"{anchor}-again")

    def _doubt(self, about: Doubtful, index: int, words: str) -> None:
        self.doubts.append(Doubt(self._lines[index].number, about, words))


class _OpenArticle:
    """An article whose lines are still coming."""

    def __init__(self, mark: ArticleMark, book: int | None, chapter: int | None, section: int | None):
        self.mark = mark
        self.closed = False
        self._place = {"book": book, "chapter": chapter, "section": section}
        self._paragraphs: list[tuple[str, list[Item]]] = []
        self._notes: list[str] = []

    def add(self, line: Line, doubts: list[Doubt]) -> None:
        if marks.is_note(line):
            self._notes.append(line.text)
        elif item := marks.item_mark(line):
            self._add_item(item, line, doubts)
        elif marks.is_detail(line) and self._paragraphs:
            self._append(line.text)
        else:
            self._paragraphs.append((line.text, []))

    def _add_item(self, found: tuple[int, str, str], line: Line, doubts: list[Doubt]) -> None:
        if not self._paragraphs:
            self._paragraphs.append(("", []))
        items = self._paragraphs[-1][1]
        last = items[-1].number if items else 0
        if found[0] != last + 1:
            doubts.append(Doubt(line.number, Doubtful.ITEM_OUT_OF_ORDER, self.mark.label + found[1]))
        if found[0] > last:
            items.append(Item(*found))
        else:
            self._paragraphs.append((line.text, []))

    def _append(self, words: str) -> None:
        text, items = self._paragraphs[-1]
        if items:
            items[-1] = Item(items[-1].number, items[-1].label, f"{items[-1].text}\n{words}")
        else:
            self._paragraphs[-1] = (f"{text}\n{words}", items)

    def close(self) -> Article:
        self.closed = True
        paragraphs = tuple(
            Paragraph(number, text, tuple(items)) for number, (text, items) in enumerate(self._paragraphs, start=1)
        )
        return Article(
            self.mark.number,
            self.mark.suffix,
            self.mark.label,
            paragraphs,
            self.mark.heading,
            "\n".join(self._notes),
            **self._place,
        )


def _follows(last: tuple[int, int], key: tuple[int, int]) -> bool:
    return key in ((last[0] + 1, 0), (last[0], last[1] + 1)) and key[0] > 0


def _with_heading(division: Division, heading: str) -> Division:
    return replace(division, heading=heading)
