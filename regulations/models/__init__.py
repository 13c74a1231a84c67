"""Regulations, their versions, and the parts of a version down to the item."""

from regulations.models.parts import Article, Book, Chapter, Item, Paragraph, Section
from regulations.models.regulation import Alias, Regulation, Version

__all__ = ["Alias", "Article", "Book", "Chapter", "Item", "Paragraph", "Regulation", "Section", "Version"]
