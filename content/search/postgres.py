"""Chinese search on PostgreSQL: vectors of pairs of characters, configuration `simple`.

The conditions of the library read title and body together; `content/migrations` adds the index for that.
"""

from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db.models import F, Func, Q
from django.utils.functional import cached_property
from modelsearch.backends.database.postgres import postgres as stock
from modelsearch.query import Fuzzy, MatchAll, Not, PlainText

from .expressions import TSQUERY, match_expression
from .index import MOST_MATCHES, Finds, IndexEntry, Match, SpacedValues, UpsertedIndex, by_model
from .rules import bigrams

CONFIGURATION = "simple"
TITLE_WEIGHT = 5.0


class Indexer(SpacedValues, stock.ObjectIndexer):
    def as_vector(self, texts, for_autocomplete=False):
        return super().as_vector([(bigrams(text), weight) for text, weight in texts], for_autocomplete)


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

    def __init__(self, params):
        super().__init__(params)
        self.config = CONFIGURATION

    def _matches(self, text, operator, content_types):
        expression = match_expression(PlainText(text, operator=operator), TSQUERY)
        if not expression:
            return []
        query = SearchQuery(expression, search_type="raw", config=CONFIGURATION)
        together = Func(F("title"), F("body"), template="(%(expressions)s)", arg_joiner=" || ")
        together.output_field = SearchVectorField()
        found = IndexEntry.objects.annotate(together=together).filter(
            together=query, content_type__in=[pk for pks in content_types for pk in pks]
        )
        rank = SearchRank("title", query) * TITLE_WEIGHT + SearchRank("body", query)
        found = found.order_by(by_model(content_types, "content_type"), rank.desc(), "-pk")
        return [Match(*row) for row in found.values_list("content_type_id", "object_id")[:MOST_MATCHES]]

    def texts_of(self, matches):
        wanted = [Q(content_type=match.content_type_id, object_id=match.object_id) for match in matches]
        if not wanted:
            return {}
        rows = IndexEntry.objects.filter(reduce(or_, wanted)).values_list("content_type_id", "object_id", "body_text")
        return {Match(kind, key): text for kind, key, text in rows}
