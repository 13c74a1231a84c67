"""Regulations, their versions, the parts of a version down to the item, and what cites them."""

from regulations.models.citing import Citation, source_of
from regulations.models.parts import Article, Book, Chapter, Item, Paragraph, Section
from regulations.models.regulation import Alias, Regulation, Version

__all__ = [
    "Alias",
    "Article",
    "Book",
    "Chapter",
    "Citation",
    "Item",
    "Paragraph",
    "Regulation",
    "Section",
    "Version",
    "source_of",
]
