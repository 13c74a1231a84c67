"""The structure of one regulation as parsed: frozen, in reading order, each part with its anchor.

Anchors are public addresses and never change once a version is saved:

    art-4          第四条                    art-389z1      第三百八十九条之一 (z as in 之, zhī)
    art-4-2        第四条第二款              art-389z1-2    第三百八十九条之一第二款
    art-4-2-3      第四条第二款第（三）项
    book-2, book-2-1 (第二编第一分编), ch-3, ch-3-sec-1; with books book-2-ch-3, book-2-ch-3-sec-1
    ch-0                   附则; book-0 after the last book, beside the books
    ch-h1, ch-h2           chapters that have a heading and no number
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Deed(StrEnum):
    """What happened to a regulation on a day its text mentions."""

    ADOPTED = "adopted"
    PROMULGATED = "promulgated"
    AMENDED = "amended"
    EFFECTIVE = "effective"


class Doubtful(StrEnum):
    """What a parse was unsure of; an editor should look before saving."""

    TITLE_FROM_NAME = "title-from-name"
    ARTICLES_MISSING = "articles-missing"
    ARTICLE_OUT_OF_ORDER = "article-out-of-order"
    ARTICLE_OR_REFERENCE = "article-or-reference"
    ARTICLES_RUN_ON = "articles-run-on"
    ARTICLE_INSIDE = "article-inside"
    ARTICLE_UNREAD = "article-unread"
    DIVISION_OUT_OF_ORDER = "division-out-of-order"
    TEXT_OUTSIDE_ARTICLES = "text-outside-articles"
    ITEM_OUT_OF_ORDER = "item-out-of-order"
    LINES_JOINED = "lines-joined"
    PARAGRAPH_OR_NOT = "paragraph-or-not"
    LINES_BROKEN = "lines-broken"
    HEADING_OR_TEXT = "heading-or-text"
    HEADING_AMONG_NUMBERED = "heading-among-numbered"
    SIGNATURE = "signature"
    PROMULGATED_DAY_INFERRED = "promulgated-day-inferred"
    EFFECTIVE_DAY_INFERRED = "effective-day-inferred"


class Role(StrEnum):
    """What a line of the text was taken for."""

    TITLE = "title"
    FACTS = "facts"
    PREAMBLE = "preamble"
    CONTENTS = "contents"
    BOOK = "book"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    DETAIL = "detail"
    NOTE = "note"
    SIGNATURE = "signature"
    APPENDIX = "appendix"


@dataclass(frozen=True)
class ReadLine:
    """One line of the text as it was read, numbered as in its source, and what it was taken for."""

    number: int
    role: Role
    text: str


@dataclass(frozen=True)
class Doubt:
    """One thing to look at: the line (1 is the first, 0 the whole text) and the words in question."""

    line: int
    about: Doubtful
    words: str = ""


@dataclass(frozen=True)
class Mention:
    """A day the heading or the closing article gives, and what happened on it."""

    day: date
    deed: Deed


@dataclass(frozen=True)
class Division:
    """A book (编), chapter (章) or section (节). `within` is the index of its parent, or None."""

    number: int
    label: str
    heading: str
    anchor: str
    within: int | None = None
    part: int = 0  # 分编 of a book


@dataclass(frozen=True)
class Item:
    """（三）: one item of a paragraph."""

    number: int
    label: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """款: one paragraph of an article, numbered from 1."""

    number: int
    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Article:
    """条, or one point of an amendment. `book`, `chapter`, `section` index the outline's tuples."""

    number: int
    suffix: int
    label: str
    paragraphs: tuple[Paragraph, ...]
    heading: str = ""
    note: str = ""
    book: int | None = None
    chapter: int | None = None
    section: int | None = None

    @property
    def anchor(self) -> str:
        return article_anchor(self.number, self.suffix)


@dataclass(frozen=True)
class Outline:
    """One version of one regulation."""

    title: str
    issuer: str
    document_number: str
    dates: tuple[Mention, ...]
    version: str
    promulgated_on: date
    effective_on: date
    preamble: str
    books: tuple[Division, ...]
    chapters: tuple[Division, ...]
    sections: tuple[Division, ...]
    articles: tuple[Article, ...]
    appendix: str
    digest: str
    doubts: tuple[Doubt, ...] = ()
    # Whether （试行） stands behind the title.
    on_trial: bool = False
    # For an editor to look over; the same text as Word and as Markdown is the same outline.
    lines: tuple[ReadLine, ...] = field(default=(), compare=False, repr=False)


def article_anchor(number: int, suffix: int = 0, paragraph: int | None = None, item: int | None = None) -> str:
    """The anchor of an article, of one of its paragraphs, or of an item of that."""
    anchor = f"art-{number}" + (f"z{suffix}" if suffix else "")
    if paragraph:
        anchor += f"-{paragraph}" + (f"-{item}" if item else "")
    return anchor


def printed_label(label: str) -> str:
    """What stands before an article's text: 第四条, or 五、 for a point of an amendment, labelled 五."""
    return label if label.startswith("第") else f"{label}、"
