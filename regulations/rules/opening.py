"""An article while it is read: which of its lines are paragraphs, items, parts of those, or notes."""

from regulations.rules import marks
from regulations.rules.lines import Line
from regulations.rules.marks import ArticleMark
from regulations.rules.outline import Article, Doubt, Doubtful, Item, Paragraph, Role


class OpenArticle:
    """An article whose lines are still coming. `broken`: paragraphs that follow a line which ends inside a sentence."""

    def __init__(self, mark: ArticleMark, book: int | None, chapter: int | None, section: int | None):
        self.mark = mark
        self.closed = False
        self.broken = 0
        self._place = {"book": book, "chapter": chapter, "section": section}
        self._paragraphs: list[tuple[str, list[Item]]] = []
        self._notes: list[str] = []

    def add(self, line: Line, doubts: list[Doubt]) -> Role:
        if marks.is_note(line):
            self._notes.append(line.text)
            return Role.NOTE
        if item := marks.item_mark(line):
            return self._add_item(item, line, doubts)
        if marks.is_detail(line) and self._paragraphs:
            self._append(line.text)
            return Role.DETAIL
        self.broken += not marks.ends_a_sentence(self._last_words)
        self._paragraphs.append((line.text, []))
        return Role.PARAGRAPH

    def _add_item(self, found: tuple[int, str, str], line: Line, doubts: list[Doubt]) -> Role:
        if not self._paragraphs:
            self._paragraphs.append(("", []))
        items = self._paragraphs[-1][1]
        last = items[-1].number if items else 0
        if found[0] != last + 1:
            doubts.append(Doubt(line.number, Doubtful.ITEM_OUT_OF_ORDER, self.mark.label + found[1]))
        if found[0] > last:
            items.append(Item(*found))
            return Role.ITEM
        self._paragraphs.append((line.text, []))
        return Role.PARAGRAPH

    @property
    def _last_words(self) -> str:
        text, items = self._paragraphs[-1] if self._paragraphs else ("", [])
        return items[-1].text if items else text

    @property
    def is_finished(self) -> bool:
        """Whether it says something, and its last sentence has ended."""
        return bool(self._last_words) and marks.ends_a_sentence(self._last_words)

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
