"""Chinese search on PostgreSQL: vectors of pairs of characters, configuration `simple`.

The conditions of the library read title and body together; `content/migrations` adds the index for that.
"""

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast
from django.utils.functional import cached_property
from modelsearch.backends.database.postgres import postgres as stock
from modelsearch.query import Fuzzy, MatchAll, Not

from .expressions import TSQUERY, match_expression
from .index import ENTRIES, Finds, IndexEntry, SpacedValues, UpsertedIndex, marks_of
from .rules import bigrams

CONFIGURATION = "simple"
TITLE_WEIGHT = 5.0


class Indexer(SpacedValues, stock.ObjectIndexer):
    def as_vector(self, texts, for_autocomplete=False):
        # Cast from what is cut already: PostgreSQL's own parser would take far longer to cut it again.
        return Cast(Value(vector(texts), output_field=TextField()), SearchVectorField())

    @cached_property
    def title(self):
        marks = " ".join(f"'{mark}'" for mark in marks_of(type(self.obj)))
        return Cast(Value(f"{vector(self.title_texts)} {marks}", output_field=TextField()), SearchVectorField())

    @property
    def title_texts(self):
        fields = [found for field in self.search_fields for found in self.prepare_field(self.obj, field)]
        return [
            (value, weight)
            for field, weight, value in fields
            if isinstance(field, stock.SearchField) and field.field_name == "title"
        ]


def vector(texts):
    """What PostgreSQL writes for a vector: '承诺':1A '诺书':2A."""
    places, place = {}, 0
    for text, weight in texts:
        for token in bigrams(text).split():
            place += 1
            places.setdefault(token, []).append(f"{min(place, 16383)}{weight}")
    return " ".join(f"'{token}':{','.join(where[:255])}" for token, where in places.items())


class Index(UpsertedIndex, stock.PostgresIndex):
    indexer_class = Indexer
    columns = ("title", "autocomplete", "body", "title_text", "body_text")


class QueryCompiler(stock.PostgresSearchQueryCompiler):
    @cached_property
    def _expression(self):
        return match_expression(self.query, TSQUERY)

    def build_tsquery(self, query, config=None):
        return SearchQuery(self._expression, search_type="raw", config=CONFIGURATION)

    def build_tsrank(self, vector, query, config=None, boost=1.0):
        return SearchRank(vector, self.build_tsquery(query), weights=self.sql_weights)

    def get_index_vectors(self, search_query):
        return [(F("index_entries__title"), TITLE_WEIGHT), (F("index_entries__body"), 1.0)]

    def get_search_vectors(self, search_query):
        # The index knows the title and all the rest; a field that is not the title is somewhere in the rest.
        title, body = self.get_index_vectors(search_query)
        if not self.fields:
            return [title, body]
        return ([title] if "title" in self.fields else []) + ([body] if set(self.fields) - {"title"} else [])

    def search(self, config, start, stop, score_field=None, backend=None):
        matches_all = isinstance(self.query, Not) and isinstance(self.query.subquery, MatchAll)
        if not (self._expression or matches_all or isinstance(self.query, (MatchAll, Fuzzy))):
            return self.queryset.none()
        return super().search(config, start, stop, score_field=score_field, backend=backend)


class AutocompleteQueryCompiler(QueryCompiler):
    TARGET_SEARCH_FIELD_TYPE = stock.AutocompleteField

    def get_search_fields_for_model(self):
        return self.queryset.model.get_autocomplete_search_fields()

    def get_search_vectors(self, search_query):
        return [(F("index_entries__autocomplete"), 1.0)]


class Backend(Finds, stock.PostgresSearchBackend):
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = Index
    dialect = TSQUERY
    key_type = "bigint"

    def __init__(self, params):
        super().__init__(params)
        self.config = CONFIGURATION

    def _matching(self, in_title, expression):
        vector = "title" if in_title else "(title || body)"
        return f"SELECT id, object_id FROM {ENTRIES} WHERE {vector} @@ %s::tsquery", [expression]  # noqa: S608 - names

    def texts_of(self, hits, model=None):
        rows = IndexEntry.objects.filter(pk__in=[hit.entry for hit in hits])
        texts = {entry: (title, text) for entry, title, text in rows.values_list("pk", "title_text", "body_text")}
        return {hit: texts[hit.entry] for hit in hits if hit.entry in texts}
