"""Which citations of a page point nowhere."""

from regulations.queries import citations_in, passages


def dead_citations(text, on):
    """The citations in a text, as written, that point at no article in force on a day."""
    found = passages(citations_in(text), on)
    return list(dict.fromkeys(text[c.start : c.end] for c, passage in found.items() if passage is None))
