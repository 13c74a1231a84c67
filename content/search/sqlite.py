"""Chinese search on SQLite FTS5.

The library's own compiler makes SQLite run MATCH once per row to order by rank (seconds for 20,000 pages), and answers
a quotation mark with an error. Here the index is asked once, and only then are the objects of one page fetched.
"""

from collections.abc import Iterable

from django.db.models import ExpressionWrapper, F, FloatField, Func, IntegerField, Lookup, Value
from django.db.models.functions import StrIndex, Substr
from django.utils.functional import cached_property
from modelsearch.backends.database.sqlite import sqlite as stock
from modelsearch.backends.database.sqlite.query import AndNot, normalize
from modelsearch.query import MatchAll, Not
from modelsearch.utils import get_descendants_content_types_pks

from .expressions import FTS5, match_expression
from .index import ENTRIES, Finds, IndexEntry, SpacedValues, UpsertedIndex, marks_of
from .rules import bigrams

_TABLE = stock.SQLiteFTSIndexEntry._meta.db_table
# Stands before title and text as they were written: what snippets are cut from, behind the pairs that are searched.
_AS_WRITTEN = "\x1e"
_IN_TITLE = "\ue001"
# Columns of the FTS table are autocomplete, body, title.
_BM25 = f"bm25({_TABLE}, 1.0, 1.0, 5.0)"
# SQLite as it ships takes 32,766 values in one statement.
_MOST_RANKED = 10_000


class Matches(Lookup):
    """`table MATCH '{title body} : (…)'` as a condition."""

    lookup_name = "match"
    filterable = True

    def __init__(self, columns: Iterable[str], expression: str):
        self.text = f"{{{' '.join(columns)}}} : ({expression})"
        super().__init__(None, None)

    def as_sql(self, compiler, connection):
        return f"{_TABLE} MATCH %s", [self.text]


class Rank(Func):
    """How well a row matches; less is better."""

    output_field = FloatField()

    def as_sql(self, compiler, connection, **_):
        return _BM25, []


def entries(columns: Iterable[str], expression: str, content_types: Iterable[int]):
    """Matching rows of the index with `content_type`, `object` and `rank`, the best first."""
    # "+ 0" keeps the planner from starting at the index of content types and matching row by row.
    content_type = ExpressionWrapper(F("index_entry__content_type_id") + 0, output_field=IntegerField())
    return (
        stock.SQLiteFTSIndexEntry.objects.filter(Matches(columns, expression))
        .annotate(content_type=content_type, object=F("index_entry__object_id"), rank=Rank())
        .filter(content_type__in=list(content_types))
        .order_by("rank")
    )


class Indexer(SpacedValues, stock.ObjectIndexer):
    @cached_property
    def title(self):
        tokens = bigrams(super().title)
        signed = [_IN_TITLE + token for token in tokens.split()]
        return " ".join([*marks_of(type(self.obj)), tokens, *signed])

    @cached_property
    def autocomplete(self):
        return bigrams(super().autocomplete)

    @cached_property
    def body(self):
        title, written = (text.replace(_AS_WRITTEN, " ") for text in (super().title, super().body))
        return f"{bigrams(written)} {_AS_WRITTEN}{title}{_AS_WRITTEN}{written}"


class Index(UpsertedIndex, stock.SQLiteIndex):
    indexer_class = Indexer
    columns = ("title", "autocomplete", "body")


class QueryCompiler(stock.SQLiteSearchQueryCompiler):
    @cached_property
    def _query(self):
        return normalize(self.query)

    @cached_property
    def _is_negated(self):
        return isinstance(self._query, Not)

    @cached_property
    def ranks(self) -> dict:
        """The rank of every match by primary key, the best first: the one question put to the index."""
        expression = self._expression(self._query.subquery if self._is_negated else self._query)
        if not expression:
            return {}
        model = self.queryset.model
        found = entries(self._columns, expression, get_descendants_content_types_pks(model))
        pairs = found.values_list("object", "rank")[:_MOST_RANKED]
        return {model._meta.pk.to_python(key): rank for key, rank in pairs}

    def _expression(self, query):
        if isinstance(query, AndNot):
            wanted = match_expression(query.subquery_a, FTS5)
            unwanted = match_expression(query.subquery_b, FTS5)
            return f"({wanted} NOT {unwanted})" if wanted and unwanted else wanted
        return match_expression(query, FTS5)

    @property
    def _columns(self):
        # The index knows the title and all the rest; a field that is not the title is somewhere in the rest.
        if not self.fields:
            return self.FTS_TABLE_FIELDS
        return sorted({"title" if field == "title" else "body" for field in self.fields})

    def matching(self):
        """The objects that match, in no order of rank."""
        if isinstance(self._query, MatchAll):
            return self.queryset
        if self._is_negated:
            if isinstance(self._query.subquery, MatchAll):
                return self.queryset.none()
            return self.queryset.exclude(pk__in=list(self.ranks))
        return self.queryset.filter(pk__in=list(self.ranks))

    def search(self, config, start, stop, score_field=None):
        queryset = self.matching()
        if not queryset.query.order_by:
            queryset = queryset.order_by("-pk")
        return queryset[start:stop]

    def best_first(self, start, stop, score_field=None) -> list:
        """The objects of one page, ordered by rank."""
        if not self.order_by_relevance or self._is_negated or isinstance(self._query, MatchAll):
            return list(self.search(None, start, stop))
        present = set(self.matching().order_by().values_list("pk", flat=True))
        page = [key for key in self.ranks if key in present][start:stop]
        objects = {found.pk: found for found in self.queryset.filter(pk__in=page)}
        if score_field:
            for key, found in objects.items():
                setattr(found, score_field, self.ranks[key])
        return [objects[key] for key in page if key in objects]


class AutocompleteQueryCompiler(QueryCompiler):
    TARGET_SEARCH_FIELD_TYPE = stock.AutocompleteField
    FTS_TABLE_FIELDS = ["autocomplete"]
    _columns = ["autocomplete"]

    def get_config(self, backend):
        return backend.autocomplete_config

    def get_search_fields_for_model(self):
        return self.queryset.model.get_autocomplete_search_fields()


class Results(stock.SQLiteSearchResults):
    def _do_search(self):
        return self.query_compiler.best_first(self.start, self.stop, self._score_field)


class Backend(Finds, stock.SQLiteSearchBackend):
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = Index
    results_class = Results
    dialect = FTS5
    title_sign = _IN_TITLE

    def _matching(self, in_title, expression):
        # Tokens with the sign are in titles only: with a filter for the column every text with the word would be read.
        return (
            f"SELECT entry.id, entry.object_id FROM {_TABLE} CROSS JOIN {ENTRIES} entry "  # noqa: S608 - names
            f"ON entry.id = {_TABLE}.rowid WHERE {_TABLE} MATCH %s",
            [f"{{title body}} : ({expression})"],
        )

    def texts_of(self, hits, model=None):
        written = Substr("body", StrIndex("body", Value(_AS_WRITTEN)) + 1)
        rows = IndexEntry.objects.filter(pk__in=[hit.entry for hit in hits]).values_list("pk", written)
        texts = {entry: text.partition(_AS_WRITTEN)[::2] for entry, text in rows}
        return {hit: texts[hit.entry] for hit in hits if hit.entry in texts}
