"""What the indexes of both databases have in common."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from django.db import connections, router
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from modelsearch.conf import get_app_config
from modelsearch.index import Indexed
from modelsearch.utils import get_content_type_pk

from .expressions import Dialect, choices
from .rules import Question, pieces_of, score

IndexEntry = get_app_config().get_model("IndexEntry", require_ready=False)
ENTRIES = IndexEntry._meta.db_table

# How many of one sort are told of. Who leafs through a hundred and fifty has not asked well.
MOST_FOUND = 150
# How many entries are looked at for those that a person may open.
MOST_TRIED = 20_000
# How many are read to put the best of them first: those with the words in the title, then as they come.
MOST_RANKED = 60
# If fewer of these have the question as it was typed, that is looked for by itself.
ENOUGH_WHOLE = 10
MOST_TITLES = 100


@dataclass(frozen=True)
class Hit:
    """Something that was found: its primary key, and the number of its entry in the index."""

    key: int
    entry: int


@dataclass(frozen=True)
class Found:
    """What was found of one sort, the best first; `is_all` unless there may be more of it.

    `texts` are the titles and texts of those that were read to put the best of them first.
    """

    hits: list[Hit]
    is_all: bool = True
    texts: dict[Hit, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Catch:
    """What was found of each sort, on which level: all words as they were typed (`is_literal`), or not."""

    found: list[Found]
    level: int = 0

    @property
    def is_literal(self) -> bool:
        return self.level == 0


@dataclass(frozen=True)
class Source:
    """What is looked through: the mark of its sort, and SQL that is null for an entry whose object is not in it."""

    mark: str
    condition: str
    params: tuple


@dataclass(frozen=True)
class Step:
    """One way to look: for what, for how many, whether in titles alone, whether only through the first source."""

    expression: str | None
    most: int
    in_title: bool = False
    first_alone: bool = False


NOTHING = Step(None, 0)


class UpsertedIndex:
    """Writes any number of objects in one statement, and keeps no title norms.

    The library recomputes a norm from the average title length after every save, and rewrites every row after every
    `update_index`; a fixed weight of titles orders as well for titles that are all a line long.
    """

    indexer_class = None
    columns: tuple[str, ...] = ()

    def add_items(self, model, objs):
        if not model.get_search_fields():
            return
        content_type_id = get_content_type_pk(model)
        indexers = [self.indexer_class(obj, self.backend) for obj in objs]
        IndexEntry._default_manager.bulk_create(
            [
                IndexEntry(
                    content_type_id=content_type_id,
                    object_id=indexer.id,
                    **{column: getattr(indexer, column) for column in self.columns},
                )
                for indexer in indexers
            ],
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=self.columns,
        )

    def _refresh_title_norms(self, full=False):
        pass


class SpacedValues:
    """Parts of a value are joined by a space: a comma after a full stop would be seen in snippets."""

    def prepare_value(self, value):
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            return " ".join(self.prepare_value(item) for item in value)
        return super().prepare_value(value)


def mark_of(model) -> str:
    """A word that nobody can type, which stands in the title of everything that is of this model.

    With it the index itself passes over what is of another sort: among 200,000 articles it finds a page at once.
    """
    return f"\ue000{model._meta.app_label}\ue000{model._meta.model_name}".replace("_", "\ue000")


def marks_of(model) -> list[str]:
    """The marks of a model and of those that it is a special sort of."""
    sorts = (sort for sort in model.__mro__ if issubclass(sort, Indexed) and hasattr(sort, "_meta"))
    return [mark_of(sort) for sort in sorts if not sort._meta.abstract]


class Finds:
    """Asks the index itself, for several sorts of objects in one statement, and only for objects of a queryset.

    What matches is never ordered in the database, which would have to weigh half of all there is: entries are taken
    as they come, those with the words in their title before others, and the first of them are weighed here.
    A backend adds its `dialect` and three pieces of SQL.
    """

    dialect: Dialect
    key_type = "integer"
    # What stands before each token of a title once more, where a database cannot look at titles alone as fast.
    title_sign = ""

    def find(self, question: Question, querysets: list[QuerySet], *, level: int | None = None) -> Catch:
        """What has the words, for each queryset: on the strictest level on which anything does, or on one level."""
        sources = [self._source(queryset) for queryset in querysets]
        for at, ways in enumerate(question.levels):
            if level not in (None, at):
                continue
            # What has the question as it was typed has all its words: without one hit on the first level there is none.
            whole = self._whole(question, ways) if at == 0 else NOTHING
            hits = [_unique(rows) for rows in self._rows(self._steps(ways, whole), sources)]
            if any(hits):
                found = self._weighed(question, whole, sources, hits)
                return Catch(found, at)
        return Catch([Found([]) for _ in querysets])

    def _steps(self, ways, whole: Step) -> list[Step]:
        """The words in titles, the question as it was typed, the words anywhere.

        The second only through the first source: pages, of which there are few. It costs the most where words are
        frequent, and there what is read of the others hardly ever lacks it; `_weighed` sees to it where it does.
        """
        in_title, anywhere = self._words(ways, in_title=True), self._words(ways)
        return [Step(in_title, MOST_RANKED, True), replace(whole, first_alone=True), Step(anywhere, MOST_FOUND + 1)]

    def _whole(self, question, ways) -> Step:
        is_one_word = not question.whole or (question.whole,) in ways
        return Step(None if is_one_word else self._words([[question.whole]]), MOST_RANKED)

    def _weighed(self, question, whole_step, sources, hits) -> list[Found]:
        """The best of each first; the question as it was typed is looked for once more where what was read lacks it."""
        texts = self.texts_of([hit for of_one in hits for hit in of_one[:MOST_RANKED]])
        whole = {}
        for place, of_one in enumerate(hits if whole_step.expression else []):
            if place and len(of_one) > MOST_RANKED and _lacks(question, of_one[:MOST_RANKED], texts):
                [rows] = self._rows([whole_step], [sources[place]])
                whole[place] = _unique(rows)
                texts |= self.texts_of(whole[place])
        return [_best_first(question, of_one, whole.get(place, []), texts) for place, of_one in enumerate(hits)]

    def _words(self, ways, *, in_title=False) -> str | None:
        return choices(ways, self.dialect, self.title_sign if in_title else "")

    def titles_like(self, text: str, queryset: QuerySet) -> list[str]:
        """Titles that share enough with a text to be compared with it."""
        ways = [[[piece] for piece in pieces] for pieces in pieces_of(text)]
        steps = [Step(self._words(way, in_title=True), MOST_TITLES, True) for way in ways]
        [rows] = self._rows(steps, [self._source(queryset)])
        return list(dict.fromkeys(title for title, _ in self.texts_of(_unique(rows)).values()))

    def _rows(self, steps: list[Step], sources: list[Source]) -> list[list[tuple[int, int]]]:
        """Entries and keys for each source, step by step, by one statement."""
        parts, params, found = [], [], [[] for _ in sources]
        steps = [step for step in steps if step.expression]
        if not steps:
            return found
        for place, source in enumerate(sources):
            for step in steps if place == 0 else [step for step in steps if not step.first_alone]:
                matching, its_params = self._matching(step.in_title, f"{source.mark}{step.expression}")
                parts.append(self._part(place, matching, source.condition, step.most))
                params += [*its_params, *source.params]
        with _connection().cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            for place, entry, key in cursor.fetchall():
                found[place].append((entry, key))
        return found

    def _part(self, place, matching, condition, most):
        # A subquery for each row, asked until there are enough: never a join with all that a person may open.
        return (
            f"SELECT * FROM (SELECT {place} AS place, entry.id, CAST(entry.object_id AS {self.key_type}) AS object_key "  # noqa: S608 - numbers and names
            f"FROM ({matching} LIMIT {MOST_TRIED}) entry WHERE ({condition}) IS NOT NULL LIMIT {most}) AS part_{place}"
        )

    def _source(self, queryset: QuerySet) -> Source:
        """Told once of a queryset that is asked with again: what a person may open takes long to write in SQL."""
        if queryset not in _SOURCES:
            _SOURCES[queryset] = self._written(queryset)
        return _SOURCES[queryset]

    def _written(self, queryset: QuerySet) -> Source:
        key = RawSQL(f"CAST(entry.object_id AS {self.key_type})", [])  # noqa: S611 - no value in it
        one = queryset.order_by().filter(pk=key).values("pk")[:1]
        mark = self.dialect.phrase.format(mark_of(queryset.model)) + self.dialect.both
        return Source(mark, *one.query.get_compiler(connection=_connection()).as_sql())

    def _matching(self, in_title: bool, expression: str) -> tuple[str, list]:
        """SQL that gives `id` and `object_id` of every entry that matches, and its parameters."""
        raise NotImplementedError

    def texts_of(self, hits: Iterable[Hit], model=None) -> dict[Hit, tuple[str, str]]:
        """The title and all the rest that was indexed for each, as it was written."""
        raise NotImplementedError


_SOURCES: WeakKeyDictionary[QuerySet, Source] = WeakKeyDictionary()


def _connection():
    return connections[router.db_for_read(IndexEntry)]


def _unique(rows: list[tuple[int, int]]) -> list[Hit]:
    return list(dict.fromkeys(Hit(key, entry) for entry, key in rows))


def _lacks(question, hits, texts) -> bool:
    having = sum(question.whole in text.casefold() for hit in hits for text in texts.get(hit, ()))
    return having < ENOUGH_WHOLE


def _best_first(question, hits, whole, texts) -> Found:
    is_all, hits = len(hits) <= MOST_FOUND, hits[:MOST_FOUND]
    first = list(dict.fromkeys([*hits[:MOST_RANKED], *whole]))
    rest = [hit for hit in hits[MOST_RANKED:] if hit not in set(whole)]
    first.sort(key=lambda hit: -score(question, *texts.get(hit, ("", ""))))
    return Found([*first, *rest], is_all, {hit: texts[hit] for hit in first if hit in texts})
