"""Search by a backend that is not one of ours, an OpenSearch server for one, through what all of Wagtail's answer.

The server knows what has the words; who may open it only the database knows. So the server is asked for the best of
each sort, and the database which of them are open.
"""

from functools import reduce
from operator import or_

from django.db.models import Q

from .index import MOST_FOUND, MOST_TITLES, Catch, Found, Hit
from .rules import pieces_of


class Elsewhere:
    """What the library's search asks of a backend, for one that only knows `search`."""

    def __init__(self, backend):
        self.backend = backend

    def find(self, question, querysets, *, level=None) -> Catch:
        """All of the words, else any of them: what stands between, a server does by its own lights."""
        for at, operator in enumerate(("and", "or")):
            if level not in (None, at):
                continue
            found = [self._found(" ".join(question.glued), operator, queryset) for queryset in querysets]
            if any(of_one.hits for of_one in found):
                return Catch(found, at)
        return Catch([Found([]) for _ in querysets])

    def _found(self, text, operator, queryset) -> Found:
        best = self.backend.search(text, queryset.model, operator=operator)[: MOST_FOUND + 1]
        keys = [found.pk for found in best]
        is_open = set(queryset.filter(pk__in=keys).values_list("pk", flat=True))
        hits = [Hit(key, key) for key in keys[:MOST_FOUND] if key in is_open]
        return Found(hits, is_all=len(keys) <= MOST_FOUND)

    def titles_like(self, text, queryset) -> list[str]:
        pieces = {piece for some in pieces_of(text) for piece in some}
        if not pieces:
            return []
        like = reduce(or_, (Q(title__contains=piece) for piece in pieces))
        return list(queryset.filter(like).values_list("title", flat=True)[:MOST_TITLES])

    def texts_of(self, hits, model) -> dict[Hit, tuple[str, str]]:
        """From the objects themselves: a page says what is read of it, an article its wording."""
        objects = model.objects.in_bulk([hit.key for hit in hits])
        return {hit: (objects[hit.key].title, _text_of(objects[hit.key])) for hit in hits if hit.key in objects}


def _text_of(found) -> str:
    return found.wording if hasattr(found, "wording") else found.specific.plain_text()
