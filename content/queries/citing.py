"""Which citations of a page point nowhere, or at another wording than that of today."""

from regulations.queries import citations_in, citations_of, digest_at, passages, resolve, with_words


def dead_citations(text, on):
    """The citations in a text, as written, that point at no article in force on a day."""
    found = passages(citations_in(text), on)
    return list(dict.fromkeys(text[c.start : c.end] for c, passage in found.items() if passage is None))


def reads_otherwise(page, text, today):
    """What is new among the citations of a page and reads otherwise today, as {as written: how today's is cited}.

    A page cites the wording of the day it came out. Who adds a citation later may mean that of today.
    """
    if page.cited_on >= today:
        return {}
    known = set(citations_of(page).exclude(article=None).values_list("words", flat=True))
    citations = [each for each in citations_in(text) if each.words not in known]
    then, now = passages(citations, page.cited_on), passages(citations, today)
    with_words(each for each in [*then.values(), *now.values()] if each)
    changed = [each for each in citations if now[each] and _says_else(each, then[each], now[each])]
    found = {text[each.start : each.end]: now[each].dated_label for each in changed}
    return {words: label for words, label in found.items() if resolve(label, today)}


def _says_else(citation, then, now):
    return then is None or digest_at(then.article, citation) != digest_at(now.article, citation)
